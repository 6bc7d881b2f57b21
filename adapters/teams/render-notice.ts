import type { NoticeContent } from '../../src/domain/outbox.ts';
import type { Language } from '../../src/domain/policy.ts';
import type { OutgoingActivity } from './activity.ts';
import { type CardElement, card, container, line, paragraphs, run } from './card-elements.ts';
import { cutTo } from './cut.ts';
import { escapeMarkdown } from './render-answer.ts';
import { wordsOf } from './words-of.ts';

/** Longest text of a notice, in UTF-16 units: all its texts together stay far below what Teams takes. */
const MOST_TEXT = 6_000;

/** Somebody whom a notice calls by name, so that Teams tells them of it. */
export interface Mentioned {
  readonly id: string;
  readonly name: string;
}

/** A message that Kitei starts. Pure. */
export function renderNotice(
  content: NoticeContent,
  language: Language,
  mentioned: Mentioned | null = null,
): OutgoingActivity {
  const { notices } = wordsOf(language);
  const title = notices[content.kind === 'expert_reply' ? 'expertReply' : content.kind];
  const [body, actions] = partsOf(content, language);
  const mention = mentioned === null ? [] : [mentionOf(mentioned)];
  const head = line([run(title, { weight: 'Bolder', size: 'Medium' })]);
  // Mentions work in this kind of text only, and nothing else stands in it.
  const called = mention.map(({ text }) => ({ type: 'TextBlock', text }));
  const attachment = card([head, ...called, ...body], actions, {
    lang: language,
    fallbackText: title,
    mentions: mention,
  });
  return { type: 'message', summary: title, attachments: [attachment] };
}

function mentionOf(mentioned: Mentioned) {
  const name = mentioned.name.replace(/[<>&*_`[\]\\]/g, ' ');
  return { type: 'mention', text: `<at>${name}</at>`, mentioned: { id: mentioned.id, name } };
}

/** Says that notices of corrections have stopped, with the way back, or that they have resumed. Pure. */
export function renderMuted(muted: boolean, language: Language): OutgoingActivity {
  const { notices } = wordsOf(language);
  const text = muted ? notices.muted : notices.unmuted;
  if (!muted) return { type: 'message', text: escapeMarkdown(text) };
  const resume = { type: 'Action.Execute', title: notices.unmute, verb: 'unmute' };
  return {
    type: 'message',
    summary: text,
    attachments: [card(paragraphs(text), [resume], { lang: language, fallbackText: text })],
  };
}

function partsOf(content: NoticeContent, language: Language): readonly [CardElement[], CardElement[]] {
  const { notices } = wordsOf(language);
  const question = quoted(notices.question, content.question);
  if (content.kind === 'expert_reply')
    return [[question, ...paragraphs(cutTo(content.reply, MOST_TEXT))], []];
  if (content.kind === 'correction') {
    return [
      [question, quoted(notices.before, content.before), quoted(notices.now, content.now)],
      [{ type: 'Action.Execute', title: notices.mute, verb: 'mute' }],
    ];
  }
  return [
    [
      line([run(notices.escalationTo(content.contact), { isSubtle: true })], { spacing: 'Small' }),
      question,
      quoted(notices.answerSoFar, content.answer),
      line([run(notices.howToReply, { isSubtle: true })]),
      {
        type: 'Input.Text',
        id: 'reply',
        label: notices.replyPlaceholder,
        isMultiline: true,
        maxLength: MOST_TEXT,
        isRequired: true,
        errorMessage: notices.replyPlaceholder,
      },
    ],
    [{ type: 'Action.Execute', title: notices.reply, verb: 'reply', data: { kitei: 'reply' } }],
  ];
}

function quoted(label: string, text: string): CardElement {
  return container([line([run(label, { weight: 'Bolder' })]), ...paragraphs(cutTo(text, MOST_TEXT))], {
    style: 'emphasis',
  });
}
