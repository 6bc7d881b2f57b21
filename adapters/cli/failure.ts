import { CommanderError } from 'commander';
import { KiteiError } from '../../src/errors.ts';
import type { Context } from './context.ts';

/** Failures that lie in what was typed, not in Kitei or its files. */
const USAGE: ReadonlySet<string> = new Set(['question.invalid', 'config.invalid']);

/** 2 for what was typed wrongly, 1 for other failures; help and version that were asked for are 0. */
export function exitCode(error: unknown): 0 | 1 | 2 {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  return error instanceof KiteiError && USAGE.has(error.code) ? 2 : 1;
}

/** Says on standard error what failed and what to do; the stack only with KITEI_DEBUG. */
export function report(error: unknown, { terminal, say, env }: Context): void {
  const message = error instanceof Error ? error.message : String(error);
  terminal.note(`${say.error}: ${message}`);
  if (error instanceof KiteiError) terminal.note(error.remedy);
  if (env.KITEI_DEBUG && error instanceof Error) terminal.note(error.stack ?? '');
}
