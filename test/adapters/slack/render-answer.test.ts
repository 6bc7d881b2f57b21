import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { reasonDialog, relatedDialog } from '../../../adapters/slack/dialogs.ts';
import { renderAnswer, SIZES } from '../../../adapters/slack/render-answer.ts';
import { renderNotice } from '../../../adapters/slack/render-notice.ts';
import { type Answer, type Citation, isGrounded, type Verdict } from '../../../src/domain/answer.ts';
import type { NoticeContent } from '../../../src/domain/outbox.ts';
import type { Language } from '../../../src/domain/policy.ts';
import { aCitation, anAnswer } from '../scripted-assistant.ts';
import { type Json, messageFaults, viewFaults } from './block-limits.ts';
import { readMessage } from './read-message.ts';

const VERDICTS: readonly Verdict[] = [
  'allowed',
  'allowed_conditional',
  'not_allowed',
  'required',
  'applies',
  'does_not_apply',
  'informational',
  'not_stated',
  'needs_person',
  'refuse',
  'out_of_scope',
  'chitchat',
];
const URL = 'https://kitei.example.jp';

const QUOTES: Readonly<Record<Language, Partial<Citation>>> = {
  ja: {},
  en: {
    clauseId: 'handbook/3/4.2',
    document: 'handbook',
    documentTitle: 'Staff Handbook',
    version: '3',
    clause: '4.2',
    title: 'Laptops',
    quote: 'Staff must not take a laptop home without the approval of their manager.',
    end: 72,
  },
};

/** An answer with every part that its verdict may have. */
function answerOf(verdict: Verdict, language: Language): Answer {
  const citation = aCitation(QUOTES[language]);
  const ja = language === 'ja';
  return anAnswer({
    verdict,
    language,
    text: ja ? '私物の外部記録媒体についての回答です。' : 'This is about laptops.',
    citations: isGrounded(verdict) ? [citation] : [],
    related:
      verdict === 'chitchat' ? [] : [{ ...citation, clauseId: `${citation.clauseId}/2`, clause: '13' }],
    conditions:
      verdict === 'allowed_conditional' ? [ja ? '事前に申請すること' : 'a request is made before'] : [],
    approver: verdict === 'allowed_conditional' ? (ja ? '情報セキュリティ管理者' : 'the manager') : null,
    next: isGrounded(verdict) ? null : ja ? '担当者にお尋ねください。' : 'Please ask the contact.',
    contact:
      verdict === 'chitchat'
        ? null
        : {
            id: 'desk',
            name: ja ? '情報セキュリティ係' : 'Security Desk',
            reach: '2110',
            source: 'contacts',
          },
    urgent: verdict === 'required',
    approved: verdict === 'informational',
    ...(verdict === 'allowed' && {
      upcoming: [
        {
          clauseId: citation.clauseId,
          clause: citation.clause,
          version: '2027',
          effectiveDate: '2027-04-01',
          kind: 'changed' as const,
          labels: ['14'],
        },
      ],
    }),
  });
}

/** A message as Slack gets it. */
function wire(message: unknown): { text: string; blocks: Json[] } {
  return JSON.parse(JSON.stringify(message));
}

