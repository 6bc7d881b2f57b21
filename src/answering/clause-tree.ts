import type { Clause, PolicyDocument } from '../domain/policy.ts';

/** Looks clauses up by their place: parents, children, references. Built once per set of documents. */
export class ClauseTree {
  readonly documents: readonly PolicyDocument[];
  readonly #byId = new Map<string, Clause>();
  readonly #byPlace = new Map<string, Clause>();
  readonly #children = new Map<string, Clause[]>();
  readonly #documentOf = new Map<string, PolicyDocument>();

  constructor(documents: readonly PolicyDocument[]) {
    this.documents = documents;
    for (const document of documents) {
      this.#documentOf.set(`${document.id}/${document.version}`, document);
      for (const clause of document.clauses) {
        this.#byId.set(clause.id, clause);
        this.#byPlace.set(place(clause, clause.label), clause);
        if (clause.parent === null) continue;
        const siblings = this.#children.get(place(clause, clause.parent));
        if (siblings) siblings.push(clause);
        else this.#children.set(place(clause, clause.parent), [clause]);
      }
    }
  }

  /** The clause that bears an id. */
  byId(id: string): Clause | null {
    return this.#byId.get(id) ?? null;
  }

  parent(clause: Clause): Clause | null {
    return clause.parent === null ? null : (this.#byPlace.get(place(clause, clause.parent)) ?? null);
  }

  /** In document order. */
  children(clause: Clause): readonly Clause[] {
    return this.#children.get(place(clause, clause.label)) ?? [];
  }

  /** The clause of the same document version that bears a label. */
  sibling(clause: Clause, label: string): Clause | null {
    return this.#byPlace.get(place(clause, label)) ?? null;
  }

  document(clause: Clause): PolicyDocument | null {
    return this.#documentOf.get(`${clause.documentId}/${clause.documentVersion}`) ?? null;
  }

  /** From the clause upwards, the clause first. */
  *lineage(clause: Clause): Generator<Clause> {
    for (let at: Clause | null = clause; at !== null; at = this.parent(at)) yield at;
  }
}

function place(clause: Clause, label: string): string {
  return `${clause.documentId}/${clause.documentVersion}/${label}`;
}
