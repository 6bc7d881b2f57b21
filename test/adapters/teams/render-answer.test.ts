import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cutTo } from '../../../adapters/teams/cut.ts';
import {
  escapeMarkdown,
  MOST_BYTES,
  renderAnswer,
  renderAnswerDialog,
  renderPlainAnswer,
  sizeOf,
} from '../../../adapters/teams/render-answer.ts';
import { renderWelcome } from '../../../adapters/teams/welcome.ts';
import { wordsOf } from '../../../adapters/teams/words-of.ts';
import { type Answer, isGrounded, type Verdict } from '../../../src/domain/answer.ts';
import type { Language } from '../../../src/domain/policy.ts';
import { aCitation, anAnswer } from '../scripted-assistant.ts';
import { claimsOf, postOf, walk } from './teams-harness.ts';

const place = (language: Language) => ({
  recordId: 'teams:t:c:1',
  language,
  clauseUrl: () => 'https://kitei.example.lg.jp/policies/rules/2026#12',
});
const VERDICTS = Object.keys(wordsOf('en').verdicts) as Verdict[];

/** An answer with every part that an answer can have. */
function full(verdict: Verdict, language: Language): Answer {
  const ja = language === 'ja';
  const citation = aCitation({
    documentTitle: ja ? '情報セキュリティ対策基準' : 'Information Security Standards',
    clause: ja ? '第12条第2項' : '12.2',
    title: ja ? '外部記録媒体' : 'Removable media',
    quote: ja
      ? '職員は、私物の外部記録媒体を業務に使用してはならない。\nただし、課長が許可した場合はこの限りでない。'
      : 'Staff must not use their own removable media.\nThe manager may allow exceptions.',
  });
  return anAnswer({
    verdict,
    language,
    text: ja ? '課長の許可を得れば使えます。' : 'You may, with leave of your manager.',
    conditions: [ja ? '課長が許可した場合' : 'with leave of the manager'],
    approver: ja ? '課長' : 'the manager',
    citations: isGrounded(verdict) || verdict === 'not_stated' ? [citation] : [],
    related: [aCitation({ clauseId: 'rules/2026/13', clause: ja ? '第13条' : '13', title: '' })],
    upcoming: isGrounded(verdict)
      ? [
          {
            clauseId: citation.clauseId,
            clause: citation.clause,
            version: '2027',
            effectiveDate: '2027-04-01',
            kind: 'changed',
            labels: [citation.clause],
          },
        ]
      : [],
    next: ja ? '課長に申請してください。' : 'Ask your manager.',
    urgent: verdict === 'needs_person',
    approved: verdict === 'allowed',
  } as Parameters<typeof anAnswer>[0]);
}

describe.each(['ja', 'en'] as const)('an answer in %s', (language) => {
  it.each(VERDICTS)('%s', (verdict) => {
    const message = renderAnswer(full(verdict, language), place(language));
    expectWithinLimits(message);
    const [mark, label] = wordsOf(language).verdicts[verdict];
    expect(textsOf(message)).toContain(`${mark} ${label}`);
    expect(message).toMatchSnapshot();
  });
});

