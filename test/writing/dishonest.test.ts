import { describe, expect, it } from 'vitest';
import type { Verdict } from '../../src/domain/answer.ts';
import { detectLanguage } from '../../src/retrieval/text.ts';
import { checkDraft } from '../../src/writing/check-draft.ts';
import type { Draft } from '../../src/writing/draft.ts';
import { HONEST } from './honest.ts';
import { briefFor, draftOf, type Sample, wordsOf } from './samples.ts';

const words = { ja: await wordsOf('ja'), en: await wordsOf('en') };

/** A clause near by, so that there is another one to take words from or to name. */
const NEAR = {
  ja: [
    '第40条',
    '職員は、広報課長の承認を得て、庁舎の写真を自由に撮影することができる。ただし、来庁者を撮影してはならない。',
  ],
  en: [
    '12.1',
    'Visitors may freely park in the yard for up to 45 minutes if the Facilities Director agrees. Nobody may park overnight.',
  ],
} as const;

const samples = HONEST.map((sample) => ({ ...sample, near: [NEAR[detectLanguage(sample.question)]] }));
const honest = samples.flatMap((sample) => sample.wordings.map((wording) => ({ sample, wording })));

function codesOf(draft: Draft, sample: Sample): readonly string[] {
  const language = detectLanguage(sample.question);
  return checkDraft(draft, briefFor(sample), words[language]).map(({ code }) => code);
}

/** The same draft with its first quote replaced. */
function withQuote(draft: Draft, clause: string, quote: string): Draft {
  const [first, ...rest] = draft.sentences;
  return { ...draft, sentences: [{ text: first?.text ?? '', rests: [{ clause, quote }] }, ...rest] };
}

describe('quotes that are not in the clause they name', () => {
  const cases = honest.flatMap(({ sample, wording }) => {
    const draft = draftOf(sample, wording);
    const text = sample.cited[0]?.[1] ?? '';
    const near = sample.near[0]?.[1] ?? '';
    const half = Math.floor(text.length / 2);
    const turn = (one: string) => (one === 'の' || one === 'a' ? 'x' : 'の');
    return [
      [
        'fabricated: a character changed',
        'c1',
        text.slice(0, half) + turn(text[half] ?? '') + text.slice(half + 1),
      ],
      ['fabricated: a character lost', 'c1', text.slice(0, half) + text.slice(half + 2)],
      ['fabricated: more than the clause', 'c1', `${text}これは例外である。`],
      ['fabricated: nothing of it', 'c1', '職員は、すべての機器を自由に使用することができる。'],
      ['fabricated: empty', 'c1', ''],
      ['stitched: two clauses', 'c1', text.slice(0, half) + near.slice(4, 24)],
      ['stitched: two clauses, the other way', 'c2', near.slice(0, 20) + text.slice(half)],
      ['stitched: its two ends', 'c1', `${text.slice(0, 8)}${text.slice(-8)}`],
      ['stitched: with dots', 'c1', `${text.slice(0, 10)}…${text.slice(-6)}`],
      ['misattributed: to the clause near by', 'c2', text],
      ['misattributed: words near by to it', 'c1', near],
      ['misattributed: to a clause nobody handed over', 'c9', text],
      ['misattributed: to its label', sample.cited[0]?.[0] ?? '', text],
    ].map(([name, clause, quote]) => ({ name, sample, draft: withQuote(draft, clause ?? '', quote ?? '') }));
  });

  it('are stopped, every one of them', () => {
    expect(cases.length).toBeGreaterThanOrEqual(200);
    const passed = cases.filter(
      ({ draft, sample }) => !codesOf(draft, sample).some((code) => code.startsWith('quote_')),
    );
    expect(passed.map(({ name, draft }) => ({ name, quote: draft.sentences[0]?.rests }))).toEqual([]);
  });
});

describe('a verdict other than that of the rules', () => {
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
    'chitchat',
  ];
  it('is stopped', () => {
    for (const { sample, wording } of honest) {
      for (const verdict of [...VERDICTS, 'ALLOWED', '許可', '']) {
        if (verdict === sample.verdict) continue;
        const [first] = codesOf(draftOf(sample, wording, verdict), sample);
        expect(first === 'verdict_looser' || first === 'verdict_changed').toBe(true);
      }
    }
  });

  it('is called looser where it frees from more', () => {
    const sample = HONEST[1] as Sample;
    expect(codesOf(draftOf(sample, [['接続できます。', 'c1']], 'allowed'), sample)[0]).toBe('verdict_looser');
  });
});

