import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PolicyDocument } from '../../src/domain/policy.ts';
import { buildGeneration } from '../../src/indexing/build-generation.ts';
import type { Knowledge } from '../../src/indexing/read-knowledge.ts';
import { loadGeneration, type ServingContent } from '../../src/indexing/serving-generation.ts';
import { sourceDocument } from '../../src/indexing/source-document.ts';
import { analyseClauses } from '../../src/retrieval/analyse-clauses.ts';
import { sampleDocument } from './samples.ts';

const WORDS = [
  'visitor',
  'laptop',
  'key',
  'approval',
  'report',
  'badge',
  'network',
  '来訪者',
  '端末',
  '承認',
  '市場',
];
const QUESTIONS = [
  'Who lets a visitor in?',
  'laptop approval',
  'lost badge or key',
  '端末の承認',
  'たんまつ',
];

const anyText = fc
  .array(fc.constantFrom(...WORDS), { minLength: 2, maxLength: 9 })
  .map((words) => words.join(' '));
const anyDocument = fc.dictionary(fc.constantFrom('1', '2', '3', '4', '5', '6'), anyText, { minKeys: 1 });
/** Texts by document; documents come and go. */
const anyState = fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd'), anyDocument, { minKeys: 1 });

describe('a generation built step by step', () => {
  it('is, byte by byte, one built at once, and answers like it', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyState, { minLength: 2, maxLength: 5 }), async (states) => {
        let stepwise: ServingContent | null = null;
        for (const state of states) stepwise = await build(state, stepwise);
        const once = await build(states.at(-1) ?? {}, null);
        const kept = files(stepwise as ServingContent);
        expect([...kept.keys()]).toEqual([...files(once).keys()]);
        for (const [name, bytes] of files(once)) {
          expect(Buffer.compare(kept.get(name) ?? Buffer.alloc(0), bytes), name).toBe(0);
        }
        const [one, other] = [loadGeneration(stepwise as ServingContent), loadGeneration(once)];
        expect(one.documents).toEqual(other.documents);
        for (const question of QUESTIONS) {
          const found = await one.index.retrieve(question, { without: ['bridge'] });
          expect(found).toEqual(await other.index.retrieve(question, { without: ['bridge'] }));
        }
      }),
      // Every example builds several indexes, so a failing one is reported as found.
      { numRuns: 10, endOnFailure: true },
    );
  });

  it('takes unchanged segments over as they are, and analyses the changed clause alone', async () => {
    const rules = { 1: '来訪者は受付で記帳する。', 2: '端末を持ち出すときは承認を得る。' };
    const before = await build({ a: rules, b: rules, c: rules }, null);
    const analysed: number[] = [];
    const after = await build(
      { a: rules, b: { ...rules, 2: '端末は持ち出さない。' }, c: rules },
      before,
      (done) => analysed.push(done),
    );
    const same = [...after.content.segments].filter(
      ([name, { bytes }]) => before.content.segments.get(name)?.bytes === bytes,
    );
    expect(after.content.segments.size).toBeGreaterThan(1);
    expect(same).toHaveLength(after.content.segments.size - 1);
    expect(after.sealed.takenOver?.names).toEqual(
      new Set([...same.map(([name]) => name), 'search-synonyms.txt']),
    );
    expect(analysed.at(-1)).toBe(6);
    const rest = await analyseClauses(
      after.content.documents.flatMap((document) => document.open().clauses),
      [...before.content.segments.values()].map((segment) => segment.open().tokens),
    );
    expect(rest.fresh).toBe(1);
  });
});

/** What decides how a generation answers; the rest tells where it comes from. */
function files({ stored }: ServingContent): ReadonlyMap<string, Uint8Array> {
  return new Map([...stored.files].filter(([name]) => name !== 'provenance.json').sort());
}

function build(
  state: Readonly<Record<string, Readonly<Record<string, string>>>>,
  previous: ServingContent | null,
  onProgress: (done: number) => void = () => {},
) {
  const documents = Object.entries(state)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([id, texts]) => sampleDocument(id, '1', texts))
    .map((document: PolicyDocument) => sourceDocument(document, JSON.stringify(document)));
  const own = { entries: [{ say: ['boss'], policy: ['manager'] }], blocked: [] };
  const shared = { entries: [], blocked: [] };
  const knowledge: Knowledge = {
    documents,
    vocabularies: { shared, own },
    contacts: [],
    problems: [],
    sources: [],
  };
  return buildGeneration(knowledge, {
    knowledgeDir: 'any',
    previous,
    onProgress: ({ done }) => onProgress(done),
  });
}
