import type { Clause, PolicyDocument } from '../domain/policy.ts';

/** The clauses of one document by their place. */
interface Places {
  readonly byId: ReadonlyMap<string, Clause>;
  readonly byLabel: ReadonlyMap<string, Clause>;
  readonly children: ReadonlyMap<string, readonly Clause[]>;
}

/** Made when they are first asked for, once for all trees, and kept as long as the clauses are. */
const known = new WeakMap<readonly Clause[], Places>();

/** Looks clauses up by their place: parents, children, references. Reads the documents it is asked about and no others. */
export class ClauseTree {
  readonly documents: readonly PolicyDocument[];
  readonly #byVersion: ReadonlyMap<string, PolicyDocument>;

  constructor(documents: readonly PolicyDocument[]) {
    this.documents = documents;
    this.#byVersion = new Map(documents.map((document) => [`${document.id}/${document.version}`, document]));
  }

  /** The clause that bears an id. */
  byId(id: string): Clause | null {
    // `documentId/version/label`, any of which may hold a slash.
    for (let slash = id.indexOf('/'); slash >= 0; slash = id.indexOf('/', slash + 1)) {
      const document = this.#byVersion.get(id.slice(0, slash));
      const clause = document === undefined ? undefined : placesOf(document).byId.get(id);
      if (clause !== undefined) return clause;
    }
    return null;
  }

  parent(clause: Clause): Clause | null {
    return clause.parent === null ? null : this.sibling(clause, clause.parent);
  }

  /** In document order. */
  children(clause: Clause): readonly Clause[] {
    return this.#places(clause)?.children.get(clause.label) ?? [];
  }

  /** The clause of the same document version that bears a label. */
  sibling(clause: Clause, label: string): Clause | null {
    return this.#places(clause)?.byLabel.get(label) ?? null;
  }

  document(clause: Clause): PolicyDocument | null {
    return this.#byVersion.get(`${clause.documentId}/${clause.documentVersion}`) ?? null;
  }

  /** From the clause upwards, the clause first. */
  *lineage(clause: Clause): Generator<Clause> {
    for (let at: Clause | null = clause; at !== null; at = this.parent(at)) yield at;
  }

  #places(clause: Clause): Places | null {
    const document = this.document(clause);
    return document === null ? null : placesOf(document);
  }
}

function placesOf({ clauses }: PolicyDocument): Places {
  let places = known.get(clauses);
  if (places === undefined) {
    const children = new Map<string, Clause[]>();
    for (const clause of clauses) {
      if (clause.parent === null) continue;
      const siblings = children.get(clause.parent);
      if (siblings) siblings.push(clause);
      else children.set(clause.parent, [clause]);
    }
    places = {
      byId: new Map(clauses.map((clause) => [clause.id, clause])),
      byLabel: new Map(clauses.map((clause) => [clause.label, clause])),
      children,
    };
    known.set(clauses, places);
  }
  return places;
}
