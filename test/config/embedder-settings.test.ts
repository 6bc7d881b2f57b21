import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readConfig } from '../../src/config.ts';

const model = (env: Readonly<Record<string, string>>) => readConfig(env).embeddingModel;

describe('the embedding model in the settings', () => {
  it('is none unless told', () => {
    expect(model({})).toBeNull();
  });

  it('is a provider and a model, whatever colons the model has', () => {
    expect(model({ KITEI_EMBEDDER: 'ollama:bge-m3:567m' })).toEqual({
      provider: 'ollama',
      model: 'bge-m3:567m',
      url: null,
      key: null,
      queryPrefix: '',
      passagePrefix: '',
    });
    expect(
      model({
        KITEI_EMBEDDER: 'openai:intfloat/multilingual-e5-large',
        KITEI_EMBEDDER_URL: 'http://localhost:8000/v1',
        KITEI_EMBEDDER_KEY: 'key',
        KITEI_EMBEDDER_QUERY_PREFIX: 'query: ',
        KITEI_EMBEDDER_PASSAGE_PREFIX: 'passage: ',
      }),
    ).toMatchObject({ url: 'http://localhost:8000/v1', key: 'key', queryPrefix: 'query: ' });
    expect(model({ KITEI_EMBEDDER: 'onnx:models/e5' })?.model).toBe(resolve('models/e5'));
  });

  it.each([
    [{ KITEI_EMBEDDER: 'bge-m3' }, 'PROVIDER:MODEL'],
    [{ KITEI_EMBEDDER: 'huggingface:bge-m3' }, 'must begin with one of openai:, ollama:, onnx:'],
    [{ KITEI_EMBEDDER: 'ollama:bge-m3', KITEI_EMBEDDER_URL: 'localhost' }, 'KITEI_EMBEDDER_URL'],
    [{ KITEI_EMBEDDER: 'openai:text-embedding-3-small' }, 'KITEI_EMBEDDER_KEY'],
  ])('that make no sense are refused: %o', (env, message) => {
    expect(() => model(env)).toThrow(message);
  });
});
