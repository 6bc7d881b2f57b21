import type { Verdict } from '../domain/answer.ts';
import type { Clause, Language } from '../domain/policy.ts';
import type { Ruling } from './ruling.ts';

/** What the sentence of an answer is made from. */
export interface WordingInput {
  readonly verdict: Verdict;
  readonly clause: Clause | null;
  readonly documentTitle: string;
  /** Titles of the documents that were searched. */
  readonly searched: readonly string[];
  /** What the clause rules; null where nothing was weighed. */
  readonly ruling: Ruling | null;
  /** A proviso stands in the clause and the question does not speak of it. */
  readonly openException: boolean;
  readonly urgent: boolean;
  /** Whether the question is if something must be done; only then may a duty be affirmed. */
  readonly asksDuty: boolean;
}

/** The words of an answer in one language. */
export interface Wording {
  /** One or two sentences that state the verdict and where it stands; never a promise the clause does not make. */
  text(input: WordingInput): string;
  /** What to do next, or null. `contact` is a configured name, shown as it is. */
  next(input: WordingInput, contact: string | null): string | null;
}

export const WORDING: Readonly<Record<Language, Wording>> = {
  ja: {
    text: (input) => {
      const at = input.clause === null ? '' : placeJa(input.clause, input.documentTitle);
      switch (input.verdict) {
        case 'allowed':
          return `できます。${at}がそう定めています。`;
        case 'allowed_conditional':
          return `条件付きで認められます。${howJa(input)}${at}の条件を確かめてください。`;
        case 'not_allowed':
          return input.ruling?.on?.inPrinciple
            ? `原則としてできません。${at}の定めです。例外にあたるかどうかは担当者に確認してください。`
            : `できません。${at}で禁じられています。${input.openException ? '例外の場合は条文のただし書を見てください。' : ''}`;
        case 'required':
          return `${input.asksDuty ? `必要です。${at}が義務として定めています。` : `${at}が、次のことを義務として定めています。条文のとおりにしてください。`}${input.openException ? '例外の場合は条文のただし書を見てください。' : ''}`;
        case 'applies':
          return `適用されます。${at}が対象に含めています。`;
        case 'does_not_apply':
          return `適用されません。${at}が対象から除いています。`;
        case 'informational':
          return informJa(input, at);
        case 'not_stated':
          return `${namesJa(input.searched)}に、この件にはっきり当てはまる条文を見つけられませんでした。書かれていないことは、してよいという意味ではありません。`;
        case 'needs_person':
          return input.clause === null
            ? '規程の条文だけでは決められません。担当者に確認してください。'
            : `規程の条文だけでは決められません。関わる定めは${at}です。`;
        case 'refuse':
          return 'お答えできません。指示の変更、非公開の手順、ほかの人の質問や記録には応じません。';
        case 'out_of_scope':
          return `その内容は、Kitei が読んでいる規程の範囲外です。お答えできるのは${namesJa(input.searched)}の定めについてです。`;
        case 'chitchat':
          return `規程の案内役の Kitei です。「〜してもいい？」のように聞いていただければ、${namesJa(input.searched)}の条文を引いてお答えします。`;
      }
    },
    next: (input, contact) => {
      const approver = input.ruling?.approver ?? null;
      const ask = contact === null ? '所属の責任者に確認してください。' : `${contact}に確認してください。`;
      switch (input.verdict) {
        case 'allowed_conditional':
          return approver !== null
            ? `始める前に、${approver}に申し出てください。`
            : input.ruling?.procedure === 'notification'
              ? '始める前に、条文にある届出や連絡を済ませてください。'
              : '条件を満たすか分からないときは、始める前に確認してください。';
        case 'not_allowed':
          return input.openException ? `例外に当たると思うときは、始める前に${ask}` : null;
        case 'required':
          return input.urgent
            ? contact === null
              ? 'すぐに報告してください。'
              : `すぐに${contact}へ連絡してください。`
            : null;
        case 'not_stated':
        case 'needs_person':
          if (input.urgent && contact !== null) return `すぐに${contact}へ連絡してください。`;
          return approver === null ? ask : `${approver}に確認してください。`;
        default:
          return null;
      }
    },
  },
  en: {
    text: (input) => {
      const at = input.clause === null ? '' : placeEn(input.clause, input.documentTitle);
      switch (input.verdict) {
        case 'allowed':
          return `Yes, this is allowed: ${at} says so.`;
        case 'allowed_conditional':
          return `Only on conditions. ${howEn(input)}Check the conditions in ${at}.`;
        case 'not_allowed':
          return input.ruling?.on?.inPrinciple
            ? `In principle no: ${at}. Whether an exception applies is for the person responsible to say.`
            : `No. ${at} forbids it.${input.openException ? ' The clause names an exception; read it below.' : ''}`;
        case 'required':
          return `${input.asksDuty ? `Yes, this is required by ${at}.` : `${at} says what must be done: do as it says.`}${input.openException ? ' The clause names an exception; read it below.' : ''}`;
        case 'applies':
          return `Yes, it applies: ${at} covers this.`;
        case 'does_not_apply':
          return `No, it does not apply: ${at} leaves this out.`;
        case 'informational':
          return informEn(input, at);
        case 'not_stated':
          return `I found no clause of ${namesEn(input.searched)} that clearly rules on this. That nothing is written does not mean it is allowed.`;
        case 'needs_person':
          return input.clause === null
            ? 'The policy alone cannot decide this; a person has to.'
            : `The policy alone cannot decide this; the clause that bears on it is ${at}.`;
        case 'refuse':
          return 'I can’t help with that: no changed instructions, non-public procedures, or other people’s questions and records.';
        case 'out_of_scope':
          return `That is outside the policies Kitei reads. I can answer from ${namesEn(input.searched)}.`;
        case 'chitchat':
          return `I’m Kitei, the guide to your policies. Ask “may I …?” and I answer from ${namesEn(input.searched)}, quoting the clause.`;
      }
    },
    next: (input, contact) => {
      const approver = input.ruling?.approver ?? null;
      const ask = contact === null ? 'Ask the person responsible in your section.' : `Ask ${contact}.`;
      switch (input.verdict) {
        case 'allowed_conditional':
          return approver !== null
            ? `Before you start, ask ${theEn(approver)}.`
            : input.ruling?.procedure === 'notification'
              ? 'Before you start, give the notice the clause asks for.'
              : 'If you are not sure that you meet the conditions, ask before you start.';
        case 'not_allowed':
          return input.openException
            ? `If you think the exception fits, check before you start. ${ask}`
            : null;
        case 'required':
          return input.urgent ? (contact === null ? 'Report it now.' : `Contact ${contact} now.`) : null;
        case 'not_stated':
        case 'needs_person':
          if (input.urgent && contact !== null) return `Contact ${contact} now.`;
          return approver === null ? ask : `Ask ${theEn(approver)}.`;
        default:
          return null;
      }
    },
  },
};

