import type { Language } from '../../../src/domain/policy.ts';

const japanese = {
  language: 'ja' as Language,
  gap: {
    care: '対応',
    note: 'メモを加える',
    noteHint: '個人名は伏せて残されます。',
    add: '加える',
    close: '対応済みにする',
    reopen: '対応済みを取り消す',
    closed: (by: string, day: string) => `${day} に ${by} が対応済みにしました。`,
    back: 'その後、また質問されています。',
    settled: (count: number) => `対応済み（${count}）`,
    vocabulary: 'この語彙を下書きに入れて予行する',
    vocabularyHint: '語彙の下書きに加え、変わる回答を調べます。公開するまで回答は変わりません。',
  },
  review: {
    title: '確認の列',
    none: '確認を待つ回答はありません。',
    disliked: '役に立たなかったという評価のある回答',
    rest: 'まだ確認していない回答',
    keys: 'キーボード: 1〜5 で記録、n で次へ、o で記録を開く。',
    skip: '次へ',
    more: '正しい答えも書く',
    judge: '回答は',
    open: '記録を開く',
    saved: '記録しました。次の回答です。',
  },
  heat: {
    on: '質問の多さで色を付ける',
    off: '色を付けない',
    legend: '過去13週に、この条項についての質問',
    count: (asked: number, withheld: number) =>
      withheld === 0 ? `質問 ${asked}` : `質問 ${asked}（答えなし ${withheld}）`,
    levels: ['なし', '少ない', 'やや多い', '多い', '最も多い'] as readonly string[],
  },
  vocabulary: {
    title: '語彙の提案',
    others: '下書きにほかの変更があるため、公開は管理の役割が行います。',
  },
};

/** What trainers' work on gaps, reviews and words is called. */
export type WorkWords = typeof japanese;

const english: WorkWords = {
  language: 'en',
  gap: {
    care: 'What was done',
    note: 'Add a note',
    noteHint: 'Names of people are taken out.',
    add: 'Add',
    close: 'Close it',
    reopen: 'Reopen it',
    closed: (by, day) => `Closed by ${by} on ${day}.`,
    back: 'It has been asked again since.',
    settled: (count) => `Closed by trainers (${count})`,
    vocabulary: 'Put these words into the draft and rehearse',
    vocabularyHint:
      'Adds them to the vocabulary of the draft and looks which answers change. Nothing changes before it is published.',
  },
  review: {
    title: 'Review queue',
    none: 'No answer waits for a review.',
    disliked: 'Answers that did not help',
    rest: 'Answers nobody has reviewed yet',
    keys: 'Keyboard: 1–5 save, n goes on, o opens the record.',
    skip: 'Skip',
    more: 'Say what is right, too',
    judge: 'The answer is',
    open: 'Open the record',
    saved: 'Saved. Here is the next one.',
  },
  heat: {
    on: 'Colour clauses by questions',
    off: 'Without colours',
    legend: 'Questions about a clause in the last 13 weeks',
    count: (asked, withheld) =>
      withheld === 0 ? `asked ${asked}` : `asked ${asked} (${withheld} without an answer)`,
    levels: ['none', 'few', 'some', 'many', 'most'],
  },
  vocabulary: {
    title: 'Proposed words',
    others: 'The draft has other changes, so the administrators publish it.',
  },
};

/** The words of a language. */
export function workWords(language: Language): WorkWords {
  return language === 'ja' ? japanese : english;
}
