/** Languages that policies and questions are read in. */
export type Language = 'ja' | 'en';

/** What part a clause plays in its document. */
export type ClauseKind =
  | 'front_matter'
  | 'chapter'
  | 'purpose'
  | 'definition'
  | 'scope'
  | 'rule'
  | 'supplementary'
  | 'schedule'
  | 'history';

/**
 * What a clause does to the people it addresses, read from its wording (docs/policy-language.md, Modality).
 * A clause with several sentences carries the strictest of them: a prohibition outranks a duty, a duty a permission.
 */
export type Modality =
  | 'prohibition'
  /** Forbidden or required unless a condition is met or somebody approves. */
  | 'conditional'
  | 'obligation'
  | 'permission'
  /** Says that something is not needed (「要しない」, "need not"). */
  | 'exemption'
  | 'best_effort'
  | 'recommendation'
  /** Leaves the decision to a named person or to another rule. */
  | 'discretion'
  /** What the organisation does or undertakes; gives staff neither permission nor duty. */
  | 'measure'
  | 'definition'
  | 'scope'
  | 'none';

/** A pointer from one clause to another place, kept as it is written. */
export interface Reference {
  /** The literal words, e.g. 「前条第2項」. */
  readonly text: string;
  /** Span of `text` in the clause's text, in UTF-16 units. */
  readonly start: number;
  readonly end: number;
  /** `external` points into another law or document and never links to a clause of this one. */
  readonly kind: 'internal' | 'external';
  /** Labels of the clauses meant, in document order; empty for external or dangling references. */
  readonly targets: readonly string[];
  /** Why the reference looks wrong, for the linter. */
  readonly warning?: string;
}

/** A term that a clause defines, with the words of the definition. */
export interface DefinedTerm {
  readonly term: string;
  /** Span of the defining words in the clause's text. */
  readonly start: number;
  readonly end: number;
}

/** A defined term and the place of its clause in the document. */
export interface Definition {
  readonly clause: number;
  readonly defined: DefinedTerm;
}

/** The smallest numbered unit that can be cited, with its place in the tree. Immutable. */
export interface Clause {
  /** `documentId/version/label`: unique within a knowledge folder. */
  readonly id: string;
  readonly documentId: string;
  readonly documentVersion: string;
  /** The printed path, unique in the document: `7(3)②`, `第12条第2項第3号`, `4.2.1(a)(i)`, `別表第1`. */
  readonly label: string;
  /** Heading words without their number; empty where the clause has none. */
  readonly title: string;
  /** Label of the clause above, null at the top. */
  readonly parent: string | null;
  /** Titles (or labels where untitled) of the clauses above, outermost first. */
  readonly headingPath: readonly string[];
  /** The clause's own words without number, title and children; paragraphs joined by `\n`. */
  readonly text: string;
  readonly kind: ClauseKind;
  readonly modality: Modality;
  readonly references: readonly Reference[];
  readonly definedTerms: readonly DefinedTerm[];
  /** sha256 (hex) of label, title, heading path and text: equal hashes need no new index work. */
  readonly contentHash: string;
  /** The page of the source on which the clause starts, from 1; absent where the format has no pages (PDF has). */
  readonly page?: number;
}

/** One line of a document's revision history. */
export interface Revision {
  /** ISO date, or year-month where the text gives no day. */
  readonly date: string;
  /** What happened, as written (「令和8年1月改定」). */
  readonly text: string;
}

/** One published text with its clauses in document order. */
export interface PolicyDocument {
  readonly id: string;
  readonly title: string;
  readonly version: string;
  /** ISO date from which the text is in force; null where neither metadata nor text say. */
  readonly effectiveDate: string | null;
  readonly language: Language;
  readonly audience: string | null;
  readonly owner: string | null;
  /** False for documents that staff may not be shown. */
  readonly public: boolean;
  /** Ids of the groups whose members alone may read it; absent for a document for everybody. */
  readonly groups?: readonly string[];
  readonly source: { readonly path: string; readonly sha256: string };
  readonly revisions: readonly Revision[];
  readonly clauses: readonly Clause[];
  /** The terms it defines; told where its clauses are not in memory (`definitionsOf`). */
  readonly definitions?: readonly Definition[];
  /** Entries of the printed table of contents, as printed; absent where there is none. */
  readonly contents?: readonly string[];
}
