import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { KiteiError } from '../errors.ts';
import type { EmbeddingsLike } from './embedder.ts';

/** What is used of `@huggingface/transformers`, which is no dependency of Kitei. */
export interface Transformers {
  readonly env: { allowRemoteModels: boolean; allowLocalModels: boolean; localModelPath: string };
  pipeline(
    task: 'feature-extraction',
    model: string,
    options: { readonly dtype: string },
  ): Promise<FeatureExtraction>;
}

type FeatureExtraction = (
  texts: string[],
  options: { readonly pooling: string; readonly normalize: true },
) => Promise<{ tolist(): number[][] }>;

const PACKAGE: string = '@huggingface/transformers';

/** Files a model's weights may be in, best first, and what the package calls them. */
const WEIGHTS = [
  ['model.onnx', 'fp32'],
  ['model_fp16.onnx', 'fp16'],
  ['model_quantized.onnx', 'q8'],
  ['model_int8.onnx', 'int8'],
  ['model_q4.onnx', 'q4'],
] as const;

/**
 * Embeddings by a model in a folder, computed in this process. Nothing is ever downloaded.
 * @param folder laid out as the models of Hugging Face are: `config.json`, `tokenizer.json`, `onnx/model.onnx`.
 * @param load imports the package; for tests.
 * @throws KiteiError `model.missing` where the folder holds no such model or the package is not installed.
 */
export async function openOnnxEmbeddings(
  folder: string,
  load: () => Promise<unknown> = () => import(PACKAGE),
): Promise<EmbeddingsLike> {
  const path = resolve(folder);
  const weights = WEIGHTS.find(([file]) => existsSync(join(path, 'onnx', file)));
  const lacks = ['config.json', 'tokenizer.json'].filter((file) => !existsSync(join(path, file)));
  if (weights === undefined) lacks.push('onnx/model.onnx');
  if (weights === undefined || lacks.length > 0) {
    throw new KiteiError(
      'model.missing',
      `There is no embedding model in ${path}: ${lacks.join(', ')} missing.`,
      'Name a folder with a model exported to ONNX in KITEI_EMBEDDER=onnx:FOLDER; docs/models/embeddings.md says how.',
    );
  }
  const { env, pipeline } = await loadTransformers(load);
  env.allowRemoteModels = false;
  env.allowLocalModels = true;
  env.localModelPath = dirname(path);
  const extract = await pipeline('feature-extraction', basename(path), { dtype: weights[1] });
  const pooling = await poolingOf(path);
  const embed = async (texts: string[]) => (await extract(texts, { pooling, normalize: true })).tolist();
  return {
    embedDocuments: embed,
    embedQuery: async (text) => (await embed([text]))[0] ?? [],
  };
}

async function loadTransformers(load: () => Promise<unknown>): Promise<Transformers> {
  try {
    return (await load()) as Transformers;
  } catch (cause) {
    throw new KiteiError(
      'model.missing',
      `A model from a folder needs the package ${PACKAGE}, which is not installed or cannot be loaded.`,
      `Run \`ONNXRUNTIME_NODE_INSTALL=skip npm install ${PACKAGE}\` in Kitei's folder.`,
      cause,
    );
  }
}

/** How the model makes one vector of its words' vectors, as sentence-transformers notes it beside the model. */
async function poolingOf(path: string): Promise<'mean' | 'cls' | 'last_token'> {
  const text = await readFile(join(path, '1_Pooling', 'config.json'), 'utf8').catch(() => '{}');
  const noted = JSON.parse(text) as Readonly<Record<string, unknown>>;
  if (noted.pooling_mode_cls_token === true) return 'cls';
  return noted.pooling_mode_lasttoken === true ? 'last_token' : 'mean';
}
