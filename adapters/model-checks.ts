import type { Config } from '../src/config.ts';
import { finding } from '../src/doctor/finding.ts';
import type { RemoteFinding } from '../src/doctor.ts';
import { KiteiError } from '../src/errors.ts';
import { openChatModel } from '../src/models/chat-model.ts';
import { openEmbedder } from '../src/models/open-embedder.ts';
import { crossEncoder } from '../src/understanding/cross-encoder.ts';

/** How long a model may take to answer, in milliseconds: it may have to be loaded first. */
const TIMEOUT_MS = 30_000;

/** Tries each model of a configuration on a word or two; no finding repeats a key. */
export async function modelFindings({
  embeddingModel,
  model,
  understanding: { reranker },
}: Pick<Config, 'embeddingModel' | 'model' | 'understanding'>): Promise<readonly RemoteFinding[]> {
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  const tries: Promise<RemoteFinding>[] = [];
  if (embeddingModel !== null) {
    const { id, embeddings } = openEmbedder(embeddingModel);
    tries.push(tried('KITEI_EMBEDDER', id, () => embeddings.embedDocuments(['規程'])));
  }
  if (model !== null) {
    const { id, complete } = openChatModel(model);
    const messages = [{ role: 'user', content: 'Answer with the JSON {"ready": true}.' }] as const;
    const shape = { type: 'object', properties: { ready: { type: 'boolean' } }, required: ['ready'] };
    const schema = { name: 'ready', shape: { ...shape, additionalProperties: false } };
    tries.push(tried('KITEI_MODEL', id, () => complete({ messages, schema, maxTokens: 500, signal })));
  }
  if (reranker !== null) {
    const { host } = new URL(reranker.url);
    const passages = ['Keys are kept.', 'Doors are locked.'];
    tries.push(
      tried('KITEI_RERANKER_URL', host, () => crossEncoder(reranker).relevance('keys', passages, signal)),
    );
  }
  return Promise.all(tries);
}

async function tried(setting: string, host: string, work: () => Promise<unknown>): Promise<RemoteFinding> {
  try {
    await work();
    return { finding: finding('models', 'passed', 'remote.accepted', { setting, host }), clock: null };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const remedy = error instanceof KiteiError ? error.remedy : `Check ${setting} and its server.`;
    return { finding: finding('models', 'failed', 'error', { message, remedy }), clock: null };
  }
}
