import type { NoticeContent } from '../../src/domain/outbox.ts';
import type { Language } from '../../src/domain/policy.ts';
import {
  ACTIONS,
  bold,
  button,
  clip,
  escaped,
  header,
  paragraph,
  plainly,
  quoted,
  richText,
  type SlackMessage,
} from './block-kit.ts';
import { wordsOf } from './words-of.ts';

const LONG = 2_500;

/**
 * A message that Kitei starts, in Block Kit. Pure; nothing in it can ping or link.
 * @param mentionToReply whether Kitei hears replies only where it is mentioned.
 */
export function renderNotice(
  content: NoticeContent,
  { language, mentionToReply }: { readonly language: Language; readonly mentionToReply: boolean },
): SlackMessage {
  const { notices: say, buttons } = wordsOf(language);
  const question = [paragraph(bold(say.question)), quoted(clip(content.question, LONG))];
  switch (content.kind) {
    case 'escalation':
      return message(say.escalation, content.question, [
        richText(
          paragraph(plainly(say.escalationTo(clip(content.contact, 200)))),
          ...question,
          paragraph(bold(say.answerSoFar)),
          quoted(clip(content.answer, LONG)),
          paragraph(plainly(say.howToReply(mentionToReply), { italic: true })),
        ),
      ]);
    case 'expert_reply':
      return message(say.expertReply, content.reply, [
        richText(...question, paragraph(bold(say.expertReply)), quoted(clip(content.reply, LONG))),
      ]);
    case 'correction':
      return message(say.correction, content.now, [
        richText(
          ...question,
          paragraph(bold(say.before)),
          quoted(clip(content.before, LONG), { strike: true }),
          paragraph(bold(say.now)),
          quoted(clip(content.now, LONG)),
        ),
        { type: 'actions', elements: [button(ACTIONS.mute, buttons.mute, 'off')] },
      ]);
  }
}

function message(title: string, summary: string, blocks: SlackMessage['blocks']): SlackMessage {
  return { text: escaped(`${title}: ${clip(summary, 300)}`), blocks: [header(title), ...blocks] };
}
