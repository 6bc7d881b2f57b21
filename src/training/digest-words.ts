import type { Language } from '../domain/policy.ts';
import type { ClauseName } from './clause-directory.ts';
import { DAY_MS } from './days.ts';

/** What a digest says. */
export interface DigestContent {
  /** ISO dates, both included. */
  readonly from: string;
  readonly to: string;
  readonly questions: number;
  /** Null where too few asked to say how many. */
  readonly people: number | null;
  /** Share (0–1) of questions answered from a clause; null where nothing was asked. */
  readonly answered: number | null;
  readonly mostAsked: readonly { readonly clause: string; readonly people: number }[];
  readonly unanswered: readonly string[];
  readonly unclear: readonly string[];
  readonly fresh: readonly string[];
  readonly settled: readonly string[];
}

/** How a digest is put into words. */
export interface DigestWords {
  readonly digest: (content: DigestContent) => string;
  readonly clause: (clause: ClauseName) => string;
  readonly question: (wording: string) => string;
}

export function digestWords(language: Language): DigestWords {
  return language === 'ja' ? japanese : english;
}

const japanese: DigestWords = {
  clause: ({ documentTitle, label, title }) =>
    `${documentTitle} ${label}${title === '' ? '' : `（${title}）`}`,
  question: (wording) => `「${wording}」`,
  digest: (content) => {
    const { from, to, questions, people, answered } = content;
    const title = `規程の質問 ${isWeek(content) ? '週報' : 'まとめ'}（${from}〜${to}）`;
    if (questions === 0) return `${title}\nこの間に質問はありませんでした。`;
    const who = people === null ? '' : `（${people}人）`;
    const share = answered === null ? '' : `、うち${Math.round(answered * 100)}%に条文で答えました`;
    return text(title, `質問は${questions}件${who}${share}。`, [
      ['よく聞かれた条文', content.mostAsked.map(({ clause, people: n }) => `${clause}：${n}人`)],
      ['新しく、または急に増えた話題', content.fresh],
      ['まだ答えられていないこと', content.unanswered],
      ['読んでも迷いやすいこと', content.unclear],
      ['落ち着いた話題', content.settled],
    ]);
  },
};

const english: DigestWords = {
  clause: ({ documentTitle, label, title }) =>
    `${documentTitle} ${label}${title === '' ? '' : ` (${title})`}`,
  question: (wording) => `“${wording}”`,
  digest: (content) => {
    const { from, to, questions, people, answered } = content;
    if (questions === 0) return `Policy questions, ${from} to ${to}\nNothing was asked.`;
    const who = people === null ? '' : ` by ${people} people`;
    const share =
      answered === null ? '' : `; ${Math.round(answered * 100)}\u00a0% were answered from a clause`;
    const asked = `${questions} ${questions === 1 ? 'question' : 'questions'}${who}${share}.`;
    return text(`Policy questions, ${from} to ${to}`, asked, [
      [
        'Clauses asked about most',
        content.mostAsked.map(({ clause, people: n }) => `${clause}: ${n} people`),
      ],
      ['New, or suddenly asked more', content.fresh],
      ['Not answered yet', content.unanswered],
      ['Hard to read', content.unclear],
      ['Settled', content.settled],
    ]);
  },
};

function isWeek({ from, to }: DigestContent): boolean {
  return Date.parse(to) - Date.parse(from) < 7 * DAY_MS;
}

/** Plain lines that every channel shows alike; sections without lines are left out. */
function text(
  title: string,
  summary: string,
  sections: readonly (readonly [string, readonly string[]])[],
): string {
  const blocks = sections
    .filter(([, lines]) => lines.length > 0)
    .map(([heading, lines]) => [heading, ...lines.map((line) => `• ${line}`)].join('\n'));
  return [`${title}\n${summary}`, ...blocks].join('\n\n');
}
