import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { type UnderstandingConfig, withParts } from '../../src/config/understanding-settings.ts';
import type { Config } from '../../src/config.ts';
import { understandingOf } from '../../src/create-understanding.ts';
import { UNDERSTANDING_PARTS, type UnderstandingPart } from '../../src/domain/understanding.ts';
import { KiteiError } from '../../src/errors.ts';
import type { BeirFigures, BeirModels } from '../../src/evaluation/beir.ts';
import type { CheckQuestion } from '../../src/evaluation/check-questions.ts';
import { comparableFigures, type StaffFigures, staffFigures } from '../../src/evaluation/figures.ts';
import { compareParts, type SideBySide } from '../../src/evaluation/side-by-side.ts';
import { askAll } from '../../src/evaluation/staff-questions.ts';
import { openChatModel } from '../../src/models/chat-model.ts';
import { openEmbedder } from '../../src/models/open-embedder.ts';
import { VectorFile } from '../../src/storage/vector-file.ts';
import type { Context } from './context.ts';
import { warnOf } from './failure.ts';
import { openApp } from './open-app.ts';

/** What `evaluate --with` knows: parts of Kitei that need a model. */
export const MODEL_PARTS: readonly string[] = ['embeddings', ...UNDERSTANDING_PARTS];

/**
 * Asks the questions without any of the parts, with each of them alone, and with all of them. Parts are switched on for
 * this whatever the settings say, as long as there is a model for them; other parts stay as the settings have them.
 * @throws KiteiError `config.invalid` where there is no model for a part, and as the app's.
 */
export async function measureParts(
  questions: readonly CheckQuestion[],
  parts: readonly string[],
  config: Config,
  { asOf, onProgress }: { readonly asOf?: string; onProgress(done: number, total: number): void },
  context: Context,
): Promise<SideBySide<StaffFigures>> {
  const app = await openApp({ ...config, understanding: switchedOn(parts, config) }, context);
  if (parts.includes('embeddings')) await app.completeVectors();
  const runs = parts.length > 1 ? parts.length + 2 : 2;
  const total = runs * questions.length;
  return compareParts(
    parts,
    (without, place) =>
      askAll(questions, app, {
        ...(asOf !== undefined && { asOf }),
        without,
        onProgress: (done) => onProgress(place * questions.length + done, total),
      }),
    staffFigures,
    comparableFigures,
  );
}

/**
 * The same on a retrieval set: its passages are embedded, and the vectors kept in the data folder.
 * @throws KiteiError as `measureParts`, and where the embedding model cannot be used.
 */
export async function measureRetrievalParts(
  dir: string,
  parts: readonly string[],
  config: Config,
  onProgress: (done: number, total: number) => void,
  context: Context,
): Promise<SideBySide<BeirFigures>> {
  const { services } = context;
  const warn = (message: string) => warnOf(context, message);
  const chat = config.model === null ? null : openChatModel(config.model);
  const understanding = understandingOf(switchedOn(parts, config), chat, warn);
  const compare = (models: Omit<BeirModels, 'understanding'>) =>
    services.compareBeirParts(dir, parts, { understanding, ...models }, onProgress);
  if (config.embeddingModel === null || !parts.includes('embeddings')) return compare({});
  const embedder = openEmbedder(config.embeddingModel);
  const name = createHash('sha256').update(embedder.id).digest('hex').slice(0, 16);
  const memory = await VectorFile.open(join(config.dataDir, 'evaluation', `${name}.bin`), embedder.id);
  try {
    return await compare({ embedder, memory, warn: fail });
  } finally {
    await memory.close();
  }
}

/** Figures without vectors would say that a model is worth nothing. */
function fail(message: string): never {
  throw new KiteiError(
    'evaluation.invalid',
    message,
    'See that the embedding model works, and measure again.',
  );
}

function switchedOn(parts: readonly string[], config: Config): UnderstandingConfig {
  if (parts.includes('embeddings') && config.embeddingModel === null) {
    throw new KiteiError(
      'config.invalid',
      'There is no embedding model to measure.',
      'Set KITEI_EMBEDDER; docs/models/embeddings.md says how.',
    );
  }
  const understanding = parts.filter((part): part is UnderstandingPart =>
    (UNDERSTANDING_PARTS as readonly string[]).includes(part),
  );
  return withParts(config.understanding, understanding, config.model !== null);
}
