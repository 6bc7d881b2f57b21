import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Clause } from '../../src/domain/policy.ts';
import type { ClauseIndex } from '../../src/domain/retrieval.ts';

const QUESTIONS = [
  'May I take a laptop home?',
  'Who approves a visitor?',
  'passwords',
  '端末を持ち帰ってもいいですか',
  '来訪者の入室',
  'what does section 2 say',
];

/**
 * What every implementation of `ClauseIndex` promises.
 * @param open an index over exactly these clauses, which are of at least two documents in English and Japanese.
 */
export function clauseIndexContract(
  name: string,
  clauses: readonly Clause[],
  open: () => Promise<ClauseIndex>,
): void {
  describe(`${name} keeps the contract of a clause index:`, () => {
    const opened = open();
    const anyQuestion = fc.constantFrom(...QUESTIONS);
    const known = new Map(clauses.map((clause) => [clause.id, clause]));

    it('it finds something for words that clauses have', async () => {
      const index = await opened;
      for (const question of QUESTIONS) {
        const { ranked } = await index.retrieve(question);
        expect(ranked.length, question).toBeGreaterThan(0);
      }
    });

    it('clauses are its own, each once, best first, no more than asked for', async () => {
      const index = await opened;
      await fc.assert(
        fc.asyncProperty(anyQuestion, fc.integer({ min: 1, max: 30 }), async (question, limit) => {
          const { ranked } = await index.retrieve(question, { limit });
          expect(ranked.length).toBeLessThanOrEqual(limit);
          expect(new Set(ranked.map(({ clause }) => clause.id)).size).toBe(ranked.length);
          for (const { clause } of ranked) expect(clause).toEqual(known.get(clause.id));
          const scores = ranked.map(({ score }) => score);
          expect(scores).toEqual(scores.toSorted((a, b) => b - a));
        }),
        { numRuns: 30 },
      );
    });

    it('coverage is a share, and evidence is about words of the question', async () => {
      const index = await opened;
      for (const question of QUESTIONS) {
        const { ranked, terms } = await index.retrieve(question);
        for (const { coverage, matches, score, channels } of ranked) {
          expect(coverage).toBeGreaterThanOrEqual(0);
          expect(coverage).toBeLessThanOrEqual(1 + 1e-9);
          for (const { term } of matches) expect(terms).toContainEqual(term);
          for (const value of [score, ...Object.values(channels)]) expect(value).toSatisfy(Number.isFinite);
        }
        for (const { idf } of terms) expect(idf).toBeGreaterThan(0);
      }
    });

    it('a search can be narrowed to documents, and to any choice of document versions', async () => {
      const index = await opened;
      const ids = [...new Set(clauses.map(({ documentId }) => documentId))];
      expect(ids.length).toBeGreaterThan(1);
      const [first] = clauses;
      const others = ({ documentId }: Pick<Clause, 'documentId'>) => documentId !== first?.documentId;
      for (const question of QUESTIONS) {
        for (const id of ids) {
          const { ranked } = await index.retrieve(question, { documents: [id] });
          for (const { clause } of ranked) expect(clause.documentId).toBe(id);
        }
        const narrowed = await index.retrieve(question, { clauses: others, limit: clauses.length });
        expect(narrowed.ranked.every(({ clause }) => others(clause))).toBe(true);
        expect(narrowed.numbered.every(others)).toBe(true);
        expect((await index.retrieve(question, { clauses: () => false })).ranked).toEqual([]);
      }
    });

    it('narrowing takes clauses away and does not reorder the rest', async () => {
      const index = await opened;
      const [first] = clauses;
      const others = ({ documentId }: Pick<Clause, 'documentId'>) => documentId !== first?.documentId;
      for (const question of QUESTIONS) {
        const all = await index.retrieve(question, { limit: clauses.length });
        const narrowed = await index.retrieve(question, { clauses: others, limit: clauses.length });
        expect(narrowed.ranked.map(({ clause }) => clause.id)).toEqual(
          all.ranked.filter(({ clause }) => others(clause)).map(({ clause }) => clause.id),
        );
      }
    });

    it('a clause number in the question leads to clauses that carry it', async () => {
      const { numbered } = await (await opened).retrieve('what does section 2 say');
      expect(numbered.length).toBeGreaterThan(0);
      for (const { label } of numbered) expect(label).toContain('2');
    });

    it('the same question has the same result, alone or among others', async () => {
      const index = await opened;
      const together = await Promise.all(QUESTIONS.map((question) => index.retrieve(question)));
      for (const [at, question] of QUESTIONS.entries()) {
        expect(await index.retrieve(question)).toEqual(together[at]);
      }
    });

    it('words that no clause has, odd input and unknown channels are no errors', async () => {
      const index = await opened;
      expect((await index.retrieve('xylophone qwertyuiop')).numbered).toEqual([]);
      await fc.assert(
        fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 60 }), async (question) => {
          const { ranked } = await index.retrieve(question, { without: ['no such channel'] });
          expect(ranked.length).toBeLessThanOrEqual(20);
        }),
        { numRuns: 40 },
      );
    });

    it('the language is that of the question', async () => {
      const index = await opened;
      expect((await index.retrieve('May I take a laptop home?')).language).toBe('en');
      expect((await index.retrieve('端末を持ち帰ってもいいですか')).language).toBe('ja');
    });
  });
}
