import { appendFile, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Command, Option } from 'commander';
import type { Verdict } from '../../../src/domain/answer.ts';
import type { ReviewFinding } from '../../../src/domain/question-record.ts';
import { KiteiError } from '../../../src/errors.ts';
import { compileRedaction } from '../../../src/privacy/redact.ts';
import { goldenQuestion } from '../../../src/training/golden-question.ts';
import { versionInForce } from '../../../src/training/named-clauses.ts';
import { clausesMeant } from '../clauses-meant.ts';
import type { Context } from '../context.ts';
import { VERDICTS } from '../log-filter.ts';
import { logWords } from '../log-words.ts';
import { openApp } from '../open-app.ts';
import { withLog } from '../open-log.ts';
import { configOf, type IndexOptions, withExamples, withIndexOptions } from '../options.ts';

interface ReviewOptions extends IndexOptions {
  readonly finding: ReviewFinding;
  readonly expectClause: readonly string[];
  readonly expectVerdict?: Verdict;
  readonly note?: string;
  readonly golden?: boolean;
}

const FINDINGS: readonly ReviewFinding[] = [
  'correct',
  'wrong_clause',
  'wrong_verdict',
  'should_have_abstained',
  'should_have_answered',
];

/** `kitei log review ID`: whether an answer was right; the record can become a golden question. */
export function addReview(log: Command, context: Context): void {
  const { say, terminal } = context;
  const words = logWords(say.language);
  const command = log
    .command('review')
    .description(words.help.review)
    .argument('<id>', words.help.id)
    .addOption(new Option('--finding <finding>', words.help.finding).choices(FINDINGS).makeOptionMandatory())
    .option('--expect-clause <id>', words.help.expectClause, (id: string, all: string[]) => [...all, id], [])
    .addOption(
      new Option('--expect-verdict <verdict>', words.help.expectVerdict).choices(
        VERDICTS.filter((verdict) => verdict !== 'failed'),
      ),
    )
    .option('--note <text>', words.help.note)
    .option('--golden', words.help.golden);
  withExamples(
    withIndexOptions(command, say),
    say,
    'kitei log review cli:6e0c… --finding correct --golden',
    'kitei log review cli:6e0c… --finding wrong_verdict --expect-verdict not_allowed',
  ).action(async (id: string, options: ReviewOptions) => {
    const config = configOf(options, context);
    const now = new Date().toISOString();
    const needsPolicies = options.golden === true || options.expectClause.length > 0;
    const documents = needsPolicies ? (await openApp(config, context)).documents : [];
    const expected = options.expectClause.flatMap(
      (named) => versionInForce(clausesMeant(named, documents), documents, now) ?? [],
    );
    await withLog(config, context, async ({ log, actor, audit }) => {
      if ((await log.find(id)) === null) {
        throw new KiteiError('log.unknown', words.unknown(id), words.unknownRemedy);
      }
      const redact = compileRedaction(config.log);
      await log.review({
        recordId: id,
        at: now,
        reviewer: actor,
        finding: options.finding,
        expectedClauses: [...new Set(expected.map(({ id: clauseId }) => clauseId))],
        expectedVerdict: options.expectVerdict ?? null,
        note: options.note === undefined ? null : redact(options.note).text,
      });
      await audit('log.review', `${id} ${options.finding}`);
      terminal.print(words.reviewed(id));
      if (!options.golden) return;
      const record = await log.find(id);
      if (record === null) return;
      const path = join(config.knowledgeDir, 'checks.jsonl');
      await addLine(path, goldenQuestion(record, documents));
      await audit('log.golden', id);
      terminal.print(words.golden(path));
    });
  });
}

/** Adds a line to a file that may not end with a line break. */
async function addLine(path: string, line: string): Promise<void> {
  const before = await readFile(path, 'utf8').catch(() => '');
  await appendFile(path, `${before === '' || before.endsWith('\n') ? '' : '\n'}${line}\n`);
}
