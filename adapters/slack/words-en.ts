import { englishVerdicts } from '../verdict-words.ts';
import type { Words } from './words.ts';

export const english: Words = {
  verdicts: englishVerdicts,
  answer: {
    conditions: 'Conditions',
    approver: 'Approver',
    next: 'Next',
    contact: 'Ask',
    contactFirst: 'Report now to',
    approved: 'A person has confirmed this answer.',
    byModel: 'AI worded this answer. The quoted clauses are word for word.',
    upcoming: (clause, date, version, to) =>
      to.length === 0
        ? `${clause} goes with version ${version}, in force from ${date}.`
        : `${clause} changes with version ${version}, in force from ${date}${to.includes(clause) ? '' : ` (see ${to.join(', ')})`}.`,
    clause: (label, title) => (title === '' || title === label ? label : `${label} ${title}`),
    source: (title, version, page) =>
      `${title}, version ${version}${page === undefined ? '' : `, p. ${page}`}`,
    cut: '(too long to show in full)',
    more: (count) => `and ${count} more`,
  },
  buttons: {
    related: (count) => `Related clauses (${count})`,
    askPerson: 'Ask a person',
    share: 'Share in channel',
    helpful: 'Helpful',
    unhelpful: 'Not helpful',
    mute: 'Stop correction notices',
  },
  confirm: {
    title: 'Ask a person',
    askPerson: (contact) =>
      `Your question and the answer go to the channel of ${contact}, without your name. The reply comes back here.`,
    send: 'Send',
    cancel: 'Cancel',
  },
  related: {
    title: 'Related clauses',
    close: 'Close',
    intro: 'Clauses about similar matters. The answer does not rest on them.',
    gone: 'it cannot be shown here.',
  },
  feedback: {
    thanks: 'Thank you, noted.',
    title: 'What went wrong?',
    what: 'What was wrong with the answer?',
    reasons: {
      wrong_clause: 'Wrong clause',
      wrong_verdict: 'Wrong verdict',
      unclear: 'Hard to understand',
      incomplete: 'Something is missing',
      other: 'Something else',
    },
    comment: 'Details (optional; no personal data, please)',
    send: 'Send',
    cancel: 'Close',
  },
  escalated: {
    sent: 'Your question has been sent. You will be told when somebody replies.',
    known: 'This question has been handed over before.',
    no_contact: 'Nobody takes questions over in Slack yet. Please ask the contact named in the answer.',
    unknown: 'The record of this question is gone, so it cannot be handed over. Please ask again.',
  },
  notices: {
    escalation: 'A question for you',
    escalationTo: (contact) => `For: ${contact}`,
    question: 'Question',
    answerSoFar: 'What Kitei answered',
    howToReply: (mention) =>
      mention
        ? 'Reply in this thread and mention Kitei: the asker gets your reply.'
        : 'What you reply in this thread goes to the asker.',
    relayed: 'Your reply has been sent to the asker.',
    expertReply: 'A reply from the people in charge',
    correction: 'An earlier answer has changed',
    before: 'Before',
    now: 'Now',
    outdated: 'This answer is out of date: see the new one in the thread.',
  },
  share: {
    by: ['Shared by ', '.'],
    failed: 'This could not be shared. Ask again, then share the new answer.',
  },
  command: {
    help: (command) =>
      [
        `${command} your question: answered from the policies, visible only to you.`,
        `${command} notices off (on): stop (resume) notices about answers that have changed.`,
        `${command} reindex: read the policies again (admins only).`,
      ].join('\n'),
    adminsOnly: 'Only admins can do this.',
    reindexing: 'Reading the policies again…',
    muted: 'You will not be told when an earlier answer changes. To resume, use notices on.',
    unmuted: 'You will be told when an earlier answer changes.',
  },
  receipt: {
    unchanged: (generation) => `Nothing has changed; index ${generation} stays.`,
    built: (generation, seconds) => `Index ${generation} is published (${seconds} s).`,
    document: (title, version, clauses) => `${title}, version ${version}: ${clauses} clauses`,
    added: 'added',
    changed: 'changed',
    removed: 'removed',
    warning: 'Warning',
  },
  greeting: 'Ask about your policies: "May I …?" is answered with the clause quoted word for word.',
  examples: 'For example',
  working: { status: 'is reading the policies…', message: 'Reading the policies…' },
  failed: 'Sorry, no answer could be made. Please ask again, or ask a person if it is urgent.',
  unreadable: 'The question could not be read. Please ask in a short sentence.',
};
