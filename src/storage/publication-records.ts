import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { PublicationReceipt, Withdrawal } from '../domain/generation.ts';
import type { PublishedRevision } from '../domain/revised-clause.ts';
import { replaceDurably } from './durable-files.ts';

const FOLDER = 'receipts';

/**
 * What is kept of publications, beside the generations and longer than these: `receipts/<id>.json`, and
 * `receipts/<id>.withdrawn.json` for those that were rolled back; `receipts/<id>.revised.json` what it changed, small
 * enough to read those of all publications.
 */
export class PublicationRecords {
  readonly #folder: string;

  /** @param folder of the generations. */
  constructor(folder: string) {
    this.#folder = join(folder, FOLDER);
  }

  /** @throws the system's error. */
  async keepReceipt({ revision, ...receipt }: PublicationReceipt): Promise<void> {
    const { generation, previous, publishedAt } = receipt;
    const revised: PublishedRevision = {
      generation,
      previous,
      publishedAt,
      documents: revision?.documents ?? [],
      clauses: revision?.clauses ?? [],
    };
    await this.#keep(`${generation}.revised.json`, revised);
    await this.#keep(`${generation}.json`, receipt);
  }

  /** Null where there is none, or it cannot be read. */
  revisionOf(id: string): Promise<PublishedRevision | null> {
    return this.#read<PublishedRevision>(`${id}.revised.json`);
  }

  /** @throws the system's error. */
  async keepWithdrawal(withdrawal: Withdrawal): Promise<void> {
    await this.#keep(`${withdrawal.generation}.withdrawn.json`, withdrawal);
  }

  /** Null where there is none, or it cannot be read. */
  receiptOf(id: string): Promise<PublicationReceipt | null> {
    return this.#read<PublicationReceipt>(`${id}.json`);
  }

  /** Null where the generation was not withdrawn. */
  withdrawalOf(id: string): Promise<Withdrawal | null> {
    return this.#read<Withdrawal>(`${id}.withdrawn.json`);
  }

  /** Removes what writers left that died at their work. @throws the system's error. */
  async sweep(): Promise<void> {
    const names = await readdir(this.#folder).catch(() => []);
    for (const name of names) if (name.endsWith('.tmp')) await rm(join(this.#folder, name), { force: true });
  }

  async #keep(name: string, record: PublicationReceipt | PublishedRevision | Withdrawal): Promise<void> {
    await mkdir(this.#folder, { recursive: true });
    await replaceDurably(join(this.#folder, name), `${JSON.stringify(record, null, 1)}\n`);
  }

  async #read<T>(name: string): Promise<T | null> {
    try {
      return JSON.parse(await readFile(join(this.#folder, name), 'utf8')) as T;
    } catch {
      return null;
    }
  }
}
