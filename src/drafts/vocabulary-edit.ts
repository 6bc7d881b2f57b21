import { isMap, isSeq, parseDocument } from 'yaml';
import type { VocabularyEntry } from '../domain/knowledge.ts';
import { KiteiError } from '../errors.ts';

/**
 * `vocabulary.yaml` with one more entry; everything else in it, comments included, stays. Where an entry has the same
 * words of the policy, its list of what people say grows; what it says already is not said twice. Pure.
 *
 * @param file the file as it is; null where there is none.
 * @throws KiteiError `knowledge.invalid` for a file that cannot be read.
 */
export function withEntry(file: string | null, { say, policy }: VocabularyEntry): string {
  const document = parseDocument(file ?? '');
  const { contents, errors } = document;
  if (errors.length > 0 || !(contents === null || isMap(contents))) throw unreadable();
  const entries = document.get('entries');
  if (!isSeq(entries)) {
    document.set('entries', document.createNode([{ say, policy }]));
    return document.toString({ lineWidth: 0 });
  }
  const same = entries.items.find((item) => isMap(item) && sameWords(item.toJSON().policy, policy));
  if (!isMap(same)) entries.add(document.createNode({ say, policy }));
  else {
    const said = same.get('say');
    if (!isSeq(said)) throw unreadable();
    const known = new Set<unknown>(said.toJSON());
    for (const word of say) if (!known.has(word)) said.add(document.createNode(word));
  }
  return document.toString({ lineWidth: 0 });
}

function sameWords(one: unknown, other: readonly string[]): boolean {
  return Array.isArray(one) && one.length === other.length && one.every((word) => other.includes(word));
}

function unreadable(): KiteiError {
  return new KiteiError(
    'knowledge.invalid',
    'vocabulary.yaml cannot be read.',
    'Put the file right: entries is a list of maps with say and policy.',
  );
}
