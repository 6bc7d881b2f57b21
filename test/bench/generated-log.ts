import type { Answer, Citation, Verdict } from '../../src/domain/answer.ts';
import type { ChannelName } from '../../src/domain/question.ts';
import type { Feedback, QuestionRecord, Review } from '../../src/domain/question-record.ts';
import { randomNumbers } from './random-numbers.ts';

/** A record with what was said about it. */
export interface GeneratedRecord {
  readonly record: QuestionRecord;
  readonly feedback: Feedback | null;
  readonly review: Review | null;
}

const YEAR_MS = 365 * 24 * 60 * 60 * 1000;
const START = Date.UTC(2025, 0, 1);

/**
 * A year of questions, oldest first: as long as real ones, spread over departments, people and clauses as unevenly as
 * real ones are (a few ask and are asked about most). The same number gives the same records.
 */
export function* generateLog(count: number): Generator<GeneratedRecord> {
  const next = randomNumbers(count);
  const pick = <T>(values: readonly T[]): T => values[Math.floor(next() * values.length)] as T;
  /** Low numbers far more often than high ones. */
  const uneven = (size: number) => Math.floor(size * next() ** 3);
  const step = YEAR_MS / count;
  for (let nth = 0; nth < count; nth++) {
    const askedAt = new Date(START + nth * step + next() * step).toISOString();
    const verdict = weighted(VERDICTS, next());
    const person = uneven(4_000);
    const conversation = `conversation-${Math.floor(nth / 3)}`;
    const [beginning, qualifier, thing, place, act, ending] = WORDS.map(({ length }) =>
      Math.floor(length * next() ** 2),
    ) as [number, number, number, number, number, number];
    const question = `${BEGINNINGS[beginning]}${QUALIFIERS[qualifier]}${THINGS[thing]}を${PLACES[place]}${ACTS[act]}${ENDINGS[ending]}`;
    // Most questions about the same are answered from the same clause.
    const near = () => (next() < 0.8 ? 37 * thing + 3 * act + (place % 3) : uneven(600));
    const clauses = CITES_NOTHING.has(verdict) ? [] : Array.from({ length: 1 + uneven(3) }, near);
    const citations = [...new Set(clauses)].map((clause) => citation(clause, pick(RULES)));
    const record: QuestionRecord = {
      id: `slack:T1:C${person % 40}:${nth}`,
      askedAt,
      channel: weighted(CHANNELS, next()),
      department: DEPARTMENTS[Math.floor((person * DEPARTMENTS.length) / 4_000)] ?? null,
      asker: `asker-${person}`,
      conversation,
      followUpOf: null,
      question,
      language: 'ja',
      intent: 'permission',
      answer: verdict === 'failed' ? null : answer(verdict, citations, pick(RULES)),
      verdict,
      cited: citations.map(({ clauseId }) => clauseId),
      retrieved: Array.from({ length: 8 }, (_, rank) => ({
        clauseId: clauseId(rank === 0 ? near() : uneven(600)),
        score: 12 - rank - next(),
      })),
      generation: 'generation-1',
      documents: citations.map(({ document, version }) => ({ id: document, version })),
      milliseconds: { redact: next(), retrieve: 4 * next(), decide: 2 * next(), total: 9 * next() },
      failure: verdict === 'failed' ? 'unexpected' : null,
    };
    const said = { recordId: record.id, at: askedAt };
    const feedback =
      next() < 0.15
        ? { ...said, asker: record.asker, helpful: next() < 0.75, reason: null, comment: null }
        : null;
    const review =
      next() < 0.01
        ? {
            ...said,
            reviewer: 'trainer',
            finding: 'correct' as const,
            expectedClauses: record.cited,
            expectedVerdict: null,
            note: null,
          }
        : null;
    yield { record, feedback, review };
  }
}

function clauseId(number: number): string {
  return `rules-${number % 12}/${1 + (number % 9)}/${number}`;
}