describe('an answer in Block Kit', () => {
  it.each(
    VERDICTS.flatMap((verdict) => (['ja', 'en'] as const).map((language) => [verdict, language] as const)),
  )('is as it was: %s in %s', async (verdict, language) => {
    const message = renderAnswer(answerOf(verdict, language), {
      recordId: 'slack:T1:C1:1.1',
      locale: language,
      publicUrl: URL,
    });
    expect(messageFaults(wire(message))).toEqual([]);
    await expect(`${JSON.stringify(message, null, 2)}\n`).toMatchFileSnapshot(
      `answers/${verdict}.${language}.json`,
    );
  });

  it('tells verdicts apart by mark or words alone', () => {
    for (const language of ['ja', 'en'] as const) {
      const heads = VERDICTS.map((verdict) => {
        const { blocks } = renderAnswer(answerOf(verdict, language), {
          recordId: 'r',
          locale: language,
          publicUrl: null,
        });
        return JSON.stringify(blocks.find(({ type }) => type === 'header'));
      });
      expect(new Set(heads).size).toBe(VERDICTS.length);
    }
  });

  it('links nowhere where clauses cannot be read, and to the page of the clause where they can', () => {
    const answer = answerOf('allowed', 'ja');
    const links = (publicUrl: string | null) =>
      readMessage(wire(renderAnswer(answer, { recordId: 'r', locale: 'ja', publicUrl }))).links;
    expect(links(null)).toEqual([]);
    expect(links(URL)).toEqual([`${URL}/policies/rules/2026#${encodeURIComponent('第12条第2項')}`]);
  });

  it('puts the contact first where something must be reported now', () => {
    const { blocks } = renderAnswer(anAnswer({ urgent: true }), {
      recordId: 'r',
      locale: 'ja',
      publicUrl: null,
    });
    expect(JSON.stringify(blocks[0])).toContain('情報セキュリティ係');
    expect(blocks[1]?.type).toBe('header');
  });

  it('says where a model worded it', () => {
    const text = (answer: Answer) =>
      readMessage(wire(renderAnswer(answer, { recordId: 'r', locale: 'ja', publicUrl: null }))).text;
    expect(text(anAnswer({ writer: 'model' }))).toContain('AI');
    expect(text(anAnswer())).not.toContain('AI');
  });

  it('stays within the limits, keeps its verdict, quotes only what is written, and never pings', () => {
    const words = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 80 }),
      fc.string({ unit: 'grapheme', maxLength: 6_000, size: 'max' }),
      fc.constant('<!channel> <@U1> <https://evil.example|x> & "quoted"\n'.repeat(80)),
      fc.constant('\u0000\u2028"\\'.repeat(700)),
    );
    const citation = fc
      .record({
        quote: words,
        title: words,
        documentTitle: words,
        clause: fc.constantFrom('第1条', '4.2', 'x'.repeat(300)),
      })
      .map((parts) => aCitation({ ...parts, quote: parts.quote || '条', clauseId: parts.clause }));
    const answers = fc.record({
      verdict: fc.constantFrom(...VERDICTS),
      text: words,
      language: fc.constantFrom('ja' as const, 'en' as const),
      conditions: fc.array(words, { maxLength: 15 }),
      approver: fc.option(words),
      next: fc.option(words),
      citations: fc.array(citation, { minLength: 1, maxLength: 40 }),
      related: fc.array(citation, { maxLength: 40 }),
      contact: fc.option(
        fc.record({
          id: fc.constant('d'),
          name: words,
          reach: fc.option(words),
          source: fc.constant('contacts' as const),
        }),
      ),
      urgent: fc.boolean(),
    });
    fc.assert(
      fc.property(answers, fc.constantFrom(...SIZES), words, (parts, size, question) => {
        const answer = anAnswer(parts);
        const message = renderAnswer(answer, {
          recordId: `slack:T1:C1:${'1'.repeat(40)}`,
          locale: 'ja',
          publicUrl: URL,
          shareable: question,
          size,
        });
        const { text, blocks } = wire(message);
        expect(messageFaults({ text, blocks })).toEqual([]);
        expect(JSON.stringify(blocks).length).toBeLessThanOrEqual(size);
        expect(blocks.some(({ type }) => type === 'header')).toBe(true);
        const seen = readMessage({ text, blocks });
        expect(seen.pings).toEqual([]);
        expect(seen.links.every((link) => link.startsWith(`${URL}/policies/`))).toBe(true);
        const quotes = blocks
          .flatMap(({ elements = [] }) => elements as Json[])
          .filter(({ type }) => type === 'rich_text_quote')
          .map(({ elements }) => String((elements as Json[])[0]?.text));
        // Characters that nobody could see are not sent.
        const written = answer.citations.map((one) => one.quote.replace(/[^\P{Cc}\n\t]/gu, '') || ' ');
        for (const quote of quotes) {
          const beginning = quote.endsWith('…') ? quote.slice(0, -1) : quote;
          expect(written.some((one) => one.startsWith(beginning) || one === quote)).toBe(true);
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('other messages and dialogs', () => {
  const long = '<!channel> 長い文です。'.repeat(900);

  it.each(['ja', 'en'] as const)('stay within the limits: %s', (language) => {
    const contents: readonly NoticeContent[] = [
      { kind: 'escalation', recordId: 'r', question: long, answer: long, contact: long },
      { kind: 'expert_reply', recordId: 'r', question: long, reply: long },
      { kind: 'correction', recordId: 'r', question: long, before: long, now: long },
    ];
    for (const content of contents) {
      const message = renderNotice(content, { language, mentionToReply: true });
      expect(messageFaults(wire(message))).toEqual([]);
    }
    expect(viewFaults(reasonDialog(`slack:${'x'.repeat(100)}`, language) as unknown as Json)).toEqual([]);
    const clauses = Array.from({ length: 120 }, (_, index) => ({
      id: `rules/2026/${index}`,
      label: `${index}`,
      title: long,
      text: long,
    }));
    const documents = [{ id: 'rules', title: long, version: '2026', public: true, clauses }];
    const dialog = relatedDialog(
      clauses.map(({ id }) => id),
      documents as unknown as Parameters<typeof relatedDialog>[1],
      URL,
      language,
    );
    expect(viewFaults(dialog as unknown as Json)).toEqual([]);
    expect(dialog.blocks.length).toBeGreaterThan(3);
  });
});
