import { randomUUID } from 'node:crypto';
import { type Command, Option } from 'commander';
import { pinsOf, questionKey } from '../../../src/assistant/approved.ts';
import type { Verdict } from '../../../src/domain/answer.ts';
import type { ApprovalStatus, ApprovedAnswer } from '../../../src/domain/approved-answer.ts';
import { KiteiError } from '../../../src/errors.ts';
import { compileRedaction } from '../../../src/privacy/redact.ts';
import type { Context } from '../context.ts';
import { type LogWords, logWords } from '../log-words.ts';
import { openApp } from '../open-app.ts';
import { withLog } from '../open-log.ts';
import { configOf, type IndexOptions, withExamples, withIndexOptions } from '../options.ts';
import { printable } from '../terminal.ts';

/** `kitei answers …`: answers that people gave, and which of them are used. */
export function addAnswers(program: Command, context: Context): void {
  const words = logWords(context.say.language);
  const answers = program
    .command('answers')
    .description(words.help.answers)
    .helpOption('-h, --help', context.say.help.options.help)
    .helpCommand(false);
  addList(answers, context, words);
  addPropose(answers, context, words);
  addDecision(answers, context, words, 'approve', 'approved');
  addDecision(answers, context, words, 'reject', 'rejected');
}

function addList(answers: Command, context: Context, words: LogWords): void {
  const { say, terminal } = context;
  const statuses = ['proposed', 'approved', 'suspended', 'rejected'];
  const command = answers
    .command('list', { isDefault: true })
    .description(words.help.list)
    .addOption(new Option('--status <status>', words.help.status).choices(statuses))
    .option('--json', say.help.options.json);
  withExamples(withIndexOptions(command, say), say, 'kitei answers --status proposed').action(
    async (options: IndexOptions & { readonly status?: ApprovalStatus; readonly json?: boolean }) => {
      await withLog(configOf(options, context), context, async ({ approved }) => {
        const all = await approved.list(options.status);
        if (options.json) terminal.print(JSON.stringify(all, null, 2));
        else
          terminal.print(
            all.length === 0
              ? words.noAnswers
              : all.map((answer) => renderApproved(answer, words)).join('\n'),
          );
      });
    },
  );
}

function addPropose(answers: Command, context: Context, words: LogWords): void {
  const { say, terminal } = context;
  const command = answers
    .command('propose')
    .description(words.help.propose)
    .argument('<record>', words.help.id)
    .requiredOption('--text <answer>', words.help.answerText);
  withExamples(
    withIndexOptions(command, say),
    say,
    'kitei answers propose cli:6e0c… --text "施設長の許可があれば持ち出せます。"',
  ).action(async (recordId: string, options: IndexOptions & { readonly text: string }) => {
    const config = configOf(options, context);
    const { clauses } = await openApp(config, context);
    await withLog(config, context, async ({ log, approved, actor, audit }) => {
      const record = await log.find(recordId);
      if (record === null || record.question === null)
        throw new KiteiError('log.unknown', words.unknown(recordId), words.unknownRemedy);
      const id = randomUUID();
      await approved.propose({
        id,
        recordId: record.id,
        question: record.question,
        key: questionKey(record.question),
        language: record.language,
        verdict: record.review?.expectedVerdict ?? verdictOf(record.verdict),
        text: compileRedaction(config.log)(options.text).text,
        pins: pinsOf(record, clauses),
        createdAt: new Date().toISOString(),
        by: actor,
      });
      await audit('answers.propose', id);
      terminal.print(words.decided(id, 'proposed'));
    });
  });
}

function addDecision(
  answers: Command,
  context: Context,
  words: LogWords,
  name: 'approve' | 'reject',
  status: 'approved' | 'rejected',
): void {
  const { say, terminal } = context;
  const command = answers
    .command(name)
    .description(words.help[name])
    .argument('<id>', words.help.id)
    .option('--reason <text>', words.help.reason);
  withExamples(withIndexOptions(command, say), say, `kitei answers ${name} 0f3c…`).action(
    async (id: string, options: IndexOptions & { readonly reason?: string }) => {
      const config = configOf(options, context);
      await withLog(config, context, async ({ approved, actor, audit }) => {
        if (!(await approved.list()).some((answer) => answer.id === id))
          throw new KiteiError('log.unknown', words.unknownAnswer(id), words.unknownAnswerRemedy);
        const { reason } = options;
        const redacted = reason === undefined ? [] : [compileRedaction(config.log)(reason).text];
        await approved.decide(id, status, actor, ...redacted);
        await audit(`answers.${name}`, id);
        terminal.print(words.decided(id, status));
      });
    },
  );
}

function renderApproved(
  { id, status, question, text, reason, pins }: ApprovedAnswer,
  { statuses }: LogWords,
): string {
  const rests = pins.map(({ clauseId }) => clauseId).join(', ');
  return printable(
    [
      `${statuses[status]}  ${question}`,
      `  ${text}`,
      `  ${[id, rests, reason ?? ''].filter(Boolean).join(' · ')}`,
    ].join('\n'),
  );
}

function verdictOf(verdict: Verdict | 'failed'): Verdict {
  return verdict === 'failed' ? 'needs_person' : verdict;
}