function informJa(input: WordingInput, at: string): string {
  if (input.ruling?.on?.inPrinciple)
    return `「原則として」の定めで、例外もありえます。${at}の文言を見てください。`;
  switch (input.ruling?.on?.force) {
    case 'best_effort':
      return `努力義務です。${at}はそう努めるよう求めていますが、必須とはしていません。`;
    case 'recommendation':
      return `望ましいとされていますが、義務や禁止ではありません。${at}の定めです。`;
    case 'exemption':
      return `求められていません。${at}がそう定めています。`;
    default:
      return `${at}に、次のように定められています。`;
  }
}

function informEn(input: WordingInput, at: string): string {
  if (input.ruling?.on?.inPrinciple)
    return `This holds in principle, so exceptions are possible. See the words of ${at}.`;
  switch (input.ruling?.on?.force) {
    case 'best_effort':
      return `You are asked to try; ${at} does not make it compulsory.`;
    case 'recommendation':
      return `It is recommended by ${at}, neither a duty nor a ban.`;
    case 'exemption':
      return `It is not required: ${at} says so.`;
    default:
      return `This is what ${at} says.`;
  }
}

function howJa({ ruling }: WordingInput): string {
  if (ruling?.approver) return `「${ruling.approver}」の承認などが要ります。`;
  return ruling?.procedure === 'notification' ? '届出や連絡が要ります。' : '';
}

function howEn({ ruling }: WordingInput): string {
  if (ruling?.approver) return `It needs the approval of ${theEn(ruling.approver)}. `;
  return ruling?.procedure === 'notification' ? 'It needs a notice first. ' : '';
}

/** Names of offices that English uses without an article. */
const BARE_NAME =
  /^(?:[A-Z]{2,6}|(?:human resources|finance|payroll|procurement|legal|reception|facilities|compliance|internal audit))$/i;

/** A role as English asks for it: 「security manager」 is "the security manager". */
function theEn(role: string): string {
  const hasDeterminer = /^(?:the|a|an|your|my|our|his|her|their|its|any|one|both|each|either)\b/i.test(role);
  return hasDeterminer || BARE_NAME.test(role) ? role : `the ${role}`;
}

function placeJa(clause: Clause, document: string): string {
  return `「${document}」${clause.label}${clause.title === '' ? '' : `（${clause.title}）`}`;
}

function placeEn(clause: Clause, document: string): string {
  return `${document} ${clause.label}${clause.title === '' ? '' : ` (${clause.title})`}`;
}

/** At most this many titles are listed; more would bury the sentence. */
const LISTED = 3;

function namesJa(titles: readonly string[]): string {
  if (titles.length === 0) return 'その日に効力のある規程';
  const listed = titles
    .slice(0, LISTED)
    .map((title) => `「${title}」`)
    .join('、');
  return titles.length > LISTED ? `${listed}など${titles.length}件の規程` : listed;
}

function namesEn(titles: readonly string[]): string {
  if (titles.length === 0) return 'the policies in force on that day';
  const listed = titles.slice(0, LISTED).join(', ');
  return titles.length > LISTED ? `${listed} and ${titles.length - LISTED} more` : listed;
}
