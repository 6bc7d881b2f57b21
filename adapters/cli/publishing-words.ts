import type { Language } from '../../src/domain/policy.ts';
import type { FlipAspect } from '../../src/domain/rehearsal.ts';

/** What `publish`, `rollback` and `history` say, in one language. */
export interface PublishingWords {
  readonly help: Readonly<
    Record<
      'publish' | 'rollback' | 'history' | 'days' | 'rehearse' | 'acknowledge' | 'override' | 'reason',
      string
    >
  >;
  readonly rehearsing: (done: number, total: number) => string;
  readonly flips: (flips: number, questions: number) => string;
  readonly people: (people: number) => string;
  readonly golden: string;
  readonly aspects: Readonly<Record<FlipAspect, string>>;
  readonly failed: string;
  readonly more: (count: number) => string;
  readonly corrections: (queued: number, unreachable: number) => string;
  readonly suspended: (answers: number) => string;
  readonly rolledBack: (from: string, to: string) => string;
  readonly states: Readonly<Record<'serving' | 'earlier' | 'withdrawn' | 'unpublished', string>>;
  readonly none: string;
  readonly by: (who: string) => string;
}

const japanese: PublishingWords = {
  help: {
    publish: '改定を、予行のうえで公開します。変わる回答を示し、了承があれば公開します。',
    rollback: '一つ前の索引に戻します。',
    history: '公開の履歴と受領書を示します。',
    days: '予行で問い直す、記録された質問の日数',
    rehearse: '予行だけして、公開しない',
    acknowledge: '回答の変化を確認したうえで公開する',
    override: '正解のわかっている質問が誤るのに公開する理由',
    reason: '戻す理由',
  },
  rehearsing: (done, total) => `予行しています ${done}/${total}`,
  flips: (flips, questions) => `${questions} 問のうち ${flips} 問で回答が変わります:`,
  people: (people) => `${people} 人が質問`,
  golden: '正解のわかっている質問',
  aspects: { verdict: '判定', approver: '承認者', clause: '根拠の条項' },
  failed: '正解のわかっている質問で、新たに誤るもの:',
  more: (count) => `ほか ${count} 問（--json で全部）`,
  corrections: (queued, unreachable) =>
    `訂正の知らせ ${queued} 件を送信待ちにしました（届け先のない人 ${unreachable} 人）。`,
  suspended: (answers) =>
    `根拠の条項が変わったため、承認済みの回答 ${answers} 件を止めました（kitei answers）。`,
  rolledBack: (from, to) => `索引 ${from} を取り下げ、${to} に戻しました。`,
  states: { serving: '公開中', earlier: '以前の版', withdrawn: '取下げ', unpublished: '未公開' },
  none: '公開された索引はまだありません。',
  by: (who) => `公開者 ${who}`,
};

const english: PublishingWords = {
  help: {
    publish: 'Publish a revision after a rehearsal: shows which answers change, publishes when you agree.',
    rollback: 'Let the generation before serve again.',
    history: 'Show what was published, with the receipts.',
    days: 'days of logged questions to rehearse',
    rehearse: 'rehearse only, publish nothing',
    acknowledge: 'publish: I have seen which answers change',
    override: 'publish although golden questions fail, for this reason',
    reason: 'why',
  },
  rehearsing: (done, total) => `rehearsing ${done}/${total}`,
  flips: (flips, questions) => `${flips} of ${questions} questions get another answer:`,
  people: (people) => `asked by ${people}`,
  golden: 'golden question',
  aspects: { verdict: 'verdict', approver: 'approver', clause: 'clause it rests on' },
  failed: 'Golden questions that are newly wrong:',
  more: (count) => `and ${count} more (--json shows all)`,
  corrections: (queued, unreachable) =>
    `${queued} corrections wait to be sent (${unreachable} people cannot be reached).`,
  suspended: (answers) =>
    `${answers} approved answers rest on clauses that changed, and were suspended (kitei answers).`,
  rolledBack: (from, to) => `Generation ${from} was withdrawn; ${to} serves.`,
  states: { serving: 'serving', earlier: 'earlier', withdrawn: 'withdrawn', unpublished: 'unpublished' },
  none: 'Nothing has been published yet.',
  by: (who) => `by ${who}`,
};

/** The words of a language. */
export function publishingWords(language: Language): PublishingWords {
  return language === 'ja' ? japanese : english;
}
