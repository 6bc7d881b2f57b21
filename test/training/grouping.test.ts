import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Clause } from '../../src/domain/policy.ts';
import type { LoggedQuestion } from '../../src/domain/question-record.ts';
import { loadMorphology } from '../../src/retrieval/morphology.ts';
import { foldQuestions } from '../../src/training/asked-question.ts';
import { ClauseDirectory } from '../../src/training/clause-directory.ts';
import { groupQuestions } from '../../src/training/grouping.ts';
import { WordReader } from '../../src/training/wording.ts';
import { aRecord, NOW, PASSWORD, RULES, TAKE_OUT, USB } from './records.ts';

let words: WordReader;
beforeAll(async () => {
  words = new WordReader(await loadMorphology());
});

const groupsOf = async (records: readonly LoggedQuestion[]) => {
  const reading = { words, directory: new ClauseDirectory([RULES], NOW) };
  const { groups } = await groupQuestions(await foldQuestions(records, reading));
  return groups.map(({ id, questions }) => ({
    id,
    wordings: questions.map(({ wording }) => wording),
    records: questions.flatMap((question) => question.records.map(({ id }) => id)),
  }));
};

/** Questions in the order given, a minute apart. */
const asked = (...questions: readonly (readonly [question: string, ...clauses: Clause[]])[]) =>
  questions.map(([question, ...clauses], minute) =>
    aRecord({
      question,
      clauses,
      verdict: clauses.length === 0 ? 'not_stated' : 'allowed_conditional',
      asker: `p${minute}`,
      askedAt: new Date(Date.UTC(2026, 5, 1) + minute * 60_000).toISOString(),
    }),
  );

describe('groupQuestions', () => {
  it('folds one question in different spellings', async () => {
    const [group] = await groupsOf(asked(['ＵＳＢ、挿していい？', USB], ['USB 挿していい', USB]));
    expect(group?.wordings).toEqual(['ＵＳＢ、挿していい？']);
    expect(group?.records).toHaveLength(2);
  });

  it('groups other wordings by the clause, in two languages, and by the words where no clause answers', async () => {
    const groups = await groupsOf(
      asked(
        ['ノートパソコンを家に持ち帰ってもいい', TAKE_OUT],
        ['May I take my laptop home?', TAKE_OUT],
        ['生成AIで議事録を要約していい'],
        ['タブレットを持ち出したい', TAKE_OUT],
        ['議事録の要約に生成AI使うのはあり？'],
        ['ドローンで庁舎を撮影していい'],
      ),
    );
    expect(groups.map(({ wordings }) => wordings.length)).toEqual([3, 2, 1]);
  });

  it('keeps a group whole that straddles two clauses, and does not pull the clauses together', async () => {
    const groups = await groupsOf(
      asked(
        ['USBに名簿を入れて持ち出したい', TAKE_OUT, USB],
        ['名簿をUSBに入れて家に持ち帰る', USB, TAKE_OUT],
        ['名簿入りのUSBを持ち出せる？', TAKE_OUT],
        ['パスワードは何文字', PASSWORD],
      ),
    );
    expect(groups.map(({ wordings }) => wordings.length)).toEqual([3, 1]);
  });

  it('tells follow-ups of the same words by what they follow', async () => {
    const first = aRecord({ question: 'じゃあ家では？', clauses: [TAKE_OUT], followUpOf: 'a' });
    const second = aRecord({ question: 'じゃあ家では？', clauses: [PASSWORD], followUpOf: 'b' });
    expect(await groupsOf([first, second])).toHaveLength(2);
  });

  it('reads records whose wording was dropped by their clauses', async () => {
    const records = asked(['ノートパソコンを家に持ち帰ってもいい', TAKE_OUT], ['USB', USB]);
    const dropped = [TAKE_OUT, USB, TAKE_OUT].map((clause) =>
      aRecord({ question: null, clauses: [clause], answer: null }),
    );
    const groups = await groupsOf([...records, ...dropped]);
    expect(groups.map(({ records: own }) => own.length)).toEqual([3, 2]);
  });

  const things = ['ノートパソコン', 'USB', '名簿', '生成AI', '議事録', 'laptop', 'password', '写真'];
  const acts = ['を持ち帰っていい', 'を使っていい', 'を送りたい', 'は捨てていい', ' at home?'];
  const record = fc
    .tuple(
      fc.subarray(things, { minLength: 1, maxLength: 2 }),
      fc.constantFrom(...acts),
      fc.subarray([TAKE_OUT, USB, PASSWORD], { maxLength: 2 }),
    )
    .map(([nouns, act, clauses]) => [nouns.join('と') + act, ...clauses] as const);

  it('never tears apart what was together, nor changes an id, when records are added', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(record, { minLength: 1, maxLength: 25 }),
        fc.nat(),
        async (questions, cut) => {
          const records = asked(...questions);
          const before = await groupsOf(records.slice(0, 1 + (cut % records.length)));
          const after = await groupsOf(records);
          const groupOf = new Map(after.flatMap((group) => group.records.map((id) => [id, group])));
          for (const group of before) {
            expect(new Set(group.records.map((id) => groupOf.get(id))).size).toBe(1);
          }
          // A group that is joined to another one takes its id; every other keeps its own.
          const owner = new Map<string, string>();
          for (const { records: own, id } of before) {
            const into = groupOf.get(own[0] as string);
            const first = into === undefined ? undefined : owner.get(into.id);
            if (into !== undefined && first === undefined) {
              owner.set(into.id, id);
              expect(into.id).toBe(id);
            }
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  it('does not depend on the order in which records are handed over', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(record, { maxLength: 20 }), fc.integer(), async (questions, seed) => {
        const records = asked(...questions);
        const mixed = [...records].sort((a, b) => (a.id + seed < b.id + seed ? 1 : -1));
        expect(await groupsOf(mixed)).toEqual(await groupsOf(records));
      }),
      { numRuns: 30 },
    );
  });
});
