import type { Readable } from 'node:stream';
import type { createApp } from '../../src/app.ts';
import type { backup } from '../../src/backup.ts';
import type { examine } from '../../src/doctor.ts';
import type { compareBeir, compareBeirParts, evaluateBeir } from '../../src/evaluation/beir.ts';
import type { indexPlaceOf } from '../../src/index-place.ts';
import type { publishedDocuments } from '../../src/indexing/published-documents.ts';
import type { reindex } from '../../src/indexing/reindex.ts';
import type { generationHistory, rollBack } from '../../src/indexing/roll-back.ts';
import type { moveDatabase } from '../../src/move-database.ts';
import type { readPolicyFolder } from '../../src/policy/read-folder.ts';
import type { publish } from '../../src/publish.ts';
import type { restore } from '../../src/restore.ts';
import type { createService } from '../../src/service.ts';
import type { openStores } from '../../src/stores.ts';
import type { Terminal } from './terminal.ts';
import type { Words } from './words.ts';

/** The parts of Kitei that commands call. */
export interface Services {
  readonly createApp: typeof createApp;
  readonly createService: typeof createService;
  readonly openStores: typeof openStores;
  readonly examine: typeof examine;
  readonly backup: typeof backup;
  readonly restore: typeof restore;
  readonly publish: typeof publish;
  readonly rollBack: typeof rollBack;
  readonly generationHistory: typeof generationHistory;
  readonly moveDatabase: typeof moveDatabase;
  readonly indexPlaceOf: (
    ...args: Parameters<typeof indexPlaceOf>
  ) => Promise<ReturnType<typeof indexPlaceOf>>;
  readonly publishedDocuments: typeof publishedDocuments;
  readonly reindex: typeof reindex;
  readonly readPolicyFolder: typeof readPolicyFolder;
  readonly evaluateBeir: typeof evaluateBeir;
  readonly compareBeir: typeof compareBeir;
  readonly compareBeirParts: typeof compareBeirParts;
}

/** What a command is given: where it reads and writes, its words, and Kitei itself. */
export interface Context {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdin: Readable & { readonly isTTY?: boolean };
  readonly terminal: Terminal;
  readonly say: Words;
  readonly services: Services;
}

/** Kitei, each part loaded when a command first calls it: `--help` need not wait for a dictionary. */
export const services: Services = {
  createApp: async (...args) => (await import('../../src/app.ts')).createApp(...args),
  createService: async (...args) => (await import('../../src/service.ts')).createService(...args),
  openStores: async (...args) => (await import('../../src/stores.ts')).openStores(...args),
  backup: async (...args) => (await import('../../src/backup.ts')).backup(...args),
  restore: async (...args) => (await import('../../src/restore.ts')).restore(...args),
  examine: async (...args) => (await import('../../src/doctor.ts')).examine(...args),
  publish: async (...args) => (await import('../../src/publish.ts')).publish(...args),
  rollBack: async (...args) => (await import('../../src/indexing/roll-back.ts')).rollBack(...args),
  generationHistory: async (...args) =>
    (await import('../../src/indexing/roll-back.ts')).generationHistory(...args),
  moveDatabase: async (...args) => (await import('../../src/move-database.ts')).moveDatabase(...args),
  indexPlaceOf: async (...args) => (await import('../../src/index-place.ts')).indexPlaceOf(...args),
  publishedDocuments: async (...args) =>
    (await import('../../src/indexing/published-documents.ts')).publishedDocuments(...args),
  reindex: async (...args) => (await import('../../src/indexing/reindex.ts')).reindex(...args),
  readPolicyFolder: async (...args) =>
    (await import('../../src/policy/read-folder.ts')).readPolicyFolder(...args),
  evaluateBeir: async (...args) => (await import('../../src/evaluation/beir.ts')).evaluateBeir(...args),
  compareBeirParts: async (...args) =>
    (await import('../../src/evaluation/beir.ts')).compareBeirParts(...args),
  compareBeir: async (...args) => (await import('../../src/evaluation/beir.ts')).compareBeir(...args),
};
