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
    approved: 'A person has confirmed this answer',
    grounds: 'Clauses it rests on',
    related: (count) =>
      `${count} related ${count === 1 ? 'clause (it does' : 'clauses (they do'} not decide this)`,
    clause: (label, title) => (title === '' ? label : `${label} ${title}`),
    version: (version, page) => `version ${version}${page === undefined ? '' : `, p. ${page}`}`,
    upcoming: (clause, date, version, to) =>
      to.length === 0
        ? `${clause} goes with version ${version}, in force from ${date}.`
        : `${clause} changes with version ${version}, in force from ${date}${to.includes(clause) ? '' : ` (then ${to.join(', ')})`}.`,
    open: 'Open the policy',
    leftOut: (clauses) => `Too long to be shown in full: ${clauses.join(', ')}`,
    relatedLeftOut: 'Related clauses are too long to be shown.',
    askPerson: 'Ask a person',
  },
  escalated: {
    sent: 'Your question was handed over. The reply will come here.',
    known: 'Your question has been handed over already. The reply will come here.',
    no_contact: 'Nobody takes this question in Teams yet. Please contact the desk that the answer names.',
    unknown: 'This question is no longer kept. Please ask it again.',
  },
  notices: {
    escalation: 'A question from a member of staff',
    escalationTo: (contact) => `To: ${contact}`,
    question: 'Question',
    answerSoFar: "Kitei's answer",
    howToReply: 'Reply below, or mention Kitei in this thread: the reply goes to the person who asked.',
    reply: 'Reply',
    replyPlaceholder: 'Reply to the person who asked',
    relayed: 'Your reply is on its way to the person who asked.',
    notRelayed: 'The question this would reply to is not known.',
    expertReply: 'A reply to your question',
    correction: 'An earlier answer has changed',
    before: 'Answer then',
    now: 'Answer now',
    mute: 'Stop correction notices',
    muted: 'You will not be told when an earlier answer changes.',
    unmute: 'Resume notices',
    unmuted: 'You will be told when an earlier answer changes.',
  },
  feedback: {
    title: 'What you think of the answer',
    what: 'What was wrong with it?',
    reasons: {
      wrong_clause: 'Wrong clause',
      wrong_verdict: 'Wrong verdict',
      unclear: 'Hard to understand',
      incomplete: 'Something is missing',
      other: 'Something else',
    },
    comment: 'In your words (may be left empty)',
    send: 'Send',
  },
  welcome: {
    title: 'Kitei',
    text: 'Ask "May I …?" and get the answer of your policies, quoted word for word. In a channel, mention Kitei.',
    examples: 'For example',
  },
  dialog: {
    title: "Kitei's answer",
    question: 'Question',
    ask: 'Ask',
    unreadable: 'No question can be read from this message. Please write one.',
  },
  working: 'Reading the policies…',
  failed: 'Sorry, there is no answer because of a failure. Please ask again in a while.',
};
