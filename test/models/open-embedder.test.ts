import { describe, expect, it } from 'vitest';
import { openOnnxEmbeddings, type Transformers } from '../../src/models/onnx-embeddings.ts';
import { openEmbedder } from '../../src/models/open-embedder.ts';
import { packagedEmbeddings } from '../../src/models/packaged-embeddings.ts';
import { folderWith } from '../indexing/samples.ts';
import { embeddingServer, honestVector } from './embedding-server.ts';

const choice = { key: null, queryPrefix: '', passagePrefix: '' };

describe('questions', () => {
  it('are embedded with the words that the model wants before them', async () => {
    const server = await embeddingServer();
    const prefixes = { queryPrefix: 'query: ', passagePrefix: 'passage: ' };
    const { embeddings, id } = openEmbedder({
      ...choice,
      ...prefixes,
      provider: 'openai',
      model: 'e5',
      url: server.url,
    });
    expect(await embeddings.embedQuery('鍵は？')).toHaveLength(64);
    await embeddings.embedDocuments(['鍵を掛ける。']);
    expect(server.embedded).toEqual(['query: 鍵は？', 'passage: 鍵を掛ける。']);
    expect(id).toBe('openai:e5 "query: " "passage: "');
  });

  it('wait for a failing model once, and then nobody does for a while', async () => {
    const server = await embeddingServer(() => ({ status: 500 }));
    const { embeddings } = openEmbedder({ ...choice, provider: 'openai', model: 'm', url: server.url });
    await expect(embeddings.embedQuery('one')).rejects.toMatchObject({ code: 'model.unreachable' });
    await expect(embeddings.embedQuery('two')).rejects.toThrow('a moment ago');
    expect(server.asked).toHaveLength(1);
  });

  it('do not wait for a model that stalls', async () => {
    const server = await embeddingServer(() => 'stall');
    const { embeddings } = openEmbedder({ ...choice, provider: 'ollama', model: 'm', url: server.ollamaUrl });
    await expect(embeddings.embedQuery('one')).rejects.toMatchObject({ code: 'model.unreachable' });
  }, 20_000);

  it('never carry a key that was set for something else', async () => {
    const server = await embeddingServer();
    const before = process.env.OPENAI_API_KEY;
    process.env.OPENAI_API_KEY = 'sk-for-another-program';
    try {
      const { embeddings } = openEmbedder({ ...choice, provider: 'openai', model: 'm', url: server.url });
      await embeddings.embedQuery('one');
    } finally {
      if (before === undefined) delete process.env.OPENAI_API_KEY;
      else process.env.OPENAI_API_KEY = before;
    }
    expect(server.asked[0]?.authorization).toBe('Bearer none');
  });
});

/** The package as far as it is used, noting how. */
function fakeTransformers() {
  const calls: unknown[] = [];
  const env = { allowRemoteModels: true, allowLocalModels: false, localModelPath: '' };
  const transformers: Transformers = {
    env,
    async pipeline(task, model, options) {
      calls.push({ task, model, ...options, ...env });
      return async (texts, how) => {
        calls.push(how);
        return { tolist: () => texts.map((text) => honestVector(text, 8)) };
      };
    },
  };
  return { calls, load: async () => transformers };
}

const MODEL = { 'config.json': '{}', 'tokenizer.json': '{}' };

describe('a model in a folder', () => {
  it('is loaded from there and from nowhere else', async () => {
    const folder = await folderWith({ ...MODEL, 'onnx/model_quantized.onnx': '' });
    const { calls, load } = fakeTransformers();
    const embeddings = await openOnnxEmbeddings(folder, load);
    expect(await embeddings.embedDocuments(['a', 'b'])).toEqual([honestVector('a', 8), honestVector('b', 8)]);
    expect(await embeddings.embedQuery('a')).toEqual(honestVector('a', 8));
    const [opened, ...extracted] = calls as [Record<string, unknown>, ...unknown[]];
    expect(opened).toMatchObject({
      task: 'feature-extraction',
      dtype: 'q8',
      allowRemoteModels: false,
      allowLocalModels: true,
    });
    expect(`${opened.localModelPath}/${opened.model}`).toBe(folder);
    expect(extracted).toEqual([
      { pooling: 'mean', normalize: true },
      { pooling: 'mean', normalize: true },
    ]);
  });

  it('takes the vector of the whole from where the model has it', async () => {
    const folder = await folderWith({
      ...MODEL,
      'onnx/model.onnx': '',
      '1_Pooling/config.json': '{"pooling_mode_cls_token":true,"pooling_mode_mean_tokens":false}',
    });
    const { calls, load } = fakeTransformers();
    await (await openOnnxEmbeddings(folder, load)).embedQuery('a');
    expect(calls).toMatchObject([{ dtype: 'fp32' }, { pooling: 'cls' }]);
  });

  it('that is none is said to be none, with what is missing', async () => {
    const folder = await folderWith({ 'config.json': '{}' });
    await expect(openOnnxEmbeddings(folder, fakeTransformers().load)).rejects.toMatchObject({
      code: 'model.missing',
      message: expect.stringContaining('tokenizer.json, onnx/model.onnx missing'),
    });
  });

  it('needs a package that is not part of Kitei, and says how to get it', async () => {
    const folder = await folderWith({ ...MODEL, 'onnx/model.onnx': '' });
    const absent = () => Promise.reject(new Error("Cannot find package '@huggingface/transformers'"));
    await expect(openOnnxEmbeddings(folder, absent)).rejects.toMatchObject({
      code: 'model.missing',
      remedy: expect.stringContaining('npm install @huggingface/transformers'),
    });
    const { embeddings } = openEmbedder({
      ...choice,
      provider: 'onnx',
      model: `${folder}/nowhere`,
      url: null,
    });
    await expect(embeddings.embedDocuments(['a'])).rejects.toMatchObject({ code: 'model.missing' });
  });
});

describe('the package of a provider', () => {
  it('is used where it is installed', async () => {
    const seen: unknown[] = [];
    class CohereEmbeddings {
      constructor(options: unknown) {
        seen.push(options);
      }
      embedDocuments = async (texts: string[]) => texts.map((text) => honestVector(text, 4));
      embedQuery = async (text: string) => honestVector(text, 4);
    }
    const load = async (name: string) => ({
      [name === '@langchain/cohere' ? 'CohereEmbeddings' : '']: CohereEmbeddings,
    });
    const options = { model: 'embed-v4.0', maxRetries: 0, url: null, key: 'key' };
    const embeddings = await packagedEmbeddings('cohere', options, load);
    expect(await embeddings.embedQuery('a')).toHaveLength(4);
    expect(seen).toEqual([{ model: 'embed-v4.0', maxRetries: 0, apiKey: 'key' }]);
    await packagedEmbeddings('cohere', { ...options, url: 'http://localhost:1', key: null }, load);
    expect(seen[1]).toMatchObject({ apiKey: 'none', baseUrl: 'http://localhost:1' });
  });

  it('is asked for where it is not', async () => {
    const { embeddings } = openEmbedder({ ...choice, provider: 'cohere', model: 'm', url: null });
    await expect(embeddings.embedQuery('a')).rejects.toMatchObject({
      code: 'model.missing',
      remedy: expect.stringContaining('npm install @langchain/cohere'),
    });
  });
});
