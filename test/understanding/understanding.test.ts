import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import type { ChatModel } from '../../src/domain/chat-model.ts';
import type { RankingRequest } from '../../src/domain/understanding.ts';
import { chatReranker } from '../../src/understanding/chat-reranker.ts';
import { chatRewriter } from '../../src/understanding/chat-rewriter.ts';
import { createUnderstanding } from '../../src/understanding/understanding.ts';
import { labels, ranking } from './clauses.ts';

/** A chat that says the same whatever it is asked, and notes what it was asked. */
function chatThatSays(...answers: readonly (string | Error)[]) {
  const asked: { readonly prompt: string; readonly material: unknown }[] = [];
  const chat: ChatModel = {
    id: 'test:model',
    async complete({ messages: [prompt, material] }) {
      const answer = answers[Math.min(asked.length, answers.length - 1)];
      asked.push({ prompt: prompt?.content ?? '', material: JSON.parse(material?.content ?? '') });
      if (answer instanceof Error) throw answer;
      return { text: answer ?? '', tokens: null };
    },
  };
  return { chat, asked };
}

const OFF = { rewriting: null, translation: null, reranking: null };

function request(more: Partial<RankingRequest> = {}): RankingRequest {
  return {
    asked: {
      text: 'And my own phone?',
      resolved: 'May I use a private laptop? And my own phone?',
      language: 'en',
      earlier: ['May I use a private laptop?'],
    },
    found: ranking('1', '2', '3'),
    search: async () => ranking('4', '1'),
    documentLanguages: new Set(['en']),
    without: [],
    ...more,
  };
}

const wordings = (...all: readonly string[]) => JSON.stringify({ wordings: all });

describe('rewriting', () => {
  it('finds clauses by other wordings, with the conversation in view, and says nothing of evidence', async () => {
    const { chat, asked } = chatThatSays(wordings('use of privately owned devices'));
    const searched: string[] = [];
    const { rank } = createUnderstanding({ ...OFF, rewriting: chatRewriter(chat, 'rewriting') });
    const ranked = await rank(
      request({
        search: async (wording) => {
          searched.push(wording);
          return ranking('4', '1');
        },
      }),
    );
    expect(searched).toEqual(['use of privately owned devices']);
    // The first of both, then what only one has, first places first.
    expect(labels(ranked)).toEqual(['1', '4', '2', '3']);
    expect(ranked[1]).toMatchObject({ coverage: 0, matches: [], channels: {} });
    expect(ranked[0]).toMatchObject({ coverage: 0.5 });
    expect(asked[0]?.prompt).toContain('Say in English');
    expect(asked[0]?.material).toEqual({
      question: 'And my own phone?',
      earlierQuestions: ['May I use a private laptop?'],
    });
  });

  it.each<[string, string | Error]>([
    ['no JSON', 'I cannot help with that.'],
    ['half of it', '{"wordings": ["use of'],
    ['another form', '{"answer": "You may."}'],
    ['numbers', '{"wordings": [1, 2]}'],
    ['nothing', ''],
    ['no wordings', '{"wordings": []}'],
    ['an essay', wordings('You may use it. '.repeat(40))],
    ['the other language', wordings('私物端末の利用')],
    ['signs', wordings('!!!', '–')],
    ['the question again', wordings('And my own phone?')],
    ['a failure', new Error('503')],
  ])('that gives %s changes nothing', async (_, answer) => {
    const { chat } = chatThatSays(answer);
    const search = vi.fn(async () => ranking('4'));
    const { rank } = createUnderstanding({ ...OFF, rewriting: chatRewriter(chat, 'rewriting') });
    const asked = request({ search });
    expect(await rank(asked)).toBe(asked.found);
    expect(search).not.toHaveBeenCalled();
  });

  it('takes JSON out of what models put around it', async () => {
    const { chat } = chatThatSays(
      `<think>{"wordings": ["no"]}</think>Here you are:\n\`\`\`json\n${wordings('private devices')}\n\`\`\``,
    );
    const searched: string[] = [];
    const { rank } = createUnderstanding({ ...OFF, rewriting: chatRewriter(chat, 'rewriting') });
    await rank(request({ search: async (wording) => [...(searched.push(wording) ? ranking('4') : [])] }));
    expect(searched).toEqual(['private devices']);
  });

  it('never loses a clause of the own words and invents none, whatever is found', async () => {
    const anyRanking = fc.uniqueArray(fc.constantFrom('1', '2', '3', '4', '5')).map((all) => ranking(...all));
    await fc.assert(
      fc.asyncProperty(anyRanking, anyRanking, anyRanking, async (found, one, other) => {
        const { chat } = chatThatSays(wordings('one thing', 'other thing'));
        const { rank } = createUnderstanding({ ...OFF, rewriting: chatRewriter(chat, 'rewriting') });
        const search = async (wording: string) => (wording === 'one thing' ? one : other);
        const ranked = labels(await rank(request({ found, search })));
        expect(new Set(ranked)).toEqual(new Set(labels([...found, ...one, ...other])));
        expect(ranked).toHaveLength(new Set(ranked).size);
      }),
    );
  });
});