describe('an answer', () => {
  it('can be told by marks alone', () => {
    for (const language of ['ja', 'en'] as const) {
      const rulings = VERDICTS.filter((verdict) => isGrounded(verdict));
      const marks = rulings.map((verdict) => wordsOf(language).verdicts[verdict][0]);
      expect(new Set(marks).size).toBe(rulings.length);
    }
  });

  it('that is urgent names the contact before all else', () => {
    const message = renderAnswer(full('needs_person', 'ja'), place('ja'));
    expect(message.text?.startsWith('**すぐに連絡** 情報セキュリティ係')).toBe(true);
    expect(textsOf(message)[0]).toContain('すぐに連絡');
  });

  it('in a dialog says its sentence in the card, and its buttons submit', () => {
    const card = renderAnswerDialog(full('allowed', 'en'), place('en'));
    expect(textsOf(card)).toContain('You may, with leave of your manager.');
    const types: unknown[] = [];
    walk(card, ({ type }) => String(type).startsWith('Action.') && types.push(type));
    expect(types).toContain('Action.Submit');
    expect(types).not.toContain('Action.Execute');
  });

  it('without a card has verdict, sentence and contact', () => {
    expect(renderPlainAnswer(full('not_allowed', 'ja'), { language: 'ja' }).text).toBe(
      '× 認められません\n\n課長の許可を得れば使えます。\n\n情報セキュリティ係 内線 2110',
    );
  });

  const text = (most: number) =>
    fc.oneof(
      fc.string({ unit: 'binary', maxLength: 50 }),
      fc
        .tuple(fc.constantFrom('あ', 'a', '"', '\\', '\n', '😀', '&'), fc.nat(most))
        .map(([unit, count]) => unit.repeat(count)),
    );
  const citation = fc
    .record({
      quote: text(30_000),
      title: text(300),
      documentTitle: text(300),
      clause: text(200),
      version: text(60),
    })
    .map((parts) => aCitation({ ...parts, end: parts.quote.length }));
  const anything = fc
    .record({
      verdict: fc.constantFrom(...VERDICTS),
      text: text(8_000),
      conditions: fc.array(text(5_000), { maxLength: 12 }),
      approver: fc.option(text(3_000)),
      next: fc.option(text(3_000)),
      urgent: fc.boolean(),
      citations: fc.array(citation, { minLength: 1, maxLength: 25 }),
      related: fc.array(citation, { maxLength: 8 }),
      contact: fc.option(
        fc.record({
          id: fc.constant('desk'),
          name: text(200),
          reach: text(200),
          source: fc.constant('contacts' as const),
        }),
      ),
    })
    .map((parts) => anAnswer(parts as Parameters<typeof anAnswer>[0]));

  it('of any size is within what Teams takes, and shows a quote whole or not at all', () => {
    fc.assert(
      fc.property(anything, fc.constantFrom('ja' as const, 'en' as const), (answer, language) => {
        const message = renderAnswer(answer, place(language));
        expectWithinLimits(message);
        const blocks = quotesOf(message);
        for (const block of blocks) {
          expect([...answer.citations, ...answer.related].map(({ quote }) => quote)).toContain(block);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('drops related clauses before quotes, names the quotes it drops, and keeps the first that fit', () => {
    const long = (clause: string, length: number) =>
      aCitation({ clause, title: '', quote: 'あ'.repeat(length) });
    const answer = anAnswer({
      citations: [long('第1条', 5_000), long('第2条', 40_000), long('第3条', 6_000)],
      related: [long('第4条', 20_000), long('第5条', 10)],
    });
    const message = renderAnswer(answer, place('ja'));
    expectWithinLimits(message);
    expect(quotesOf(message)).toEqual(['あ'.repeat(5_000), 'あ'.repeat(6_000), 'あ'.repeat(10)]);
    const texts = textsOf(message).join('\n');
    expect(texts).toContain('全文を表示できない条項があります: 第2条 — ');
    expect(texts).toContain('関連する条項は長いため');
  });
});

describe('text in Markdown', () => {
  it('is shown as it is written', () => {
    expect(escapeMarkdown('**a** [1] <at>x</at> `c` a_b # | ~d~\n- e\n1. f')).toBe(
      '\\*\\*a\\*\\* \\[1\\] &lt;at&gt;x&lt;/at&gt; \\`c\\` a\\_b \\# \\| \\~d\\~\n\\- e\n1\\. f',
    );
  });

  it('can be read back', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'ab*_`[]()<>&#|~\\-+1. あ\n'.split('')) }), (text) => {
        const { text: shown } = postOf({ id: '', body: { text: escapeMarkdown(text) } });
        expect(shown).toBe(text);
      }),
    );
  });
});

describe('a cut', () => {
  it('has at most so many units and cuts no character in two', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 1, max: 40 }), (text, most) => {
        const cut = cutTo(text, most);
        expect(cut.length).toBeLessThanOrEqual(most);
        expect(/\p{Surrogate}/u.test(cut)).toBe(false);
        expect(cut === text || text.startsWith(cut.slice(0, -1))).toBe(true);
      }),
    );
  });
});

describe('the welcome', () => {
  it('works without questions', () => {
    expect(renderWelcome([], 'en').attachments?.[0]?.content).not.toHaveProperty('actions');
  });
});

/** What Teams refuses is refused here. */
function expectWithinLimits(message: ReturnType<typeof renderAnswer>): void {
  expect(sizeOf(message)).toBeLessThanOrEqual(MOST_BYTES);
  const roots = (message.entities ?? []).filter((entity) => 'citation' in entity || '@type' in entity);
  expect(roots.length).toBeLessThanOrEqual(1);
  const claims = claimsOf(message as never);
  expect(claims.length).toBeLessThanOrEqual(20);
  for (const [index, { position, appearance }] of claims.entries()) {
    expect(position).toBe(index + 1);
    expect(message.text).toContain(`[${position}]`);
    expect(appearance.name.length).toBeLessThanOrEqual(80);
    expect(appearance.abstract.length).toBeLessThanOrEqual(160);
    expect(appearance.keywords?.length ?? 0).toBeLessThanOrEqual(3);
    for (const keyword of appearance.keywords ?? []) expect(keyword.length).toBeLessThanOrEqual(28);
  }
  for (const { content } of message.attachments ?? []) {
    expect(content).toMatchObject({ type: 'AdaptiveCard', version: '1.5' });
    expect(((content as { actions?: unknown[] }).actions ?? []).length).toBeLessThanOrEqual(6);
    walk(content, ({ type }) => expect(type).not.toBe('TextBlock'));
  }
}

/** Every text of a card, in order. */
function textsOf(value: unknown): string[] {
  const texts: string[] = [];
  walk((value as { attachments?: unknown }).attachments ?? value, ({ text }) => {
    if (typeof text === 'string') texts.push(text);
  });
  return texts;
}

/** The quotes of a card: paragraphs of a container between its heading and the link to its page. */
function quotesOf(message: unknown): string[] {
  const quotes: string[] = [];
  walk(message, ({ type, separator, items }) => {
    if (type !== 'Container' || separator !== true) return;
    const lines = (items as { inlines: { text: string; selectAction?: object }[] }[])
      .slice(1)
      .flatMap(({ inlines }) => inlines)
      .filter(({ selectAction }) => selectAction === undefined);
    quotes.push(lines.map(({ text }) => text).join('\n'));
  });
  return quotes;
}
