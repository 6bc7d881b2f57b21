import { readFileSync } from 'node:fs';
import { Command, CommanderError } from 'commander';
import { failureText } from '../failure-text.ts';
import { addAnswers } from './commands/answers.ts';
import { addAsk } from './commands/ask.ts';
import { addAudit } from './commands/audit.ts';
import { addBackup } from './commands/backup.ts';
import { addChat } from './commands/chat.ts';
import { addClauses } from './commands/clauses.ts';
import { addCoverage } from './commands/coverage.ts';
import { addDiff } from './commands/diff.ts';
import { addDigest } from './commands/digest.ts';
import { addDoctor } from './commands/doctor.ts';
import { addEvaluate } from './commands/evaluate.ts';
import { addEvent } from './commands/event.ts';
import { addGaps } from './commands/gaps.ts';
import { addHistory } from './commands/history.ts';
import { addLint } from './commands/lint.ts';
import { addLog } from './commands/log.ts';
import { addMigrate } from './commands/migrate.ts';
import { addPublish } from './commands/publish.ts';
import { addQuiz } from './commands/quiz.ts';
import { addReindex } from './commands/reindex.ts';
import { addRestore } from './commands/restore.ts';
import { addRollback } from './commands/rollback.ts';
import { addSlack } from './commands/slack-manifest.ts';
import { addTeams } from './commands/teams-manifest.ts';
import type { Context } from './context.ts';
import { exitCode, report } from './failure.ts';
import { languageOption } from './options.ts';

/**
 * Runs one command line.
 * @returns the exit code: 0 answered (withheld answers included), 1 failure, 2 usage error.
 */
export async function run(argv: readonly string[], context: Context): Promise<number> {
  try {
    await createProgram(context).parseAsync([...argv], { from: 'user' });
    return 0;
  } catch (error) {
    context.terminal.endProgress();
    if (!(error instanceof CommanderError)) report(error, context);
    return exitCode(error);
  }
}

/** All commands with their options, not yet run. */
export function createProgram(context: Context): Command {
  const { help } = context.say;
  const program = new Command('kitei')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => context.terminal.print(text.trimEnd()),
      writeErr: (text) => context.terminal.note(text.trimEnd()),
      outputError: (text, write) => write(failureText(text.trimEnd(), context.say.language)),
    })
    .configureHelp({
      styleTitle: (title) => help.headings[title] ?? title,
      optionDescription: ({ description, argChoices, defaultValue }) =>
        help.described(description, {
          choices: argChoices?.every((choice) => description.includes(choice)) ? undefined : argChoices,
          standard: typeof defaultValue === 'number' ? defaultValue : undefined,
        }),
    })
    .helpOption('-h, --help', help.options.help)
    .helpCommand(false)
    .description(help.commands.kitei)
    .version(version(), '-V, --version', help.options.version)
    .addOption(languageOption(context.say))
    .addHelpText(
      'after',
      [
        '',
        help.examples,
        '  kitei ask "私物のUSBメモリを使ってもいいですか"',
        '  kitei ask --knowledge ./knowledge --json "May I take a laptop home?"',
        '',
        help.exitCodes,
      ].join('\n'),
    );
  addAsk(program, context);
  addChat(program, context);
  addClauses(program, context);
  addReindex(program, context);
  addPublish(program, context);
  addRollback(program, context);
  addHistory(program, context);
  addDiff(program, context);
  addLint(program, context);
  addLog(program, context);
  addAnswers(program, context);
  addGaps(program, context);
  addCoverage(program, context);
  addEvent(program, context);
  addDigest(program, context);
  addQuiz(program, context);
  addEvaluate(program, context);
  addDoctor(program, context);
  addAudit(program, context);
  addBackup(program, context);
  addRestore(program, context);
  addMigrate(program, context);
  addSlack(program, context);
  addTeams(program, context);
  return program;
}

function version(): string {
  const manifest = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
  return manifest.version;
}
