import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AskProgress } from '../../../src/domain/assistant.ts';
import { KiteiError } from '../../../src/errors.ts';
import { readDocument } from '../../../src/policy/read-document.ts';
import { aCitation, anAnswer } from '../scripted-assistant.ts';
import { deskApp } from './desk-app.ts';

const RULES = readDocument({
  path: 'rules.md',
  content:
    '---\nid: rules\nversion: "2026"\neffectiveDate: 2020-04-01\n---\n# 端末規程\n\n第1条 前の条。\n\n第2条 端末を持ち出してはならない。ただし、許可があればよい。\n\n第3条 次の条。\n',
});
const QUOTE = '端末を持ち出してはならない。';

let desk: Awaited<ReturnType<typeof deskApp>>;
let person: Awaited<ReturnType<typeof desk.visitor>>;
beforeEach(async () => {
  desk = await deskApp({ documents: [RULES] });
  person = await desk.visitor(['staff']);
});
afterEach(async () => {
  await desk.close();
});

const STREAM = { accept: 'text/event-stream' };

/** Events of a stream, as the browser gets them. */
async function events(answer: Response): Promise<readonly (readonly [string, string])[]> {
  return (await answer.text())
    .split('\n\n')
    .filter(Boolean)
    .map((event) => [
      /^event: (.*)$/m.exec(event)?.[1] ?? '',
      JSON.parse(/^data: (.*)$/m.exec(event)?.[1] ?? 'null'),
    ]);
}

/** Lets the assistant write as a model does, and then do something else. */
function writes(texts: readonly string[], then?: () => never) {
  const { ask } = desk.assistant;
  desk.assistant.ask = async (question, progress?: AskProgress) => {
    for (const text of texts) progress?.onText(text);
    then?.();
    return ask.call(desk.assistant, question);
  };
}

describe('an answer that a model writes', () => {
  it('comes as it is written, and then whole', async () => {
    writes(['持ち出', '持ち出せません。']);
    const answer = await person.post('/ask', { question: '端末を持ち出せますか' }, STREAM);
    expect(answer.headers.get('content-type')).toContain('text/event-stream');
    const [first, second, last, ...none] = await events(answer);
    expect([first, second]).toEqual([
      ['text', '持ち出'],
      ['text', '持ち出せません。'],
    ]);
    expect(last?.[0]).toBe('page');
    expect(last?.[1]).toContain('「端末を持ち出せますか」への回答です。');
    expect(none).toEqual([]);
  });

  it('that breaks off says so in words, keeps what was typed, and tells the operator nothing of it', async () => {
    writes(['持ち出'], () => {
      throw new Error('端末の秘密');
    });
    const [first, last] = await events(await person.post('/ask', { question: '端末 & 秘密' }, STREAM));
    expect(first).toEqual(['text', '持ち出']);
    expect(last?.[1]).toContain('回答できませんでした');
    expect(last?.[1]).toContain('端末 &amp; 秘密</textarea>');
    expect(desk.warnings).toEqual(['web /ask: Error']);
  });

  it('is replaced by why the question cannot be answered', async () => {
    writes([], () => {
      throw new KiteiError('question.invalid', '質問が長すぎます。', '短くしてください。');
    });
    const [only] = await events(await person.post('/ask', { question: 'x' }, STREAM));
    expect(only?.[1]).toContain('質問が長すぎます。');
  });

  it('comes as a page to a browser without scripts', async () => {
    writes(['持ち出']);
    const answer = await person.post('/ask', { question: '端末を持ち出せますか' });
    expect(answer.headers.get('content-type')).toContain('text/html');
    expect(await answer.text()).toContain('「端末を持ち出せますか」への回答です。');
  });
});

describe('a form', () => {
  it('that is sent twice is one question; the same one asked again is another', async () => {
    const page = await (await person.get('/')).text();
    const nonce = /name="nonce" value="([^"]+)"/.exec(page)?.[1] ?? '';
    expect(nonce).not.toBe('');
    await person.post('/ask', { question: 'x', nonce });
    await events(await person.post('/ask', { question: 'x', nonce }, STREAM));
    expect(desk.assistant.asked).toHaveLength(1);
    await person.post('/ask', { question: 'x', nonce: 'another' });
    const other = await desk.visitor(['staff']);
    await other.post('/ask', { question: 'x', nonce });
    expect(new Set(desk.assistant.asked.map(({ id }) => id)).size).toBe(3);
  });
});

describe('a quote', () => {
  it('opens its clause in place, between its neighbours, with the words quoted marked', async () => {
    const citation = aCitation({ clause: '第2条', quote: QUOTE, start: 0, end: QUOTE.length });
    desk.assistant.answers = () => anAnswer({ citations: [citation] });
    const page = await (await person.post('/ask', { question: 'x' })).text();
    expect(page).toContain(`<mark>${QUOTE}</mark>ただし、許可があればよい。`);
    expect(page).toMatch(/前の条。[\s\S]*<mark>[\s\S]*次の条。/);
  });

  it('of a clause that has changed, or may not be read, only has its link', async () => {
    desk.assistant.answers = () =>
      anAnswer({
        citations: [
          aCitation({ clause: '第2条', quote: '別の文。', end: 4 }),
          aCitation({ document: 'gone' }),
        ],
      });
    const page = await (await person.post('/ask', { question: 'x' })).text();
    expect(page).not.toContain('<mark>');
    expect(page).toContain('href="/policies/rules/2026#');
  });
});

describe('earlier conversations', () => {
  it('of this session can be read and gone on with', async () => {
    const answer = anAnswer();
    desk.keepExchange('端末の質問', answer);
    const first = await desk.conversationOf(person);
    await person.post('/new');
    expect(await (await person.get('/')).text()).toContain('href="/conversations"');
    const page = await (await person.get('/conversations')).text();
    expect(page).toContain('端末の質問');
    expect(page).toContain(`value="${first}"`);
    await person.post('/continue', { conversation: first });
    expect(await desk.conversationOf(person)).toBe(first);
  });

  it('of others cannot', async () => {
    const other = await desk.conversationOf(await desk.visitor(['staff']));
    const own = await desk.conversationOf(person);
    await person.post('/continue', { conversation: other });
    expect(await desk.conversationOf(person)).toBe(own);
  });
});
