import { existsSync } from 'node:fs';
import { messageLanguage } from '../../src/config.ts';
import type { Language } from '../../src/domain/policy.ts';
import { services } from './context.ts';
import { run } from './program.ts';
import { processTerminal } from './terminal.ts';
import { wordsOf } from './words-of.ts';

/** Runs the command on this process: reads `.env`, sets the exit code, ends quietly when interrupted. */
export async function main(argv: readonly string[]): Promise<void> {
  process.once('SIGINT', () => {
    // The shell's next prompt begins on a line of its own.
    if (process.stderr.isTTY) process.stderr.write('\n');
    process.exit(130);
  });
  // `kitei clauses DIR | head`: a reader that has seen enough is no failure.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));
  if (existsSync('.env')) process.loadEnvFile('.env');
  process.exitCode = await run(argv, {
    env: process.env,
    stdin: process.stdin,
    terminal: processTerminal(),
    say: wordsOf(typedLanguage(argv) ?? messageLanguage(process.env)),
    services,
  });
}

/** The language typed with `--lang`, which must be known before the command line is read: it words the help. */
function typedLanguage(argv: readonly string[]): Language | null {
  const typed = argv.find((arg, index) => argv[index - 1] === '--lang' || arg.startsWith('--lang='));
  const value = typed?.replace('--lang=', '');
  return value === 'ja' || value === 'en' ? value : null;
}
