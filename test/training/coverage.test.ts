import { describe, expect, it } from 'vitest';
import { clauseCoverage } from '../../src/training/coverage.ts';
import { aClause, aDocument } from '../evaluation/examples.ts';
import { aRecord, askedBy, NOW, PASSWORD, people, RULES, TAKE_OUT, thumbsDown, USB } from './records.ts';

const options = { documents: [RULES], now: NOW, smallestGroup: 5 };

describe('clauseCoverage', () => {
  it('counts what was asked, answered, withheld and disliked by clause', async () => {
    const records = [
      ...askedBy(['a', 'b', 'a']),
      thumbsDown(aRecord({ asker: 'c' })),
      aRecord({ verdict: 'needs_person', clauses: [TAKE_OUT, USB] }),
      aRecord({ verdict: 'not_stated', clauses: [], retrieved: [{ clauseId: USB.id, score: 3 }] }),
      aRecord({ verdict: 'chitchat', clauses: [], retrieved: [{ clauseId: USB.id, score: 3 }] }),
    ];
    const { questions, clauses, neverAsked } = await clauseCoverage(records, options);
    expect(questions).toBe(7);
    const figures = { asked: 5, answered: 4, withheld: 1, disliked: 1, people: 3 };
    expect(clauses).toMatchObject([
      { label: '7', ...figures },
      { label: '8', asked: 2, answered: 0, withheld: 2, disliked: 0, people: 0 },
    ]);
    expect(neverAsked.map(({ label }) => label)).toEqual([PASSWORD.label]);
  });

  it('counts a clause of two versions of a document as one, and tells clauses that are gone', async () => {
    const old = { ...TAKE_OUT, id: 'rules/0/7', documentVersion: '0' };
    const gone = { ...TAKE_OUT, id: 'rules/0/70', documentVersion: '0', label: '70' };
    const { clauses } = await clauseCoverage(
      [aRecord(), aRecord({ clauses: [old] }), aRecord({ clauses: [gone] })],
      options,
    );
    expect(clauses).toMatchObject([
      { label: '7', asked: 2, inForce: true },
      { label: '70', asked: 1, inForce: false, title: '' },
    ]);
  });

  it('shows departments of enough people only', async () => {
    const records = [
      ...askedBy(people(9, 'x'), { department: '総務課' }),
      ...askedBy(people(6, 'y'), { department: '税務課' }),
      ...askedBy(people(2, 'z'), { department: '港湾課' }),
    ];
    const { clauses } = await clauseCoverage(records, options);
    expect(clauses[0]?.departments).toEqual({
      departments: [{ department: '総務課', people: 9, questions: 9 }],
      others: { departments: 2, people: 8, questions: 8 },
    });
  });

  it('does not ask for headings and front matter to be asked about', async () => {
    const chapter = aClause({ label: '1', kind: 'chapter' });
    const empty = aClause({ label: '2', text: '' });
    const { neverAsked } = await clauseCoverage([], {
      ...options,
      documents: [aDocument(chapter, empty, USB)],
    });
    expect(neverAsked.map(({ label }) => label)).toEqual(['8']);
  });
});
