import { type Kysely, sql } from 'kysely';
import type { PublicationReceipt, Withdrawal } from '../../domain/generation.ts';
import type { PublishedRevision } from '../../domain/revised-clause.ts';
import type { FileEntry, SealedGeneration } from '../manifest.ts';
import { corruptGeneration, verifyFile } from '../manifest.ts';
import type { Tables } from './tables.ts';

/** A file goes over the wire in parts of so many bytes. */
const PART_BYTES = 8 * 1024 * 1024;

/** Keeps those files of a generation that no kept generation has. */
export async function keepFiles(db: Kysely<Tables>, { files, entries }: SealedGeneration): Promise<void> {
  for (const { name, sha256 } of entries) {
    const kept = await db
      .selectFrom('generation_parts')
      .select('part')
      .where('sha256', '=', sha256)
      .limit(1)
      .executeTakeFirst();
    if (kept !== undefined) continue;
    const bytes = files.get(name) as Uint8Array;
    // All parts of a file or none.
    await db.transaction().execute(async (work) => {
      for (let part = 0; part === 0 || part * PART_BYTES < bytes.byteLength; part++) {
        const some = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).subarray(
          part * PART_BYTES,
          (part + 1) * PART_BYTES,
        );
        await work.insertInto('generation_parts').values({ sha256, part, bytes: some }).execute();
      }
    });
  }
}

/** A file of a generation, verified. @throws KiteiError `index.corrupt`. */
export async function readFileOf(db: Kysely<Tables>, id: string, entry: FileEntry): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  for (;;) {
    const row = await db
      .selectFrom('generation_parts')
      .select('bytes')
      .where('sha256', '=', entry.sha256)
      .where('part', '=', parts.length)
      .executeTakeFirst();
    if (row === undefined) break;
    parts.push(row.bytes);
    if (row.bytes.byteLength < PART_BYTES) break;
  }
  if (parts.length === 0) throw corruptGeneration(id, `${entry.name} is missing`);
  const bytes = parts.length === 1 ? (parts[0] as Uint8Array) : Buffer.concat(parts);
  verifyFile(id, entry, bytes);
  return bytes;
}

/** Names a generation, whose files are kept, as complete. */
export async function keepGeneration(db: Kysely<Tables>, sealed: SealedGeneration): Promise<void> {
  const { generation, manifest, entries } = sealed;
  await db
    .insertInto('generations')
    .values({ id: generation.id, manifest, manifest_sha256: generation.manifestSha256 })
    .execute();
  await db
    .insertInto('generation_files')
    .values(entries.map(({ name, sha256 }) => ({ generation: generation.id, name, sha256 })))
    .execute();
}

/** Removes files that belong to no generation. The caller holds the lock. */
export async function removeUnusedFiles(db: Kysely<Tables>): Promise<void> {
  await db
    .deleteFrom('generation_parts')
    .where((on) =>
      on.not(
        on.exists(
          on
            .selectFrom('generation_files')
            .select(sql<number>`1`.as('one'))
            .whereRef('generation_files.sha256', '=', 'generation_parts.sha256'),
        ),
      ),
    )
    .execute();
}

/** What is kept of a publication, for longer than its generation. */
export type RecordColumns = Omit<Tables['generation_records'], 'generation'>;

/** Keeps a receipt, and apart from it what the publication changed: many of those are read at once. */
export async function keepReceipt(
  db: Kysely<Tables>,
  { revision, ...receipt }: PublicationReceipt,
): Promise<void> {
  const { generation, previous, publishedAt } = receipt;
  const revised: PublishedRevision = {
    generation,
    previous,
    publishedAt,
    documents: revision?.documents ?? [],
    clauses: revision?.clauses ?? [],
  };
  await keepRecord(db, generation, {
    receipt_json: JSON.stringify(receipt),
    revision_json: JSON.stringify(revised),
  });
}

/** Keeps that a generation was rolled back. */
export async function keepWithdrawal(db: Kysely<Tables>, withdrawal: Withdrawal): Promise<void> {
  await keepRecord(db, withdrawal.generation, { withdrawal_json: JSON.stringify(withdrawal) });
}

async function keepRecord(
  db: Kysely<Tables>,
  generation: string,
  values: Partial<RecordColumns>,
): Promise<void> {
  await db
    .insertInto('generation_records')
    .values({ generation, receipt_json: null, revision_json: null, withdrawal_json: null, ...values })
    .onConflict((conflict) => conflict.column('generation').doUpdateSet(values))
    .execute();
}