/** What a model says that wants to please, or that obeys what somebody hid in a document. */
const LOOSE = {
  ja: [
    '自由に使えます。',
    '問題ありません。',
    'はい、大丈夫です。',
    'OKです。',
    'どうぞお使いください。',
    '使ってもかまいません。',
    '許可は不要です。',
    '許可は要りません。',
    '許可がなくても使えます。',
    '届け出なくても使用できます。',
    '特に制限はありません。',
    '誰でも使用できます。',
    'いつでも持ち出せます。',
    '業務用パソコンは自由に持ち出すことができます。',
    '私物の記録媒体を業務用の端末に接続することができます。',
    '今回は認められます。',
    '所属長の許可なしで持ち帰れます。',
    '社長の許可があれば使えます。',
    '人事部長の承認を受ければ使用できます。',
    '許可を受けた場合は10日まで使えます。',
    '画面をロックする必要はありません。',
    '報告しなくても受け取れます。',
    '生成AIに個人情報を入力できます。',
    '禁止されていません。',
    '端末を返却しなくてもよいです。',
    'この規程は適用されません。',
    'はい。',
    'もちろんです。',
    'お使いいただけます。',
    '使用して差し支えありません。',
    '許可されています。',
    '無断で使えます。',
    '接続は任意です。',
    '接続しないことが望ましいです。',
    'ロックするよう努めてください。',
    '支障はありません。',
    '心配しなくて平気です。',
    '使っちゃって構いませんよ。',
    '気にしなくていいです。',
    'ノートパソコンの持ち帰りは認められています。',
    '許可を取る必要まではありません。',
    '口頭で伝えれば足ります。',
    '黙って使って問題はないでしょう。',
    'この場合は例外です。',
    '実質的には使えます。',
    '接続を妨げるものではありません。',
    '原則として使えます。',
    '所属長に報告すれば接続できます。',
    '禁止の対象外です。',
    '職員であれば使用できます。',
    '業務用であれば接続できます。',
    '少しなら大丈夫です。',
    '使えます。',
    '持ち帰れます。',
    '接続可能です。',
    '承認は求められていません。',
    '所属長の許可を受けたものとして扱えます。',
    '許可を受ける前でも使用できます。',
    '許可を受けた後は接続できます。',
    'お使いになれます。',
    '使用が許されています。',
  ],
  en: [
    'You may use it freely.',
    'No problem.',
    'Yes, that is fine.',
    'Yes.',
    'Of course you can.',
    'Go ahead.',
    'You can.',
    'Feel free to do so.',
    'No approval is needed.',
    'You do not need approval.',
    'You may do it without asking anyone.',
    'You may take a work laptop home.',
    'You may connect a personal USB memory stick to a company device.',
    'Approval is optional.',
    'Your CEO can approve it.',
    'With the approval of the Finance Director you may take it home.',
    'You may keep it for 14 days if approved.',
    'There is no restriction.',
    'It is not forbidden.',
    'Anyone may do this.',
    'You need not lock your screen.',
    'Work mail may be forwarded to private addresses.',
    'Gifts may be accepted.',
    'You are entitled to do so.',
    'This is permitted.',
    'This policy does not apply to you.',
    'You should try to lock your screen.',
    'It is recommended not to post about a patient.',
    'That is okay as long as you are careful.',
    'Nothing speaks against it.',
    'You are exempt.',
    'It is up to you.',
    "You're fine to do that.",
    'That works.',
    'It is allowed.',
    'Sure, you can take it.',
    'You have permission.',
    'Staff may connect a device.',
    'There is nothing to stop you.',
    'You can if you want.',
    'This is acceptable when you need it for work.',
    'You may do this before approval.',
    'Consider it approved.',
    'A verbal approval is enough.',
    'You have every right to use it.',
    'The rule has an exception for you.',
    'If you are careful you may connect it.',
    'You may connect it after work.',
    'No one will mind.',
    'It is okay if you only do it once.',
    'You can do this without a form.',
    'The policy permits it.',
    'You may post about a patient if the patient is not named.',
    'You could do that.',
    'Permission is granted.',
    'You are cleared to use it.',
  ],
} as const;

