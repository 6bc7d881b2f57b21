import { HIRAGANA_ROLE, HONORIFIC, KATAKANA_ROLE, namesNobody, OFFICE } from './japanese-titles.ts';
import { addressedName, isFullName, officeHolder, readsAsName, surnameAtEnd } from './kanji-names.ts';
import { isPlaceSurname } from './place-surnames.ts';
import { type Match, type Rule, type Span, where } from './rule.ts';
import { isSurnameReading } from './surname-readings.ts';
import { isSurname } from './surnames-ja.ts';

const K = '一-鿿㐀-䶿々ヶ';
const KATAKANA = 'ァ-ヺー';
const LATIN_NAME = String.raw`(?:[A-Z]\. ?)?[A-Z][a-z]{1,20}(?:[ ・-][A-Z][a-z]{1,20}){0,2}`;

/** Names that a title, a form of address, a label or an introduction gives away. Roles alone stay. */
export const JAPANESE_NAME_RULES: readonly Rule[] = [
  {
    kind: 'name',
    pattern: new RegExp(`(?<value>[${K}]{1,8}(?: [${K}]{1,4})?)(?= ?(?:${HONORIFIC}))`, 'dg'),
    refine: (match) =>
      nameBefore(match, (run) => {
        const from = addressedName(run);
        return from === null ? null : { start: from, end: run.length };
      }),
  },
  {
    kind: 'name',
    pattern: new RegExp(`(?<value>[${K}]{1,8}?(?: [${K}]{1,4}?)?) ?(?<office>${OFFICE})`, 'dg'),
    refine: (match) => nameBefore(match, (run) => officeHolder(run, match.groups.office ?? '')),
  },
  {
    // Several who share one title: 高梨・村松両主査.
    kind: 'name',
    pattern: new RegExp(
      `(?<![${K}])(?<value>[${K}]{1,4})(?=[・、](?<next>[${K}]{1,4}?)両? ?(?:${HONORIFIC}|${OFFICE}))`,
      'dg',
    ),
    refine: where(
      ({ value, groups: { next = '' } }) =>
        isSurname(value) && isSurname(next) && !(isPlaceSurname(value) && isPlaceSurname(next)),
    ),
  },
  {
    kind: 'name',
    pattern: new RegExp(
      `(?<![${KATAKANA}])(?<value>[${KATAKANA}]{2,14}(?:[・ ][${KATAKANA}]{2,14}){0,3})(?= ?(?:${HONORIFIC}))`,
      'dg',
    ),
    refine: where(({ value }) => !KATAKANA_ROLE.test(value)),
  },
  {
    kind: 'name',
    pattern: new RegExp(`(?<value>[ぁ-んー]{2,7})(?= ?(?:${HONORIFIC}|課長|係長|部長|主任))`, 'dg'),
    refine: hiraganaName,
  },
  {
    kind: 'name',
    pattern: new RegExp(`(?<![A-Za-z])(?<value>${LATIN_NAME})(?= ?(?:${HONORIFIC}|${OFFICE}))`, 'dg'),
  },
  {
    kind: 'name',
    pattern: new RegExp(
      `(?:氏名|お名前|名前|姓名)(?<label>は|:|\\(| )[ 「]?(?<value>[${K}]{2,4}[ ・]?[${K}]{1,4}|[${K}]{2,5}|[${KATAKANA}]{2,10}(?:[ ・][${KATAKANA}]{2,10}){0,2}|${LATIN_NAME})(?=$|[\\s、。,」)(/]|です|と|で(?![すき]))`,
      'dg',
    ),
    refine: labelledName,
  },
  {
    kind: 'name',
    pattern: new RegExp(
      `(?:フリガナ|ふりがな|カナ(?:氏名)?|よみがな)[:は ]{1,2}(?<value>[${KATAKANA}ぁ-ん]{2,10}(?: [${KATAKANA}ぁ-ん]{2,10})?)`,
      'dg',
    ),
  },
  {
    kind: 'name',
    pattern: new RegExp(
      `(?:申請|届出|担当|責任|使用|利用|作成|報告|起案|受講|対象|承認|依頼|連絡|発信|差出|受信|患|本)[者人]?(?:の?氏名|名)?:[ ]?(?<value>[${K}]{2,5}(?: [${K}]{1,4})?)`,
      'dg',
    ),
    refine: where(({ value }) => readsAsName(value)),
  },
  {
    // In a sentence whole names only: 相談者は鈴木一郎です.
    kind: 'name',
    pattern: new RegExp(
      `[${K}](?:(?<!業)者|人|主|名義)[はが](?<value>[${K}]{2,4} ?[${K}]{2,3})(?=$|[\\s(、。,]|です|でし|で、)`,
      'dg',
    ),
    refine: where(({ value }) => isFullName(value.replace(' ', ''))),
  },
  {
    kind: 'name',
    pattern: new RegExp(
      `(?<![${K}])(?<value>[${K}]{1,6}(?: [${K}]{1,4})?)(?=と(?:申し|いいま|言いま|いう者|言う者|いう職員))`,
      'dg',
    ),
    refine: where(({ value }) => readsAsName(value)),
  },
  {
    kind: 'name',
    pattern: new RegExp(
      `(?:(?:[課部係室局館校園院社店署班所員士師者\\ufffc]|担当|主事|主任|主査|係長)の|(?:私|僕|わたし)は)(?<value>[${K}]{2,6})(?=です|でございます|と申)`,
      'dg',
    ),
    refine: where(({ value }) => readsAsName(value)),
  },
  {
    kind: 'name',
    pattern: new RegExp(
      `(?:担当|上司|同僚|部下|後輩|先輩|同期|新人|前任|後任|友人|知人|係員|職員)の(?<value>[${K}]{2,6})(?=[がはにをとへもの、。]|から|より|まで)`,
      'dg',
    ),
    refine: where(({ value }) => readsAsName(value)),
  },
  { kind: 'name', pattern: /<@(?<value>[UW][A-Z0-9]{6,14}(?:\|[^>\n]{1,60})?)>/dg },
  { kind: 'name', pattern: /<at>(?<value>[^<\n]{1,60})<\/at>/dg },
];

