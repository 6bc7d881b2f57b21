import { CommanderError } from 'commander';
import { KiteiError } from '../../src/errors.ts';
import { failureText } from '../failure-text.ts';
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
  const { language } = say;
  const message = error instanceof Error ? error.message : String(error);
  terminal.note(`${say.error}: ${failureText(message, language)}`);
  if (error instanceof KiteiError) terminal.note(failureText(error.remedy, language));
  if (env.KITEI_DEBUG && error instanceof Error) terminal.note(error.stack ?? '');
}

/** Says on standard error what somebody should look at; the parts of the message one after the other. */
export function warnOf({ terminal, say }: Pick<Context, 'terminal' | 'say'>, ...parts: string[]): void {
  terminal.note(`${say.warning}: ${parts.map((part) => failureText(part, say.language)).join(' ')}`);
}
