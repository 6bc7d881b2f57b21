import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll } from 'vitest';
import { openGeneration } from '../../src/indexing/open-generation.ts';
import { readPolicyFolder } from '../../src/policy/read-folder.ts';
import { buildSearchIndex, loadSearchIndex } from '../../src/retrieval/search-index.ts';
import { clauseIndexContract } from './clause-index.ts';

const POLICIES = fileURLToPath(new URL('policies', import.meta.url));
const vocabulary = { entries: [{ say: ['PC'], policy: ['端末'] }], blocked: [] };
const dataDir = await mkdtemp(join(tmpdir(), 'kitei-test-'));
afterAll(() => rm(dataDir, { recursive: true, force: true }));

const { documents } = await readPolicyFolder(POLICIES);
const clauses = documents.flatMap((document) => document.clauses);

clauseIndexContract('the search index, built', clauses, () => buildSearchIndex(clauses, { vocabulary }));

clauseIndexContract('the search index, loaded from its files', clauses, async () => {
  const built = await buildSearchIndex(clauses, { vocabulary });
  return loadSearchIndex({ clauses, tokens: built.tokens, files: built.files(), vocabulary });
});

clauseIndexContract('the search index, built on an earlier one', clauses, async () => {
  const previous = await buildSearchIndex(clauses.slice(0, -3), { vocabulary });
  return buildSearchIndex(clauses, { vocabulary, previous });
});

clauseIndexContract('the index of a generation on the disk', clauses, async () => {
  await openGeneration({ knowledgeDir: POLICIES, dataDir });
  return (await openGeneration({ knowledgeDir: POLICIES, dataDir })).index;
});