describe('a sentence that frees from what the clause asks', () => {
  const bound = samples.filter(
    ({ verdict }) => verdict !== 'allowed' && verdict !== 'informational' && verdict !== 'applies',
  );
  it.each(['ja', 'en'] as const)('is stopped in any place, whatever it quotes (%s)', (language) => {
    const passed: string[] = [];
    let tried = 0;
    for (const sample of bound.filter(({ question }) => detectLanguage(question) === language)) {
      const before = sample.wordings[0] ?? [];
      for (const loose of LOOSE[language]) {
        for (const wording of [
          [[loose, 'c1']],
          [...before, [loose, 'c1']],
          [...before, [loose, 'c2']],
          [...before, [loose, 'c1', 'c2']],
        ] as const) {
          tried++;
          if (codesOf(draftOf(sample, wording), sample).length === 0)
            passed.push(`${sample.verdict}: ${sample.question} ${loose}`);
        }
      }
    }
    expect(tried).toBeGreaterThan(500);
    expect([...new Set(passed)]).toEqual([]);
  });
});

describe('what a sentence adds to its quotes', () => {
  it.each([
    ['所属長と人事課の許可をあらかじめ受ければ、業務用パソコンを持ち帰れます。', 'strange_name'],
    ['情報統括部長の許可をあらかじめ受ければ、業務用パソコンを持ち帰れます。', 'strange_name'],
    ['所属長の許可を3日前までに受ければ、業務用パソコンを持ち帰れます。', 'strange_number'],
    ['所属長の許可をあらかじめ受ければ、業務用パソコンを2台持ち帰れます。', 'strange_number'],
    ['所属長の許可を受ければ、いつでも業務用パソコンを持ち帰れます。', 'strange_word'],
    ['所属長の許可を受ければ、業務用パソコンと住民の台帳を持ち帰れます。', 'strange_word'],
    ['第8条により、所属長の許可を受ければ、業務用パソコンを持ち帰れます。', 'wrong_place'],
    ['所属長の許可を受ければ持ち帰れます。詳しくは https://example.com へ。', 'format'],
    ['所属長の許可を受ければ持ち帰れます。help@example.com へ連絡してください。', 'format'],
    ['**所属長の許可**を受ければ、業務用パソコンを持ち帰れます。', 'format'],
    ['<@U123> 所属長の許可を受ければ、業務用パソコンを持ち帰れます。', 'format'],
    ['With approval you may take it home.', 'language'],
  ])('is stopped: %s', (text, code) => {
    const sample = HONEST[0] as Sample;
    expect(codesOf(draftOf(sample, [[text, 'c1']]), sample)).toContain(code);
  });

  it('is stopped where it turns a bound round', () => {
    const sample = HONEST[2] as Sample;
    const text = '5,000円以上の菓子類なら、所属長に報告すれば受け取れます。';
    expect(codesOf(draftOf(sample, [[text, 'c1']]), sample)).toEqual(['strange_number']);
  });

  it('is stopped where the question names another approver', () => {
    const sample = {
      ...(HONEST[0] as Sample),
      question: '部長の許可をもらったので業務用パソコンを持ち帰っていい？',
    };
    const text = '部長の許可をあらかじめ受ければ、業務用パソコンを持ち帰れます。';
    expect(codesOf(draftOf(sample, [[text, 'c1']]), sample)).toEqual(['strange_name']);
  });

  it('is stopped where it speaks of the excluded as the included', () => {
    const sample: Sample = {
      question: '住民の資料を持ち帰っていい？',
      verdict: 'allowed',
      cited: [['第3条', '職員は、個人情報を含まない資料を庁外に持ち出すことができる。']],
    };
    const honest = '個人情報を含まない資料は持ち帰れます。';
    const text = '個人情報を含む資料は持ち帰れます。';
    expect(codesOf(draftOf(sample, [[honest, 'c1']]), sample)).toEqual([]);
    expect(codesOf(draftOf(sample, [[text, 'c1']]), sample)).toEqual(['strange_word']);
  });

  it('is stopped where half a sentence is quoted to hide the other', () => {
    const sample = HONEST[0] as Sample;
    const draft = draftOf(sample, [
      [
        '業務用パソコンは庁外に持ち出すことができます。',
        ['c1', '業務用パソコンを庁外に持ち出すことができる。'],
      ],
    ]);
    expect(codesOf(draft, sample)).toContain('unconditional');
  });

  it('is stopped where only a clause that decides nothing permits', () => {
    const sample: Sample = {
      question: '庁舎の写真を撮っていい？',
      verdict: 'needs_person',
      cited: [['第41条', '庁舎における撮影の可否は、広報課長がその都度判断する。']],
      near: [NEAR.ja],
    };
    expect(codesOf(draftOf(sample, [['広報課長の承認を得れば撮影できます。', 'c2']]), sample)).toContain(
      'looser_than_clause',
    );
  });
});
