import { type Answered, answerQuestion } from './answering/answer-question.ts';
import { ClauseTree } from './answering/clause-tree.ts';
import { bridgeSwitch } from './bridge-switch.ts';
import type { Config } from './config.ts';
import type { Turn } from './domain/conversation.ts';
import type { IndexGeneration, KnowledgeProblem } from './domain/generation.ts';
import { clausesOf, dayOf, inForce } from './domain/in-force.ts';
import type { Clause, PolicyDocument } from './domain/policy.ts';
import { type OpenGenerationOptions, openGeneration } from './indexing/open-generation.ts';

/** A question as a channel hands it over. */
export interface AskRequest {
  readonly text: string;
  /** What was said before in the same conversation, oldest first. */
  readonly conversation?: readonly Turn[];
  /** ISO date: answer from the documents in force on that day; today unless told. */
  readonly asOf?: string;
  /** Retrieval channels left out, for measuring. */
  readonly without?: readonly string[];
}

/** Kitei, ready to answer. */
export interface Kitei {
  /** @throws KiteiError `question.invalid` for an empty, too long or unreadable question. */
  ask(request: AskRequest): Promise<Answered>;
  /** All document versions in the index, those not in force included. */
  readonly documents: readonly PolicyDocument[];
  readonly clauses: readonly Clause[];
  readonly generation: IndexGeneration;
  /** Documents and files that could not be taken in. */
  readonly problems: readonly KnowledgeProblem[];
}

/** What the caller wants to hear while Kitei starts. */
export interface AppHooks {
  readonly onProgress?: OpenGenerationOptions['onProgress'];
  readonly warn?: (message: string) => void;
}

/** Builds Kitei from its configuration: the only place that chooses implementations. */
export async function createApp(config: Config, hooks: AppHooks = {}): Promise<Kitei> {
  const open = await openGeneration({
    knowledgeDir: config.knowledgeDir,
    dataDir: config.dataDir,
    ...(hooks.onProgress !== undefined && { onProgress: hooks.onProgress }),
  });
  for (const warning of open.warnings) hooks.warn?.(warning);
  const { index, contacts, generation, documents, clauses, problems } = open;
  const trees = new Map<string, { tree: ClauseTree; within: (clause: Clause) => boolean }>();
  const treeOn = (day: string) => {
    const known = trees.get(day);
    if (known !== undefined) return known;
    const valid = inForce(documents, day);
    const made = { tree: new ClauseTree(valid), within: clausesOf(valid) };
    if (trees.size > 8) trees.clear();
    trees.set(day, made);
    return made;
  };
  const bridges = bridgeSwitch(config.bridge, hooks.warn);
  return {
    ask: async ({ text, conversation = [], asOf = dayOf(new Date()), without = [] }) => {
      const { tree, within } = treeOn(asOf);
      const sources = { index, tree, contacts, generation: generation.id };
      return bridges.ask((off) =>
        answerQuestion(text, conversation, sources, { clauses: within, without: [...without, ...off] }),
      );
    },
    documents,
    clauses,
    generation,
    problems,
  };
}