describe('translation', () => {
  it('is asked for only where documents are in another language', async () => {
    const { chat, asked } = chatThatSays(wordings('私物端末の業務利用'));
    const searched: string[] = [];
    const search = async (wording: string) => {
      searched.push(wording);
      return ranking('4');
    };
    const { rank } = createUnderstanding({ ...OFF, translation: chatRewriter(chat, 'translation') });
    await rank(request({ search }));
    expect(asked).toEqual([]);
    expect(labels(await rank(request({ search, documentLanguages: new Set(['ja']) })))).toContain('4');
    expect(searched).toEqual(['私物端末の業務利用']);
    expect(asked[0]?.prompt).toContain('written in Japanese');
    expect(asked[0]?.material).toEqual({ question: 'And my own phone?' });
  });
});

describe('reranking', () => {
  const order = (...numbers: readonly number[]) => JSON.stringify({ order: numbers });

  it('puts forward what the model judges best, with what a follow-up leaves out', async () => {
    const { chat, asked } = chatThatSays(order(3, 2));
    const { rank } = createUnderstanding({ ...OFF, reranking: chatReranker(chat) });
    expect(labels(await rank(request()))).toEqual(['3', '2', '1']);
    expect(asked[0]?.material).toMatchObject({
      question: 'May I use a private laptop? And my own phone?',
      passages: [{ number: 1, text: 'Staff must look after keys.' }, { number: 2 }, { number: 3 }],
    });
  });

  it.each<[string, string | Error]>([
    ['no JSON', 'Passage 3.'],
    ['passages that are not there', order(7)],
    ['one twice', order(1, 1)],
    ['halves', '{"order": [1.5]}'],
    ['a failure', new Error('429')],
  ])('that gives %s changes nothing', async (_, answer) => {
    const { rank } = createUnderstanding({ ...OFF, reranking: chatReranker(chatThatSays(answer).chat) });
    const asked = request();
    expect(await rank(asked)).toBe(asked.found);
  });

  it('is given numbers for every passage or counts for nothing', async () => {
    for (const scores of [[1, 2], [1, 2, Number.NaN], []]) {
      const { rank } = createUnderstanding({ ...OFF, reranking: { relevance: async () => scores } });
      const asked = request();
      expect(await rank(asked)).toBe(asked.found);
    }
  });
});

describe('each part', () => {
  it('can be left out for measuring', async () => {
    const { chat, asked } = chatThatSays(wordings('private devices'));
    const all = {
      rewriting: chatRewriter(chat, 'rewriting'),
      translation: chatRewriter(chat, 'translation'),
      reranking: chatReranker(chat),
    };
    const { rank } = createUnderstanding(all);
    const without = ['rewriting', 'translation', 'reranking'];
    const plain = request({ without, documentLanguages: new Set(['ja', 'en']) });
    expect(await rank(plain)).toBe(plain.found);
    expect(asked).toEqual([]);
  });

  it('has its time, and an outage costs that time once', async () => {
    let calls = 0;
    const aborted: boolean[] = [];
    const chat: ChatModel = {
      id: 'test:model',
      complete({ signal }) {
        calls++;
        return new Promise((_, reject) => {
          signal.addEventListener('abort', () => {
            aborted.push(true);
            reject(new Error('aborted'));
          });
        });
      },
    };
    const warnings: string[] = [];
    const { rank } = createUnderstanding(
      { ...OFF, rewriting: chatRewriter(chat, 'rewriting') },
      { budgetMs: 30, warn: (message) => warnings.push(message) },
    );
    for (let question = 0; question < 5; question++) {
      const asked = request();
      expect(await rank(asked)).toBe(asked.found);
    }
    expect(calls).toBe(1);
    expect(aborted).toEqual([true]);
    expect(warnings).toEqual([expect.stringMatching(/rewriting.*longer than 0.03 seconds/)]);
  });

  it('that answers nonsense is asked again, and what it said is told nobody', async () => {
    const { chat, asked } = chatThatSays('Taro asked about {his salary}', wordings('private devices'));
    const warnings: string[] = [];
    const { rank } = createUnderstanding(
      { ...OFF, rewriting: chatRewriter(chat, 'rewriting') },
      { warn: (message) => warnings.push(message) },
    );
    await rank(request());
    expect(labels(await rank(request()))).toContain('4');
    expect(asked).toHaveLength(2);
    expect(warnings).toEqual([expect.stringContaining('another form')]);
    expect(warnings.join()).not.toContain('Taro');
  });
});
