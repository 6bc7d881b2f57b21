import type { Language } from '../../src/domain/policy.ts';
import type { Writing } from '../../src/domain/question-record.ts';

/** What commands say about a model's wording of answers, in one language. */
export interface WritingWords {
  readonly help: Readonly<Record<'model' | 'report', string>>;
  readonly outcomes: Readonly<Record<Writing['outcome'] | 'left', string>>;
  readonly rows: Readonly<
    Record<'questions' | 'verdictsStopped' | 'quotesStopped' | 'reasons' | 'milliseconds' | 'tokens', string>
  >;
  readonly tokens: (count: number) => string;
  readonly kept: (json: string, text: string) => string;
}

const WORDS: Readonly<Record<Language, WritingWords>> = {
  ja: {
    help: {
      model: '回答の文をこのモデル（PROVIDER:MODEL）に書かせ、規則の文と並べて測る',
      report: '結果を writing.json と writing.md として残すフォルダー（既定: reports）',
    },
    outcomes: {
      written: 'モデルの文のまま',
      repaired: '一度直したモデルの文',
      replaced: '規則の文に差し替え',
      left: 'モデルに渡さない回答',
    },
    rows: {
      questions: '質問',
      verdictsStopped: '結論を変えようとして止めた',
      quotesStopped: '引用が違っていて止めた',
      reasons: '止めた理由',
      milliseconds: '所要時間 p50 / p95（ミリ秒）',
      tokens: 'トークン 合計 / 一件',
    },
    tokens: (count) => `${count} トークン`,
    kept: (json, text) => `${json} と ${text} に残しました。`,
  },
  en: {
    help: {
      model: 'let this model (PROVIDER:MODEL) word the answers, and measure beside the words of the rules',
      report: 'folder to keep writing.json and writing.md in (default: reports)',
    },
    outcomes: {
      written: 'as the model wrote it',
      repaired: 'as the model repaired it',
      replaced: 'replaced by the words of the rules',
      left: 'not given to the model',
    },
    rows: {
      questions: 'questions',
      verdictsStopped: 'stopped for another verdict',
      quotesStopped: 'stopped for a wrong quote',
      reasons: 'stopped because',
      milliseconds: 'time p50 / p95 (ms)',
      tokens: 'tokens in all / each',
    },
    tokens: (count) => `${count} tokens`,
    kept: (json, text) => `Kept in ${json} and ${text}.`,
  },
};

export function writingWords(language: Language): WritingWords {
  return WORDS[language];
}
