import type { Turn } from '../domain/conversation.ts';
import { normaliseText } from '../retrieval/text.ts';

const POINTS_BACK =
  /^(?:じゃ[あぁ]?|では|でも|それ|その|そこ|これ|あと|ちなみに|逆に|なら|だったら|もし|その場合|え|and\b|so\b|then\b|but\b|what (?:about|if)|how about|that\b|it (?!(?:equipment|department|team|staff|service|security|desk|systems?)\b)|this\b|in that case|even if|who (?:approves|decides|do i ask))/i;
/** A question with this many characters or fewer that points back is read with the one before it. */
const SHORT = 40;

/**
 * The words to search for: a short follow-up (「じゃあ自宅では？」) is read together with the question it follows.
 * Returns the question alone when it stands by itself.
 */
export function resolveFollowUp(
  question: string,
  conversation: readonly Turn[],
): { readonly search: string; readonly followsUp: boolean } {
  const previous = conversation.filter(isAboutRules).at(-1);
  if (previous === undefined) return { search: question, followsUp: false };
  const text = normaliseText(question).trim();
  if (!POINTS_BACK.test(text) || text.length > SHORT) return { search: question, followsUp: false };
  return { search: `${subjectOf(conversation.filter(isAboutRules))} ${question}`, followsUp: true };
}

/** Thanks and refused questions are no subject to come back to. */
function isAboutRules({ answer }: Turn): boolean {
  return answer.verdict !== 'chitchat' && answer.verdict !== 'refuse' && answer.verdict !== 'out_of_scope';
}

/** The last question that stood by itself, with the follow-ups since. */
function subjectOf(conversation: readonly Turn[]): string {
  const questions: string[] = [];
  for (const turn of [...conversation].reverse()) {
    questions.unshift(turn.question);
    if (!POINTS_BACK.test(normaliseText(turn.question).trim())) break;
  }
  return questions.slice(-2).join(' ');
}
