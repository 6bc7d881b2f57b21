import type { Citation } from '../src/domain/answer.ts';

/** The page of Kitei's web reader on which a clause stands. */
export function clausePage(
  publicUrl: string,
  { document, version, clause }: Pick<Citation, 'document' | 'version' | 'clause'>,
): string {
  const [id, edition, label] = [document, version, clause].map(encodeURIComponent);
  return `${publicUrl}/policies/${id}/${edition}#${label}`;
}
