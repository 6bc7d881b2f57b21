import { definitionsIn } from '../domain/definitions.ts';
import type { Clause, PolicyDocument } from '../domain/policy.ts';
import { LeastRecentlyUsed } from '../retrieval/least-recently-used.ts';
import type { TextFile } from '../storage/text-file.ts';

/** So many clauses stay in memory, those of the documents that were used last (about 1.5 kB each). */
const REMEMBERED_CLAUSES = 20_000;

/** Puts documents on the disk; what is left in memory of each is all but its clauses, which are read when they are used. */
export class DocumentsOnDisk {
  readonly #file: TextFile;
  readonly #remembered = new LeastRecentlyUsed<object, readonly Clause[]>(
    REMEMBERED_CLAUSES,
    (clauses) => clauses.length + 1,
  );

  constructor(file: TextFile) {
    this.#file = file;
  }

  /** The document as before, its clauses out of memory. */
  put({ clauses, ...document }: PolicyDocument): PolicyDocument {
    const file = this.#file;
    const remembered = this.#remembered;
    const place = file.append(JSON.stringify(clauses));
    // As long as anybody holds the clauses they are the same objects, whatever is remembered.
    let held: WeakRef<readonly Clause[]> | undefined;
    return {
      ...document,
      definitions: definitionsIn(clauses),
      get clauses() {
        let found = held?.deref();
        if (found === undefined) {
          found = JSON.parse(file.read(place)) as readonly Clause[];
          held = new WeakRef(found);
        }
        remembered.set(place, found);
        return found;
      },
    };
  }
}
