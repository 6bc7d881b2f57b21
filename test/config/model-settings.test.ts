import { describe, expect, it } from 'vitest';
import { readConfig } from '../../src/config.ts';

const model = (env: Record<string, string>) => readConfig(env).model;

describe('the chat model', () => {
  it('is none unless told', () => {
    expect(model({})).toBeNull();
  });

  it('is read with its defaults', () => {
    expect(model({ KITEI_MODEL: 'ollama:qwen3:8b' })).toEqual({
      provider: 'ollama',
      model: 'qwen3:8b',
      url: null,
      key: null,
      writing: true,
      seconds: 15,
      tokens: 12_000,
      tokensPerDay: null,
    });
  });

  it('is read with everything said', () => {
    expect(
      model({
        KITEI_MODEL: 'openai:gpt-5-mini',
        KITEI_MODEL_KEY: 'key',
        KITEI_MODEL_URL: 'http://localhost:8000/v1',
        KITEI_MODEL_WRITING: 'off',
        KITEI_MODEL_SECONDS: '5',
        KITEI_MODEL_TOKENS: '3000',
        KITEI_MODEL_TOKENS_PER_DAY: '100000',
      }),
    ).toMatchObject({ key: 'key', writing: false, seconds: 5, tokens: 3_000, tokensPerDay: 100_000 });
  });

  it.each([
    [{ KITEI_MODEL: 'gpt-5-mini' }, 'PROVIDER:MODEL'],
    [{ KITEI_MODEL: 'nobody:m' }, 'must begin with one of openai:, ollama:'],
    [{ KITEI_MODEL: 'openai:gpt-5-mini' }, 'KITEI_MODEL_KEY'],
    [{ KITEI_MODEL: 'ollama:m', KITEI_MODEL_SECONDS: '0' }, 'KITEI_MODEL_SECONDS'],
  ])('is refused where it cannot work: %j', (env, words) => {
    expect(() => model(env)).toThrow(words);
  });

  it('is what helps to find clauses, too', () => {
    const config = readConfig({ KITEI_MODEL: 'ollama:m', KITEI_MODEL_REWRITING: 'on' });
    expect(config.understanding.rewriting).toBe(true);
  });
});
