import { readableBy } from '../domain/access.ts';
import type { Language } from '../domain/policy.ts';
import { questionKey } from './approved.ts';
import type { AssistantParts } from './parts.ts';

/** How many questions a channel can offer. */
const OFFERED = 4;
/** How far back "most asked" looks. */
const RECENT_MS = 30 * 24 * 60 * 60 * 1000;
/** How long a list of suggestions is kept, so that opening a window does not read the log each time. */
const KEEP_MS = 10 * 60 * 1000;
/** How many titles of the policy are tried. */
const TRIED = 24;

/** Questions worth offering: see `Assistant.suggestions`. */
export function createSuggestions(parts: AssistantParts): (language: Language) => Promise<readonly string[]> {
  const kept = new Map<
    Language,
    { generation: string; until: number; questions: Promise<readonly string[]> }
  >();
  return (language) => {
    const { id: generation } = parts.answering.generation;
    const now = parts.now().getTime();
    const known = kept.get(language);
    if (known !== undefined && known.generation === generation && known.until > now) return known.questions;
    const questions = suggest(language, parts);
    kept.set(language, { generation, until: now + KEEP_MS, questions });
    return questions;
  };
}

async function suggest(language: Language, parts: AssistantParts): Promise<readonly string[]> {
  const asked = await mostAsked(language, parts).catch((): string[] => []);
  if (asked.length >= OFFERED) return asked.slice(0, OFFERED);
  const fromPolicy = await questionsOfThePolicy(language, OFFERED - asked.length, parts);
  return [...asked, ...fromPolicy.filter((question) => !asked.includes(question))].slice(0, OFFERED);
}

/** Questions that were answered with a citation and that enough different people asked, most people first. */
async function mostAsked(language: Language, { answering, log, now, smallestGroup }: AssistantParts) {
  const open = new Set(readableBy(answering.documents, []).map(({ id }) => id));
  const since = new Date(now().getTime() - RECENT_MS).toISOString();
  const groups = new Map<string, { question: string; askers: Set<string> }>();
  for await (const record of log.each({ since })) {
    const { question, asker, answer, language: spoken, followUpOf } = record;
    if (question === null || asker === null || spoken !== language || followUpOf !== null) continue;
    if (answer === null || answer.citations.length === 0 || question.includes('[')) continue;
    if (!answer.citations.every(({ document }) => open.has(document))) continue;
    const key = questionKey(question);
    const group = groups.get(key) ?? { question, askers: new Set() };
    group.askers.add(asker);
    groups.set(key, group);
  }
  return [...groups.values()]
    .filter(({ askers }) => askers.size >= smallestGroup)
    .sort((a, b) => b.askers.size - a.askers.size || (a.question < b.question ? -1 : 1))
    .map(({ question }) => question);
}

/** Titles of rules made into questions that Kitei answers from those very rules. */
async function questionsOfThePolicy(language: Language, wanted: number, { answering }: AssistantParts) {
  const ask =
    language === 'ja'
      ? (title: string) => `${title}について教えてください`
      : (title: string) => `What are the rules on ${lowerFirst(title)}?`;
  const documents = new Map(
    readableBy(answering.documents, []).map((document) => [`${document.id}/${document.version}`, document]),
  );
  const titled = answering.clauses.filter((clause) => {
    const document = documents.get(`${clause.documentId}/${clause.documentVersion}`);
    const short = clause.title.length >= 4 && clause.title.length <= 40;
    return document?.language === language && clause.kind === 'rule' && short && clause.text !== '';
  });
  const spread = Math.max(1, Math.floor(titled.length / TRIED));
  const questions: string[] = [];
  for (let at = 0; at < titled.length && questions.length < wanted; at += spread) {
    const clause = titled[at];
    if (clause === undefined) continue;
    const question = ask(clause.title);
    const { answer } = await answering.ask({ text: question, conversation: [], groups: [] });
    if (answer.citations[0]?.clauseId === clause.id && !questions.includes(question))
      questions.push(question);
  }
  return questions;
}

/** "Passwords" within a sentence; abbreviations stay as they are. */
function lowerFirst(title: string): string {
  return /^[A-Z][a-z]/.test(title) ? title.charAt(0).toLowerCase() + title.slice(1) : title;
}
