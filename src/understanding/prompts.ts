import { readFileSync } from 'node:fs';
import type { UnderstandingPart } from '../domain/understanding.ts';

/** A prompt that ships with Kitei. A change of its words is a new file with the next number. */
export interface Prompt {
  /** `rewriting.1`. */
  readonly version: string;
  readonly text: string;
}

const VERSIONS: Readonly<Record<UnderstandingPart, number>> = { rewriting: 1, translation: 1, reranking: 1 };

/** The current prompt of a part. */
export function promptOf(part: UnderstandingPart): Prompt {
  const version = `${part}.${VERSIONS[part]}`;
  const text = readFileSync(new URL(`prompts/${version}.md`, import.meta.url), 'utf8');
  return { version, text };
}
