import type { AskProgress, Reply } from '../../src/domain/assistant.ts';
import type { Language } from '../../src/domain/policy.ts';
import type { Question } from '../../src/domain/question.ts';
import { KiteiError } from '../../src/errors.ts';
import { detectLanguage } from '../../src/retrieval/text.ts';
import { failureLines } from '../failure-text.ts';
import { askerOf, baseOf, type InboundActivity, localeOf, questionIdOf, tenantsOf } from './activity.ts';
import type { ConversationAddress } from './conversation-address.ts';
import type { TurnParts } from './turn-parts.ts';
import { wordsOf } from './words-of.ts';

/** A question, or what to say instead of an answer. */
export type Asked =
  | { readonly reply: Reply; readonly language: Language }
  | { readonly problem: string; readonly language: Language };

/** Asks what somebody wrote. A failure becomes words for the person; the operator is told. */
export async function ask(
  activity: InboundActivity,
  text: string,
  where: {
    readonly conversation: string | null;
    readonly confidential: boolean;
    readonly replyTo: ConversationAddress | null;
  },
  { assistant, departmentOf, warn }: TurnParts,
  progress?: AskProgress,
): Promise<Asked> {
  const locale = localeOf(activity);
  const objectId = activity.from.aadObjectId;
  const department =
    objectId === undefined
      ? null
      : await departmentOf({ tenantId: tenantsOf(activity)[0] ?? '', objectId }).catch(() => null);
  const question: Question = {
    id: questionIdOf(activity),
    text,
    askedAt: new Date().toISOString(),
    channel: 'teams',
    asker: askerOf(activity),
    conversation: where.conversation,
    ...(!where.confidential && { room: baseOf(activity.conversation.id) }),
    confidential: where.confidential,
    department,
    replyTo: where.replyTo && { channel: 'teams', at: where.replyTo },
    ...(locale !== null && { locale }),
  };
  try {
    const reply = await assistant.ask(question, progress);
    return { reply, language: locale ?? reply.answer.language };
  } catch (error) {
    const language = locale ?? detectLanguage(text);
    if (error instanceof KiteiError && error.code === 'question.invalid') {
      return { problem: failureLines(error, language), language };
    }
    warn(`Teams: a question could not be answered: ${String(error)}`);
    return { problem: wordsOf(language).failed, language };
  }
}
