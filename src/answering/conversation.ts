import type { Turn } from '../domain/conversation.ts';
import { hasJapanese, normaliseText } from '../retrieval/text.ts';
import { replaceEnglishPart } from './follow-up-en.ts';
import { replaceJapanesePart } from './follow-up-ja.ts';

/** A question as it is searched for, alone or together with what was said before. */
export interface ResolvedQuestion {
  readonly search: string;
  readonly followsUp: boolean;
  /** The words that say what is asked: those of the question before where a follow-up only changes a part of it. */
  readonly asks: string;
  /** What a follow-up newly speaks of, normalised: a clause that lacks it decides nothing. Empty where it adds nothing. */
  readonly added: string;
}

const POINTS_BACK =
  /^(?:じゃ[あぁ]?|では|でも|それ|その|そこ|これ|あと|ちなみに|逆に|なら|だったら|もし|その場合|え[、。?ー]|and\b|so\b|then\b|but\b|or\b|also\b|what (?:about|if)|how about|that\b|it (?!(?:equipment|department|team|staff|service|security|desk|systems?)\b)|this\b|in that case|even if|who (?:approves|decides|do i ask)|(?:is|does|would) (?:that|it|this)\b)/i;
/**
 * A bare part of a sentence: 「自宅では？」, 「派遣社員でもいい？」, 「課長がいいと言ったら？」, "at home?". 「Xとは？」 asks for
 * a definition.
 */
const BARE_PART =
  /^[^。、?\s]{1,14}?(?:(?<!と)は|では|なら(?:ば)?|だったら|の場合は?|も)\?$|^[^。、?\sをにが]{1,14}でも(?:いい|良い|大丈夫|平気|ok)?(?:です|でしょう|の|ん|か|よね|かな)*\?$|^[^。、?]{1,24}(?:たら|ても|れば|場合は?)\?$|^(?:at|in|on|from|for|with|during|after|before|outside)\b[^.?]{1,30}\?$/i;
/** A question with this many characters or fewer that points back is read with the one before it. */
const SHORT = 40;
/** What is asked about the same matter; these words name no new thing. */
const ASKS_ABOUT_IT =
  /誰|だれ|どこ|どなた|いつ(?:まで)?|何|なに|なぜ|なんで|どう(?:して|すれば|やって)?|いくら|許可|承認|了解|同意|期限|理由|手続き?|申請|届出?|連絡先?|相談先?|報告|窓口|担当(?:者|課)?|条件|例外|必要|それ|その|そこ|これ|\b(?:who|whom|whose|when|why|how|where|which|what|approv\w*|permission|consent|deadline|reason|procedure|contact|exceptions?|conditions?|that|this|it|required|needed|necessary)\b/gi;
const ASKS_WH =
  /誰|だれ|どこ|どなた|いつ|何(?!でも)|なに|なぜ|なんで|どう|いくら|\b(?:who|whom|when|why|how(?! about)|where|which)\b/i;

/**
 * Understands a short follow-up from the question it follows. 「じゃあ自宅では？」 takes the place of its counterpart
 * there (「庁舎内で私物パソコンを使っていい？」 → 「自宅で私物パソコンを使っていい？」); 「それって誰の許可？」 asks more about
 * the same. Returns the question alone when it stands by itself.
 */
export async function resolveFollowUp(
  question: string,
  conversation: readonly Turn[],
): Promise<ResolvedQuestion> {
  const alone = { search: question, followsUp: false, asks: question, added: '' };
  const turns = conversation.filter(isAboutRules).map((turn) => turn.question);
  const last = turns.findLastIndex((text) => !pointsBack(text));
  if (turns.length === 0 || !pointsBack(question)) return alone;
  let subject = turns[Math.max(0, last)] as string;
  for (const text of turns.slice(Math.max(0, last) + 1)) subject = (await combine(subject, text)).search;
  return { ...(await combine(subject, question)), followsUp: true };
}

function pointsBack(question: string): boolean {
  const text = normaliseText(question).trim();
  return text.length <= SHORT && (POINTS_BACK.test(text) || BARE_PART.test(text));
}

async function combine(subject: string, question: string): Promise<Omit<ResolvedQuestion, 'followsUp'>> {
  const text = normaliseText(question);
  const added = text.replace(ASKS_ABOUT_IT, ' ');
  const joined = { search: `${subject} ${question}`, asks: question, added };
  if (ASKS_WH.test(text)) return joined;
  const replaced = hasJapanese(text)
    ? await replaceJapanesePart(normaliseText(subject), text)
    : replaceEnglishPart(normaliseText(subject), text);
  if (replaced !== null) return { search: replaced, asks: replaced, added };
  return /^(?:what|how) (?:about|if)\b/.test(text) ? { ...joined, asks: subject } : joined;
}

/** Thanks and refused questions are no subject to come back to. */
function isAboutRules({ answer }: Turn): boolean {
  return answer.verdict !== 'chitchat' && answer.verdict !== 'refuse' && answer.verdict !== 'out_of_scope';
}