/** The next field of a form on one line: 「氏名 山田太郎 住所 …」. */
const NEXT_FIELD =
  /[ ・](?:住所|電話|生年|所属|性別|年齢|職業|職名|部署|課名|連絡|用件|番号|職員|申請|理由|日付|目的)[一-鿿]{0,4}$/;

/** A form says 「氏名：」 before any name; in a sentence other words follow too, so a known surname must begin. */
function labelledName({ value: whole, start, groups }: Match): readonly Span[] {
  const value = whole.replace(NEXT_FIELD, '');
  const words = value.split(/[ ・]/);
  const ofForm = /[:(]/.test(groups.label ?? '');
  const isName = /^[A-Z]/.test(value)
    ? ofForm || words.length > 1
    : /^[ァ-ヺ]/.test(value)
      ? !KATAKANA_ROLE.test(value)
      : readsAsName(value) || (ofForm && !words.some(namesNobody));
  return isName ? [{ start, end: start + value.length }] : [];
}

/** Applies a reading of the word before a title, the words on both sides of a space first together, then apart. */
function nameBefore(match: Match, read: (run: string) => Span | null): readonly Span[] {
  const { value, start, end } = match;
  const space = value.indexOf(' ');
  if (space >= 0) {
    const family = surnameAtEnd(value.slice(0, space));
    if (family !== null && !namesNobody(value.slice(space + 1))) return [{ start: start + family, end }];
  }
  const run = value.slice(space + 1);
  const found = read(run);
  const runStart = end - run.length;
  return found === null ? [] : [{ start: runStart + found.start, end: runStart + found.end }];
}

/** A reading of a listed surname at the end of the kana, or an unknown name that stands by itself. */
function hiraganaName({ text, value, start, end }: Match): readonly Span[] {
  for (let from = 0; from <= value.length - 2; from++) {
    const word = value.slice(from);
    const apart =
      from === 0
        ? /(?:^|[^ぁ-ん])$/.test(text.slice(Math.max(0, start - 1), start))
        : /[のはがにとでをもや]$/.test(value.slice(0, from));
    if (isSurnameReading(word) && (word.length >= 3 || apart) && !HIRAGANA_ROLE.test(word))
      return [{ start: start + from, end }];
  }
  if (!/^ ?(?:さん|ちゃん|くん|先生)/.test(text.slice(end, end + 4))) return [];
  const lead = /^の/.test(value) && /[一-鿿ァ-ヺ]$/.test(text.slice(Math.max(0, start - 1), start)) ? 1 : 0;
  const name = value.slice(lead);
  const alone = lead === 1 || /(?:^|[\s、。,.「(])$/.test(text.slice(Math.max(0, start - 1), start));
  const isName =
    alone &&
    name.length >= 2 &&
    name.length <= 4 &&
    !/[のはがをにで]$/.test(name) &&
    !HIRAGANA_ROLE.test(name);
  return isName ? [{ start: start + lead, end }] : [];
}
