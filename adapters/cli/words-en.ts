import { englishVerdicts } from '../verdict-words.ts';
import type { Words } from './words.ts';

export const english: Words = {
  language: 'en',
  verdicts: englishVerdicts,
  answer: {
    conditions: 'Conditions',
    approver: 'Approver',
    next: 'Next',
    contact: 'Ask',
    contactFirst: 'Report now to',
    related: 'Related clauses (they do not decide this)',
    clause: (label, title) => (title === '' ? label : `${label} ${title}`),
    upcoming: (clause, date, version, to) =>
      to.length === 0
        ? `${clause} goes with version ${version}, in force from ${date}.`
        : `${clause} changes with version ${version}, in force from ${date}${to.includes(clause) ? '' : ` (then ${to.join(', ')})`}.`,
    approved: 'A person has confirmed this answer.',
    version: (version, page) => `version ${version}${page === undefined ? '' : `, p. ${page}`}`,
  },
  chat: {
    greeting: 'Ask about your policies. /new starts over, /quit (or Ctrl-D) ends.',
    fresh: 'A new conversation.',
    prompt: '> ',
  },
  progress: {
    waiting: (holder) => `Waiting for another index build${holder ? ` (${holder})` : ''}`,
    reading: 'Reading the policies',
    analysing: 'Analysing clauses',
    embedding: 'Embedding clauses',
    writing: 'Writing the index',
    checking: 'Checking the index',
    measuring: 'Measuring',
  },
  sample: (folder) =>
    `Answering from the sample policies that ship with Kitei (${folder}). Name your own with --knowledge or KITEI_KNOWLEDGE.`,
  warning: 'Warning',
  error: 'Error',
  noQuestion: 'There is no question: kitei ask "May I …?", or pipe one in.',
  receipt: {
    unchanged: (generation) => `Nothing has changed; index ${generation} stays.`,
    built: (generation, seconds) => `Index ${generation} is published (${seconds} s).`,
    document: (title, version, clauses) => `${title}, version ${version}: ${clauses} clauses`,
    added: 'added',
    changed: 'changed',
    removed: 'removed',
    parts: { read: 'read', analyse: 'analyse', write: 'write', check: 'check' },
  },
  evaluation: {
    failing: (count, of) => `${count} of ${of} questions fall short:`,
    none: 'No question falls short.',
    expected: 'expected',
    found: 'found',
    comparison: {
      without: (channels) => `without ${channels}`,
      all: 'all channels',
      difference: 'difference (95 % interval)',
    },
    sideBySide: {
      plain: 'without',
      change: (name) => `${name}: difference to without (95 % interval)`,
      nothing: 'no difference',
    },
    faults: {
      verdict: 'verdict',
      clause: 'clause not in the first three',
      invented: 'INVENTED PERMISSION',
      missed: 'MISSED PROHIBITION',
      approver: 'approver',
      quote: 'quote not word for word',
    },
  },
  clauses: { count: (clauses) => `${clauses} ${clauses === 1 ? 'clause' : 'clauses'}` },
  help: {
    headings: {},
    described: (text, { choices, standard }) =>
      `${text}${choices === undefined ? '' : ` (${choices.join(', ')})`}${standard === undefined ? '' : ` (default: ${standard})`}`,
    examples: 'Examples:',
    exitCodes:
      'Exit codes: 0 answered (also when no ruling is given), 1 failure, 2 usage error, 130 interrupted.',
    commands: {
      kitei: 'Answers "am I allowed to …?" from your own policies, with the clause quoted word for word.',
      ask: 'Answer one question.',
      chat: 'Hold a conversation in the terminal.',
      clauses: 'Show how Kitei reads a document: its clauses as a tree.',
      reindex: 'Read the policies again and publish a new index where something has changed.',
      evaluate: 'Measure answers on questions whose right answer is known, or retrieval on a BEIR set.',
    },
    arguments: {
      question: 'the question; "-" or nothing reads it from standard input',
      path: 'a policy document or a folder of them',
    },
    options: {
      json: 'print one JSON value instead of text',
      knowledge: 'folder with policies/, vocabulary.yaml and contacts.yaml (KITEI_KNOWLEDGE)',
      data: 'folder the index is kept in (KITEI_DATA)',
      asOf: 'answer as the policies stand on this day (YYYY-MM-DD); today by default',
      noLog: 'keep this question out of the log',
      lang: 'language of messages: ja or en (KITEI_LANGUAGE, LANG)',
      force: 'build a new index even when nothing has changed',
      questions: 'JSON Lines of questions with gold clauses and verdicts',
      beir: 'folder with corpus.jsonl, queries.jsonl and qrels.jsonl',
      with: 'measure without these models (separated by commas), with each, and with all, side by side',
      without: 'measure without these retrieval channels (separated by commas) and with all, side by side',
      help: 'show this help',
      version: 'show the version',
    },
  },
};
