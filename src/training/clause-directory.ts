import { inForce } from '../domain/in-force.ts';
import type { Clause, PolicyDocument } from '../domain/policy.ts';

/** A clause through all versions of its document: `documentId/label`. */
export type ClauseKey = string;

/** A clause as reports name it. */
export interface ClauseName {
  readonly key: ClauseKey;
  readonly documentId: string;
  readonly documentTitle: string;
  readonly label: string;
  readonly title: string;
}

/**
 * Clauses as a log speaks of them. A record names the clause of the version it was answered from; a revision must not
 * tear what is asked about one clause in two, so clauses of one document with one label count as the same.
 */
export class ClauseDirectory {
  readonly #keys = new Map<string, ClauseKey>();
  readonly #current = new Map<ClauseKey, Clause>();
  readonly #titles = new Map<string, string>();
  /** Clauses in force, in document order. */
  readonly clauses: readonly Clause[];

  /** @param asOf ISO date or timestamp: which versions count as current. */
  constructor(documents: readonly PolicyDocument[], asOf: string) {
    for (const { clauses } of documents) {
      for (const { id, documentId, label } of clauses) this.#keys.set(id, `${documentId}/${label}`);
    }
    const current = inForce(documents, asOf);
    this.clauses = current.flatMap(({ clauses }) => clauses);
    for (const { id, title } of documents) this.#titles.set(id, title);
    for (const { id, title } of current) this.#titles.set(id, title);
    for (const clause of this.clauses) this.#current.set(this.key(clause.id), clause);
  }

  /** The key of a clause id (`documentId/version/label`), of documents that are gone as well. */
  key(clauseId: string): ClauseKey {
    let key = this.#keys.get(clauseId);
    if (key === undefined) {
      const [documentId = '', , ...label] = clauseId.split('/');
      key = `${documentId}/${label.join('/')}`;
      this.#keys.set(clauseId, key);
    }
    return key;
  }

  /** The clause as it is in force; undefined where there is none any more. */
  current(key: ClauseKey): Clause | undefined {
    return this.#current.get(key);
  }

  /** The clause as reports name it, with the nearest title above where it has none itself. */
  name(key: ClauseKey): ClauseName {
    const clause = this.#current.get(key);
    const cut = key.indexOf('/');
    const documentId = key.slice(0, cut);
    const documentTitle = this.#titles.get(documentId) ?? documentId;
    const title = this.#heading(clause);
    return {
      key,
      documentId,
      documentTitle,
      label: key.slice(cut + 1),
      title: title === documentTitle ? '' : title,
    };
  }

  /** A clause's title, or the nearest one above it. */
  #heading(clause: Clause | undefined): string {
    let at = clause;
    while (at !== undefined && at.title === '') {
      at = at.parent === null ? undefined : this.#current.get(`${at.documentId}/${at.parent}`);
    }
    return at?.title ?? '';
  }
}
