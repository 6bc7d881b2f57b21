import { afterEach, describe, expect, it } from 'vitest';
import type { AnswerWriter, WriteRequest } from '../../src/domain/answer-writer.ts';
import type { Writing } from '../../src/domain/question-record.ts';
import { aQuestion, smallService } from './small-service.ts';

const MAY_I = '貸与端末を庁舎の外に持ち出してもいいですか';
const WRITING: Writing = {
  model: 'openai:small',
  prompt: 'writer-1',
  outcome: 'written',
  reason: null,
  tokens: 321,
};

let service: Awaited<ReturnType<typeof smallService>> | undefined;
afterEach(() => service?.close());

/** A writer that words everything in one way, and notes what it was given. */
function oneWay(asked: WriteRequest[]): AnswerWriter {
  return {
    async write(request, progress) {
      asked.push(request);
      progress?.onText('施設長の');
      progress?.onText('施設長の許可が必要です。');
      const answer = { ...request.answer, text: '施設長の許可が必要です。', writer: 'model' as const };
      return { answer, writing: WRITING };
    },
  };
}

describe('an answer that a model worded', () => {
  it('is given, recorded with what became of it, and streamed', async () => {
    const asked: WriteRequest[] = [];
    service = await smallService({ writer: oneWay(asked) });
    const heard: string[] = [];
    const question = aQuestion(MAY_I);
    const { answer } = await service.assistant.ask(question, { onText: (text) => heard.push(text) });
    expect(answer).toMatchObject({ text: '施設長の許可が必要です。', writer: 'model', approver: '施設長' });
    expect(heard).toEqual(['施設長の', '施設長の許可が必要です。']);
    const record = await service.log.find(question.id);
    expect(record?.writing).toEqual(WRITING);
    expect(record?.answer).toMatchObject({ text: answer.text, writer: 'model' });
    expect(Object.keys(record?.milliseconds ?? {})).toContain('write');
  });

  it('is the same at a second delivery, without asking or streaming again', async () => {
    const asked: WriteRequest[] = [];
    service = await smallService({ writer: oneWay(asked) });
    const question = aQuestion(MAY_I);
    const first = await service.assistant.ask(question);
    const heard: string[] = [];
    const second = await service.assistant.ask(question, { onText: (text) => heard.push(text) });
    expect(second).toMatchObject({ repeated: true, answer: { text: first.answer.text, writer: 'model' } });
    expect([asked.length, heard]).toEqual([1, []]);
  });

  it('was made from the redacted question', async () => {
    const asked: WriteRequest[] = [];
    service = await smallService({ writer: oneWay(asked) });
    await service.assistant.ask(aQuestion(`${MAY_I} taro@example.lg.jp`));
    expect(JSON.stringify(asked)).not.toContain('taro@');
  });
});
