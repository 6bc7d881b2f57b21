/** A text of at most `most` UTF-16 units, with "…" where something was cut off; no character is cut in two. */
export function cutTo(text: string, most: number): string {
  if (text.length <= most) return text;
  let kept = '';
  for (const { segment } of new Intl.Segmenter().segment(text)) {
    if (kept.length + segment.length > most - 1) break;
    kept += segment;
  }
  return `${kept}…`;
}