function citation(number: number, quote: string): Citation {
  return {
    clauseId: clauseId(number),
    document: `rules-${number % 12}`,
    documentTitle: `情報取扱規程（第${number % 12}編）`,
    version: '3',
    clause: `第${number}条第2項`,
    title: '持出しの制限',
    quote,
    start: 0,
    end: quote.length,
  };
}

function answer(verdict: Verdict, citations: readonly Citation[], text: string): Answer {
  const related = [citation(7, text)];
  const common = { text, language: 'ja', conditions: [], approver: null, related, next: null } as const;
  const rest = { contact: null, confidence: 0.8, generation: 'generation-1' };
  // What the log keeps does not depend on whether the verdict rests on citations.
  return { ...common, ...rest, verdict, citations } as Answer;
}

function weighted<T extends string>(weights: Readonly<Record<T, number>>, at: number): T {
  let left = at;
  for (const [value, weight] of Object.entries<number>(weights)) {
    left -= weight;
    if (left < 0) return value as T;
  }
  return Object.keys(weights)[0] as T;
}

const VERDICTS: Readonly<Record<Verdict | 'failed', number>> = {
  not_allowed: 0.2,
  allowed_conditional: 0.2,
  allowed: 0.12,
  required: 0.1,
  informational: 0.1,
  not_stated: 0.1,
  needs_person: 0.08,
  applies: 0.03,
  does_not_apply: 0.02,
  out_of_scope: 0.02,
  chitchat: 0.02,
  refuse: 0.009,
  failed: 0.001,
};
const CITES_NOTHING: ReadonlySet<string> = new Set([
  'not_stated',
  'out_of_scope',
  'chitchat',
  'refuse',
  'failed',
]);
const CHANNELS: Readonly<Record<ChannelName, number>> = { slack: 0.6, teams: 0.3, web: 0.099, cli: 0.001 };

const split = (words: string) => words.split('、');
const DEPARTMENTS = split(
  '総務課、税務課、市民課、福祉課、会計課、建設課、教育委員会、水道局、議会事務局、防災課、環境課、農政課、観光課、企画課、監査室、消防本部、図書館、病院事務局、選挙管理室、情報政策課、契約課、健康課、子育て課、港湾課',
);
const BEGINNINGS = split(
  '、、、すみません、、急ぎですが、念のため確認ですが、前にも聞いたのですが、出張中なのですが、',
);
const QUALIFIERS = split(
  '私物の、業務用の、委託先の、古い、暗号化した、住民の、課で借りた、退職者の、共有の、紛失した、個人情報の入った、未登録の',
);
const THINGS = split(
  'ＵＳＢメモリ、ノートパソコン、スマホ、名簿、住民票の写し、申請書、メールの添付ファイル、写真、会議の録音、パスワード、議事録の下書き、給与明細、ハードディスク、タブレット、マイナンバーカードの控え、図面',
);
const PLACES = split(
  '自宅に、出張先へ、庁舎の外に、生成ＡＩへ、委託先に、クラウドに、家族に、別の課へ、私用のメールに、記者に',
);
const ACTS = split(
  '持ち出して、持ち帰って、送って、預けて、入力して、保存して、見せて、印刷して、転送して、捨てて、貸して',
);
const ENDINGS = split(
  'もいいですか、もよいでしょうか？、いい？、構いませんか、大丈夫でしょうか、よい場合の手続きを教えてください、も問題ないか知りたいです',
);
const RULES = split(
  '職員は、所属長の許可を得た場合を除き、情報資産を庁舎外に持ち出してはならない。許可を得て持ち出すときは、持出管理簿に記録し、暗号化その他の保護措置を講じなければならない。、個人情報を取り扱う職員は、業務上必要な範囲を超えてこれを複製し、送信し、又は第三者に提供してはならない。ただし、法令に基づく場合はこの限りでない。、情報機器を廃棄するときは、記録された情報を復元できないように消去し、その記録を三年間保存するものとする。、外部の生成系サービスに機密性二以上の情報を入力してはならない。情報政策課長が指定するものについては、利用申請の上、入力することができる。',
);
const WORDS = [BEGINNINGS, QUALIFIERS, THINGS, PLACES, ACTS, ENDINGS];
