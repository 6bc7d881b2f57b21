import type { Answer, Citation, GroundedVerdict, Verdict } from '../../src/domain/answer.ts';
import type { Clause, PolicyDocument } from '../../src/domain/policy.ts';
import type { CheckQuestion } from '../../src/evaluation/check-questions.ts';

/** A clause with the given parts; the rest is unremarkable. */
export function aClause(parts: Partial<Clause> & Pick<Clause, 'label'>): Clause {
  const documentId = parts.documentId ?? 'rules';
  return {
    id: `${documentId}/1/${parts.label}`,
    documentId,
    documentVersion: '1',
    title: '',
    parent: null,
    headingPath: [],
    text: `Words of ${parts.label}.`,
    kind: 'rule',
    modality: 'none',
    references: [],
    definedTerms: [],
    contentHash: parts.label,
    ...parts,
  };
}

/** A document of the given clauses, which are of version 1 of one document. */
export function aDocument(...clauses: Clause[]): PolicyDocument {
  return {
    id: clauses[0]?.documentId ?? 'rules',
    title: 'Rules',
    version: '1',
    effectiveDate: null,
    language: 'en',
    audience: null,
    owner: null,
    public: true,
    source: { path: 'rules.md', sha256: '' },
    revisions: [],
    clauses,
  };
}

/** The whole text of a clause, quoted. */
export function quoting(clause: Clause): Citation {
  return {
    clauseId: clause.id,
    document: clause.documentId,
    documentTitle: `Title of ${clause.documentId}`,
    version: clause.documentVersion,
    clause: clause.label,
    title: clause.title,
    quote: clause.text,
    start: 0,
    end: clause.text.length,
  };
}

const GROUNDED: ReadonlySet<Verdict> = new Set<GroundedVerdict>([
  'allowed',
  'allowed_conditional',
  'not_allowed',
  'required',
  'applies',
  'does_not_apply',
  'informational',
]);

/** An answer with the given verdict and parts; a grounded one without citations quotes one clause. */
export function anAnswer(verdict: Verdict, parts: Partial<Answer> = {}): Answer {
  const base = {
    text: 'A sentence.',
    language: 'en',
    conditions: [],
    approver: null,
    related: [],
    next: null,
    contact: null,
    confidence: 0.5,
    generation: 'g1',
    citations: GROUNDED.has(verdict) ? [quoting(aClause({ label: '1' }))] : [],
    ...parts,
  } as const;
  return { ...base, verdict } as Answer;
}

/** A question with the given parts; by default clause 1 decides and the action is allowed. */
export function aQuestion(parts: Partial<CheckQuestion> = {}): CheckQuestion {
  const verdict = parts.verdict ?? 'allowed';
  return {
    id: 'q',
    question: 'May I?',
    gold: ['1'],
    goldText: [],
    document: null,
    verdict,
    accept: new Set([verdict]),
    answerable: true,
    approver: null,
    ...parts,
  };
}
