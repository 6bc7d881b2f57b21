import type { Language } from '../domain/policy.ts';
import { englishTerm } from '../retrieval/english-words.ts';
import type { ContentWord } from './statement.ts';

/** Everyday words and the official ones they stand for; a word of a group is supported by any other of it. */
const SAME: Readonly<Record<Language, readonly (readonly string[])[]>> = {
  ja: [
    ['使う', '使える', '使用', '利用', '用いる'],
    [
      '持ち出す',
      '持ち出せる',
      '持ち出し',
      '持出し',
      '持ち帰る',
      '持ち帰れる',
      '持ち帰り',
      '持って出る',
      '持出す',
    ],
    ['届け出る', '届け出', '届出', '届', '届ける', '届け'],
    ['申請', '申し込む', '申込み', '申し出る', '申出'],
    ['報告', '知らせる', '連絡', '通報', '通知'],
    ['借りる', '貸す', '貸与', '貸出', '貸し出し', '貸し出す', '借りられる'],
    ['貰う', 'もらう', '受け取る', '受ける', '受領', '収受'],
    ['渡す', '引き渡す', '提供', '交付', '手渡す'],
    ['送る', '送信', '送付', '発信'],
    ['捨てる', '廃棄', '処分'],
    ['返す', '返却', '返還'],
    ['直ちに', 'すぐ', 'すぐに', '速やか', '速やかに', '遅滞'],
    ['入れる', '導入', 'インストール'],
    ['つなぐ', '繋ぐ', '接続', 'つなげる'],
    ['書面', '文書', '書類'],
    ['事前', 'あらかじめ', '予め', '前もって'],
    ['提出', '出す'],
    ['立ち入る', '入る', '入れる'],
    ['入力', '入れる'],
    ['職員', '社員', '従業員', 'スタッフ'],
    ['変える', '変更'],
    ['載せる', '掲載', '投稿', '公開'],
    ['保存', '保管', '保つ'],
    ['撮る', '撮影'],
    ['会社', '当社'],
    ['望ましい', '好ましい', '推奨', '勧める', 'おすすめ'],
    ['努める', '努力', '心がける', '心掛ける'],
    ['パソコン', 'pc', 'コンピュータ', 'コンピューター'],
  ],
  en: [
    [
      'approval',
      'approve',
      'permission',
      'authorisation',
      'authorise',
      'consent',
      'agree',
      'agreement',
      'sign-off',
    ],
    ['use', 'using', 'employ'],
    ['notify', 'inform', 'tell', 'report', 'notice', 'notification'],
    ['worker', 'personnel'],
    ['laptop', 'computer', 'pc'],
    ['phone', 'telephone', 'mobile', 'smartphone'],
    ['remove', 'take'],
    ['bring', 'carry', 'take'],
    ['document', 'paper', 'file', 'record'],
    ['immediately', 'promptly'],
    ['written', 'write', 'writing'],
    ['store', 'keep', 'save'],
    ['send', 'forward', 'email', 'e-mail', 'transmit'],
    ['company', 'organisation', 'employer'],
    ['install', 'set', 'add'],
    ['accept', 'receive', 'take'],
    ['disclose', 'share', 'pass', 'reveal'],
    ['buy', 'purchase'],
    ['recommend', 'recommended', 'should', 'advise', 'advisable', 'encourage', 'desirable'],
    ...`keep kept|take took taken|give gave given|write wrote written|send sent|leave left|lose lost|bring brought|buy bought|hold held|make made|do done
      go went gone|see seen saw|tell told|pay paid|find found|get got|meet met|say said|steal stolen|break broken broke|wear worn|drive driven|choose chosen
      show shown|know known|speak spoken|sell sold|build built|spend spent|hide hidden|lend lent|read|begin begun began|forget forgotten|throw thrown|withdraw withdrawn`
      .split(/[|\n]/)
      .map((forms) => forms.trim().split(' ')),
  ],
};

const HAN = /\p{Script=Han}/u;

const GROUPS: Readonly<Record<Language, ReadonlyMap<string, readonly number[]>>> = {
  ja: groupsOf(SAME.ja),
  en: groupsOf(SAME.en.map((group) => group.map((word) => englishTerm(word)))),
};

/** Whether two words are forms of one, or stand together in a group of `SAME`. */
export function sameWords(one: ContentWord, other: ContentWord, language: Language): boolean {
  if (one.form === other.form || one.surface === other.surface) return true;
  const groups = GROUPS[language];
  const mine = groupsAt(groups, one);
  if (mine.length > 0 && groupsAt(groups, other).some((group) => mine.includes(group))) return true;
  if (language === 'en') return false;
  const stem = stemOf(one.surface);
  return (
    (stem !== '' && stem === stemOf(other.surface)) ||
    plainOf(one.form) === other.form ||
    plainOf(other.form) === one.form
  );
}

function groupsAt(
  groups: ReadonlyMap<string, readonly number[]>,
  { form, surface }: ContentWord,
): readonly number[] {
  return groups.get(form) ?? groups.get(surface) ?? groups.get(plainOf(form)) ?? [];
}

/** 「持ち出し」 and 「持出す」 share 「持出」: what is left without kana. Empty for words without kanji. */
function stemOf(word: string): string {
  return HAN.test(word) ? word.replace(/[ぁ-ん]/g, '') : '';
}

/** 「読める」 is 「読む」 that can be done. */
function plainOf(form: string): string {
  const at = 'えけげせてねべめれ'.indexOf(form.at(-2) ?? '');
  return form.endsWith('る') && at >= 0 ? `${form.slice(0, -2)}${'うくぐすつぬぶむる'[at]}` : form;
}

function groupsOf(groups: readonly (readonly string[])[]): ReadonlyMap<string, readonly number[]> {
  const found = new Map<string, number[]>();
  for (const [i, group] of groups.entries())
    for (const word of group) found.set(word, [...(found.get(word) ?? []), i]);
  return found;
}
