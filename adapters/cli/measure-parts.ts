import { type UnderstandingConfig, withParts } from '../../src/config/understanding-settings.ts';
import type { Config } from '../../src/config.ts';
import { UNDERSTANDING_PARTS, type UnderstandingPart } from '../../src/domain/understanding.ts';
import { KiteiError } from '../../src/errors.ts';
import type { CheckQuestion } from '../../src/evaluation/check-questions.ts';
import { comparableFigures, type StaffFigures, staffFigures } from '../../src/evaluation/figures.ts';
import { type SideBySide, sideBySide } from '../../src/evaluation/side-by-side.ts';
import { askAll } from '../../src/evaluation/staff-questions.ts';
import type { Context } from './context.ts';
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
  const runs = new Map<string, readonly string[]>([
    ['', []],
    ...parts.map((part): [string, readonly string[]] => [part, [part]]),
  ]);
  if (parts.length > 1) runs.set(parts.join(' + '), parts);
  const total = runs.size * questions.length;
  const results = new Map<string, Awaited<ReturnType<typeof askAll>>>();
  for (const [name, on] of runs) {
    const without = parts.filter((part) => !on.includes(part)).map(channelOf);
    const before = results.size * questions.length;
    const request = { ...(asOf !== undefined && { asOf }), without };
    results.set(
      name,
      await askAll(questions, app, { ...request, onProgress: (done) => onProgress(before + done, total) }),
    );
  }
  const plain = results.get('') ?? [];
  results.delete('');
  return sideBySide(plain, results, staffFigures, comparableFigures);
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
  return withParts(config.understanding, understanding, false);
}

/** What a part is called where a question is asked without it. */
function channelOf(part: string): string {
  return part === 'embeddings' ? 'vectors' : part;
}
