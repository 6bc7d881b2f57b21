import { isAct, type Morpheme } from '../retrieval/morphology.ts';
import { analyseQuestion } from '../retrieval/question.ts';

/** A noun phrase of a sentence with the particle after it. */
interface Part {
  readonly words: string;
  readonly particle: string;
  readonly start: number;
  /** End of the words, before the particle. */
  readonly end: number;
  /** A noun that 「する」 makes an act (録音, 印刷). */
  readonly act: boolean;
}

const LEADS_IN = /^(?:(?:じゃ[あぁ]?|では|でも|あと|ちなみに|逆に|なら|だったら|もし|その場合|え)[、\s]*)+/;

/** What may follow the part without saying anything of its own. */
const TAIL =
  /^(?:どう|いい|良い|大丈夫|平気|ok|だめ|ダメ|同じ|一緒|いけ)?(?:です|でしょう|ます|なの|の|ん|か|よ|ね|な)*[?。!]*$/;
const PARTICLE =
  /^(?:の場合は?|では|でも|には|にも|からは?|へは?|で|に|を|が|とは|と|って|は|も|なら|だったら)+/;

/** What takes the place of what: a place that of a place, a person that of a person. */
const CLASSES: readonly RegExp[] = [
  /(?:内|外|宅|家|うち|室|館|場|所|庁|庁舎|社|店|駅|校|園|カフェ|ホテル|オフィス|車|先|海外|国内|電車|新幹線|機内|ロビー|廊下)$/,
  /(?:員|者|長|さん|生|師|医|バイト|パート|派遣|家族|友人|友達|同僚|上司|部下|業者|人)$/,
  /(?:日|週|月|時|中|後|前|夜|朝|昼|休み|土日|深夜|週末|夏|冬|年度末)$/,
];

/**
 * Puts the part that a follow-up names in the place of its counterpart in the question before: by the same particle,
 * else of the same class, else as the object. Where the question before has no counterpart it is added in front. Null
 * where the follow-up names no part. Both texts must be normalised.
 */
export async function replaceJapanesePart(subject: string, followUp: string): Promise<string | null> {
  const bare = followUp.replace(LEADS_IN, '');
  const [named, before] = await Promise.all([partsOf(bare), partsOf(subject)]);
  const part = named[0];
  if (part === undefined) return null;
  // More than a part: a sentence of its own, which says what is done.
  if (!TAIL.test(bare.slice(part.end + part.particle.length))) return null;
  const counterpart = counterpartOf(part, before);
  if (counterpart === null) return `${part.words}${CASE.exec(part.particle)?.[0] ?? 'は'}${subject}`;
  return subject.slice(0, counterpart.start) + part.words + subject.slice(counterpart.end);
}

/** A particle that says which role a phrase plays; は, も and なら do not. */
const CASE = /^(?:で|に|へ|を|から|と)(?!も$)/;

function counterpartOf(part: Part, before: readonly Part[]): Part | null {
  const role = CASE.exec(part.particle)?.[0];
  const kind = CLASSES.find((pattern) => pattern.test(part.words));
  const alike = before.filter(({ words }) => kind?.test(words) === true);
  const inRole = before.filter(({ particle }) => role !== undefined && particle.startsWith(role));
  const both = inRole.find((other) => alike.includes(other));
  if (both ?? alike[0] ?? inRole[0]) return both ?? alike[0] ?? inRole[0] ?? null;
  if (role !== undefined || kind !== undefined) return null;
  if (part.act) return before.findLast(({ act }) => act) ?? null;
  const things = before.filter(({ act }) => !act);
  return things.find(({ particle }) => particle.startsWith('を')) ?? things.at(-1) ?? null;
}

/** The noun phrases of a sentence in order; 「AのB」 is one. */
async function partsOf(text: string): Promise<readonly Part[]> {
  const { morphemes } = await analyseQuestion(text);
  const parts: Part[] = [];
  let phrase: Morpheme[] = [];
  const close = () => {
    const [first, last] = [phrase[0], phrase.at(-1)];
    phrase = [];
    if (first === undefined || last === undefined) return;
    let end = last.start + last.surface.length;
    // A word the dictionary lacks may be cut in the middle of its katakana.
    while (/[ァ-ヶー]{2}/.test(text.slice(end - 1, end + 1))) end++;
    const particle = PARTICLE.exec(text.slice(end))?.[0] ?? '';
    parts.push({ words: text.slice(first.start, end), particle, start: first.start, end, act: isAct(last) });
  };
  morphemes.forEach((morpheme, i) => {
    const next = morphemes[i + 1];
    const links = morpheme.surface === 'の' && phrase.length > 0 && next !== undefined && isNominal(next);
    if (isNominal(morpheme) || links) phrase.push(morpheme);
    else close();
  });
  close();
  return parts;
}

function isNominal({ pos, detail, surface }: Morpheme): boolean {
  return (
    pos === '接頭詞' ||
    (pos === '名詞' && detail !== '代名詞' && detail !== '非自立' && /[\p{L}\p{N}]/u.test(surface))
  );
}
