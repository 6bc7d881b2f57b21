import type { Language } from '../domain/policy.ts';
import type { ClauseName } from './clause-directory.ts';
import type { NextStep } from './gap.ts';
import type { GapStatus } from './gap-status.ts';
import type { Evidence, GapType } from './gap-type.ts';
import type { QuizChoice } from './quiz.ts';

/** How gaps are put into words. */
export interface GapWords {
  readonly types: Readonly<Record<GapType, string>>;
  readonly statuses: Readonly<Record<GapStatus, string>>;
  readonly evidence: (evidence: Evidence) => string;
  readonly step: (step: NextStep) => string;
  /** A clause by number and title, with its document. */
  readonly clause: (clause: ClauseName) => string;
  /** A clause to choose, by its heading or its first words. */
  readonly choice: (choice: QuizChoice) => string;
}

/** The words of gaps in a language. */
export function gapWords(language: Language): GapWords {
  return language === 'ja' ? japanese : english;
}

const quotedJa = (words: readonly string[]) => words.map((word) => `「${word}」`).join('');
const quotedEn = (words: readonly string[]) => words.map((word) => `“${word}”`).join(', ');

const japanese: GapWords = {
  types: {
    training: '研修の不足',
    policy: '規程の不足',
    retrieval: '検索の不足',
    wording: '条文の分かりにくさ',
  },
  statuses: {
    new: '新規',
    growing: '増加',
    lasting: '継続',
    shrinking: '減少',
    closed: '解消',
    reopened: '再発',
  },
  evidence: ({ kind, people, of }) => {
    const who = `${of}人中${people}人`;
    switch (kind) {
      case 'clear':
        return `${who}は条文で答えを得ています。`;
      case 'contested':
        return `${who}は答えに納得していません。`;
      case 'open':
        return `${who}には、条文が判断を人に委ねているため、答えが出ていません。`;
      case 'silent':
        return `${who}の質問に、答えとなる条文が見つかっていません。`;
      case 'missed':
        return `${who}の質問には条文があるのに、示せていません。`;
      case 'reviewed_missed':
        return `${who}の質問について、答える条文があると確認されています。`;
      case 'reviewed_silent':
        return `${who}の質問について、答える条文がないと確認されています。`;
      case 'reviewed_correct':
        return `${who}への答えは正しいと確認されています。`;
      case 'wrong_clause':
        return `${who}が「条文が違う」と評価しています。`;
      case 'reworded':
        return `${who}は、言い直すと答えを得られました。`;
      case 'disliked':
        return `${who}が「役に立たない」と評価しています。`;
      case 'came_back':
        return `${who}が、答えを読んだ後、1週間以内に同じことを聞き直しています。`;
      case 'handed_over':
        return `${who}が担当者に問い合わせています。`;
      case 'other_wordings_answered':
        return `別の言い方をした${people}人は答えを得ています。`;
    }
  },
  step: (step) => {
    switch (step.kind) {
      case 'course':
        return `研修で取り上げる：${topicJa(step.clause, step.words)}`;
      case 'add_clause': {
        const near = step.near === null ? '' : `（近い条文：${japanese.clause(step.near)}）`;
        return `規程に定めを加える：${quotedJa(step.words)}${near}`;
      }
      case 'add_vocabulary':
        return `語彙を加える：${quotedJa(step.say)}→「${step.policy}」（${japanese.clause(step.clause)}）`;
      case 'add_check':
        return step.clause === null
          ? `質問を確認し、答える条項を示す（どの条項かを示す手がかりがまだありません）：${quotedJa(step.words)}`
          : `検索を確かめる問いに加える：${topicJa(step.clause, step.words)}`;
      case 'rewrite_clause':
        return `条文を書き直す：${topicJa(step.clause, step.words)}`;
    }
  },
  clause: ({ documentTitle, label, title }) =>
    `${documentTitle} ${label}${title === '' ? '' : `（${title}）`}`,
  choice: ({ clause, opening }) =>
    opening === null ? japanese.clause(clause) : `${japanese.clause(clause)} 「${opening}」`,
};

function topicJa(clause: ClauseName | null, words: readonly string[]): string {
  return clause === null ? quotedJa(words) : `${japanese.clause(clause)} ${quotedJa(words)}`.trim();
}

const english: GapWords = {
  types: {
    training: 'training gap',
    policy: 'policy gap',
    retrieval: 'retrieval gap',
    wording: 'wording gap',
  },
  statuses: {
    new: 'new',
    growing: 'growing',
    lasting: 'lasting',
    shrinking: 'shrinking',
    closed: 'closed',
    reopened: 'reopened',
  },
  evidence: ({ kind, people, of }) => {
    const who = `${people} of ${of} ${of === 1 ? 'person' : 'people'}`;
    switch (kind) {
      case 'clear':
        return `${who} got an answer from a clause.`;
      case 'contested':
        return `${who} did not accept the answer.`;
      case 'open':
        return `${who} got no ruling because the clause leaves it to somebody.`;
      case 'silent':
        return `For ${who} no clause was found that answers.`;
      case 'missed':
        return `For ${who} there is a clause and it was not shown.`;
      case 'reviewed_missed':
        return `For ${who} a reviewer confirmed that a clause answers.`;
      case 'reviewed_silent':
        return `For ${who} a reviewer confirmed that no clause answers.`;
      case 'reviewed_correct':
        return `For ${who} a reviewer confirmed the answer.`;
      case 'wrong_clause':
        return `${who} said that the clause was the wrong one.`;
      case 'reworded':
        return `${who} got an answer after putting it in other words.`;
      case 'disliked':
        return `${who} found the answer not helpful.`;
      case 'came_back':
        return `${who} read the answer and asked about the same again within a week.`;
      case 'handed_over':
        return `${who} went to the person in charge.`;
      case 'other_wordings_answered':
        return `${people} who put it in other words got an answer.`;
    }
  },
  step: (step) => {
    switch (step.kind) {
      case 'course':
        return `Teach it in a course: ${topicEn(step.clause, step.words)}`;
      case 'add_clause': {
        const near = step.near === null ? '' : ` (nearest clause: ${english.clause(step.near)})`;
        return `Add a rule to the policy: ${quotedEn(step.words)}${near}`;
      }
      case 'add_vocabulary':
        return `Add to the vocabulary: ${quotedEn(step.say)} → “${step.policy}” (${english.clause(step.clause)})`;
      case 'add_check':
        return step.clause === null
          ? `Review these questions and mark the clause that answers (nothing tells yet which): ${quotedEn(step.words)}`
          : `Add to the questions that search is checked on: ${topicEn(step.clause, step.words)}`;
      case 'rewrite_clause':
        return `Rewrite the clause: ${topicEn(step.clause, step.words)}`;
    }
  },
  clause: ({ documentTitle, label, title }) =>
    `${documentTitle} ${label}${title === '' ? '' : ` (${title})`}`,
  choice: ({ clause, opening }) =>
    opening === null ? english.clause(clause) : `${english.clause(clause)}: “${opening}”`,
};

function topicEn(clause: ClauseName | null, words: readonly string[]): string {
  if (clause === null) return quotedEn(words);
  return words.length === 0 ? english.clause(clause) : `${english.clause(clause)}: ${quotedEn(words)}`;
}
