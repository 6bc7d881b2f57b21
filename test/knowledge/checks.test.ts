import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { inForce, pending } from '../../src/domain/in-force.ts';
import { parseCheckQuestions } from '../../src/evaluation/check-questions.ts';
import { readContacts } from '../../src/indexing/knowledge-files.ts';
import { readDocument } from '../../src/policy/read-document.ts';

const KNOWLEDGE = fileURLToPath(new URL('../../knowledge/', import.meta.url));

/** The day for which the golden questions are written: before the 2027 version of the standards. */
const DAY = '2026-06-01';

const documents = readdirSync(`${KNOWLEDGE}policies`)
  .filter((name) => name.endsWith('.md'))
  .map((name) => readDocument({ path: name, content: readFileSync(`${KNOWLEDGE}policies/${name}`) }));
const current = inForce(documents, DAY);
const questions = parseCheckQuestions(readFileSync(`${KNOWLEDGE}checks.jsonl`, 'utf8'), 'checks.jsonl');

/** The clauses in force that bear a label, in the named document or in any. */
const clausesLabelled = (label: string, document: string | null) =>
  current
    .filter(({ id }) => document === null || id === document)
    .flatMap(({ clauses }) => clauses.filter((clause) => clause.label === label));

describe('the sample policies', () => {
  it('are three documents in two languages, one with a version to come', () => {
    expect(current.map(({ id, language }) => [id, language]).sort()).toEqual([
      ['minamori-acceptable-use', 'en'],
      ['minamori-basic-policy', 'ja'],
      ['minamori-security-standards', 'ja'],
    ]);
    expect(pending(documents, DAY).map(({ id, effectiveDate }) => [id, effectiveDate])).toEqual([
      ['minamori-security-standards', '2027-04-01'],
    ]);
    for (const document of documents) {
      expect(document.owner, document.id).not.toBeNull();
      expect(document.audience, document.id).not.toBeNull();
    }
  });

  it('say in their text that they are samples', () => {
    for (const { id, clauses } of documents) {
      expect(clauses[0]?.text, id).toMatch(/架空の市であり|does not exist and this policy is a sample/);
    }
  });

  it('differ between versions in some clauses and agree in most', () => {
    const [now] = current.filter(({ id }) => id === 'minamori-security-standards');
    const [next] = pending(documents, DAY);
    const before = new Map(now?.clauses.map((clause) => [clause.label, clause.contentHash]));
    const unchanged = next?.clauses.filter((clause) => before.get(clause.label) === clause.contentHash) ?? [];
    const changed = (next?.clauses.length ?? 0) - unchanged.length;
    expect(changed).toBeGreaterThan(10);
    expect(unchanged.length).toBeGreaterThan(changed * 3);
  });

  it('exercise every kind of number', () => {
    const labels = new Set(current.flatMap(({ clauses }) => clauses.map((clause) => clause.label)));
    const wanted = [
      '第26条の2第2項第1号',
      '第17条第1項第1号イ',
      '7(3)①ア',
      '附則第2条',
      '別表第2',
      '2.1(c)(i)',
    ];
    expect(wanted.filter((label) => !labels.has(label))).toEqual([]);
  });
});

describe('the golden questions', () => {
  it('cover every verdict in both withheld and grounded kinds', () => {
    const verdicts = new Set(questions.map(({ verdict }) => verdict));
    const kinds =
      'allowed allowed_conditional not_allowed required applies does_not_apply informational not_stated needs_person refuse out_of_scope chitchat';
    expect([...verdicts].sort()).toEqual(kinds.split(' ').sort());
  });

  it.each(questions.map((question) => [question.id, question] as const))(
    '%s: its gold stands in the clause named',
    (_id, { gold, goldText, document, approver, answerable }) => {
      expect(goldText.length).toBe(gold.length);
      expect(answerable).toBe(gold.length > 0);
      gold.forEach((label, index) => {
        const texts = clausesLabelled(label, document).map((clause) => clause.text);
        expect(texts.length, label).toBeGreaterThan(0);
        expect(
          texts.some((text) => text.includes(goldText[index] ?? '')),
          `${label}: ${goldText[index]}`,
        ).toBe(true);
      });
      if (approver !== null) {
        const texts = gold.flatMap((label) => clausesLabelled(label, document)).map((clause) => clause.text);
        expect(
          texts.some((text) => text.includes(approver)),
          approver,
        ).toBe(true);
      }
    },
  );
});

describe('the sample contacts', () => {
  it('own only documents that exist, and one desk takes incidents', async () => {
    const contacts = await readContacts(KNOWLEDGE);
    const ids = new Set(documents.map(({ id }) => id));
    expect(contacts.flatMap((contact) => contact.documents).filter((id) => !ids.has(id))).toEqual([]);
    expect(contacts.filter((contact) => contact.incidents).map(({ id }) => id)).toEqual(['csirt']);
  });
});
