import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import type { Writable } from 'node:stream';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { KiteiError } from '../../../src/errors.ts';
import { forgetAsker } from '../../../src/forget-asker.ts';
import { purge } from '../../../src/retention.ts';
import { auditedFilter, CSV_HEAD, csvLine, exportedRecord, isHidden, withheldFor } from '../../log-export.ts';
import type { Context } from '../context.ts';
import { type FilterOptions, filterOf, withFilter } from '../log-filter.ts';
import { logWords } from '../log-words.ts';
import { type OpenLog, withLog } from '../open-log.ts';
import { configOf, type IndexOptions, withExamples, withIndexOptions } from '../options.ts';
import { renderAudit, renderRecord, renderRecords } from '../render-log.ts';
import { addReview } from './log-review.ts';

type LogOptions = IndexOptions & FilterOptions & { readonly json?: boolean };
type PurgeOptions = LogOptions & { readonly trustClock?: boolean };

/** `kitei log …`: look at the question log, export it, delete from it. Every look is put down in the audit log. */
export function addLog(program: Command, context: Context): void {
  const words = logWords(context.say.language);
  const log = program
    .command('log')
    .description(words.help.log)
    .helpOption('-h, --help', context.say.help.options.help)
    .helpCommand(false);
  addList(log, context);
  addShow(log, context);
  addExport(log, context);
  addPurge(log, context);
  addForget(log, context);
  addAudit(log, context);
  addReview(log, context);
}

function addList(log: Command, context: Context): void {
  const { say, terminal } = context;
  const words = logWords(say.language);
  const command = withFilter(log.command('list', { isDefault: true }).description(words.help.list), words)
    .addOption(new Option('--limit <number>', words.help.limit).default(20).argParser(count))
    .option('--after <place>', words.help.after)
    .option('--json', say.help.options.json);
  withExamples(
    withIndexOptions(command, say),
    say,
    'kitei log',
    'kitei log --since 2026-04-01 --verdict not_stated,needs_person',
    'kitei log --text USB --disliked --json',
  ).action(async (options: LogOptions & { readonly limit: number; readonly after?: string }) => {
    const config = configOf(options, context);
    await withLog(config, context, async ({ log, audit }) => {
      const filter = filterOf(options);
      await audit('log.list', auditedFilter(filter));
      const { smallestGroup } = config.log;
      const small = await log.smallDepartments(smallestGroup);
      const page = isHidden(filter, small)
        ? { records: [], next: null }
        : await log.page(filter, options.limit, options.after);
      const mayBeHidden = page.records.length === 0 && filter.department !== undefined;
      if (options.json) {
        const records = page.records.map((record) => exportedRecord(record, small));
        const withheld = mayBeHidden ? { withheld: withheldFor(smallestGroup) } : {};
        terminal.print(JSON.stringify({ records, next: page.next, ...withheld }, null, 2));
        return;
      }
      if (mayBeHidden) terminal.print(words.noneOfDepartment(smallestGroup));
      else if (page.records.length === 0 && Object.keys(filter).length === 0) terminal.print(words.empty);
      else terminal.print(renderRecords(page.records, { say, words, layout: terminal, small }));
      if (page.next !== null) terminal.note(words.more(page.next));
    });
  });
}

function addShow(log: Command, context: Context): void {
  const { say, terminal } = context;
  const words = logWords(say.language);
  const command = log
    .command('show')
    .description(words.help.show)
    .argument('<id>', words.help.id)
    .option('--json', say.help.options.json);
  withExamples(withIndexOptions(command, say), say, 'kitei log show cli:6e0c…').action(
    async (id: string, options: LogOptions) => {
      const config = configOf(options, context);
      await withLog(config, context, async ({ log, audit }) => {
        const record = await log.find(id);
        if (record === null) throw new KiteiError('log.unknown', words.unknown(id), words.unknownRemedy);
        await audit('log.show', id);
        const small = await log.smallDepartments(config.log.smallestGroup);
        terminal.print(
          options.json
            ? JSON.stringify(exportedRecord(record, small), null, 2)
            : renderRecord(record, { say, words, layout: terminal, small }),
        );
      });
    },
  );
}

function addExport(log: Command, context: Context): void {
  const { say, terminal } = context;
  const words = logWords(say.language);
  const command = withFilter(log.command('export').description(words.help.export), words)
    .addOption(new Option('--csv', words.help.csv).conflicts('jsonl'))
    .option('--jsonl', words.help.jsonl)
    .option('--out <file>', words.help.out);
  withExamples(
    withIndexOptions(command, say),
    say,
    'kitei log export --csv --out questions.csv',
    'kitei log export --jsonl --since 2026-04-01 > questions.jsonl',
  ).action(async (options: LogOptions & { readonly csv?: boolean; readonly out?: string }) => {
    const config = configOf(options, context);
    await withLog(config, context, async (stores) => {
      const path = options.out ?? '-';
      await stores.audit('log.export', auditedFilter(filterOf(options)));
      const target = path === '-' ? process.stdout : await created(path);
      const records = await writeRecords(target, stores, options, config.log.smallestGroup);
      if (target !== process.stdout) {
        target.end();
        await once(target, 'close');
        terminal.note(words.exported(records, path));
      }
    });
  });
}

/** A file that nobody else may read. */
async function created(path: string): Promise<Writable> {
  const file = createWriteStream(path, { mode: 0o600 });
  try {
    await once(file, 'open');
    return file;
  } catch (cause) {
    throw new KiteiError(
      'config.invalid',
      `The records cannot be written to ${path} (${(cause as NodeJS.ErrnoException).code}).`,
      'Name a file that can be written with --out.',
      cause,
    );
  }
}

/** Writes every record that passes, one line each, as fast as the reader takes them. */
async function writeRecords(
  target: Writable,
  { log }: OpenLog,
  options: FilterOptions & { readonly csv?: boolean },
  smallestGroup: number,
): Promise<number> {
  const small = await log.smallDepartments(smallestGroup);
  let records = 0;
  const write = async (line: string) => {
    if (!target.write(line)) await once(target, 'drain');
  };
  if (options.csv) await write(CSV_HEAD);
  if (isHidden(filterOf(options), small)) return records;
  for await (const record of log.each(filterOf(options))) {
    const exported = exportedRecord(record, small);
    await write(options.csv ? csvLine(exported) : `${JSON.stringify(exported)}\n`);
    records += 1;
  }
  return records;
}

function addPurge(log: Command, context: Context): void {
  const { say, terminal } = context;
  const words = logWords(say.language);
  const command = log
    .command('purge')
    .description(words.help.purge)
    .option('--trust-clock', words.help.trustClock)
    .option('--json', say.help.options.json);
  withExamples(withIndexOptions(command, say), say, 'kitei log purge').action(
    async (options: PurgeOptions) => {
      const config = configOf(options, context);
      await withLog(config, context, async (stores) => {
        const done = await purge(stores, config.log, new Date(), options.trustClock ? 'trusted' : 'doubted');
        await stores.audit('log.purge', JSON.stringify(done));
        const { wordings, records, addresses } = done;
        terminal.print(
          options.json ? JSON.stringify(done, null, 2) : words.purged(wordings, records, addresses),
        );
      });
    },
  );
}

function addForget(log: Command, context: Context): void {
  const { say, terminal } = context;
  const words = logWords(say.language);
  const command = log
    .command('forget')
    .description(words.help.forget)
    .requiredOption('--asker <id>', words.help.asker)
    .option('--json', say.help.options.json);
  withExamples(withIndexOptions(command, say), say, 'kitei log forget --asker slack:T123:U456').action(
    async ({ asker, ...options }: LogOptions & { readonly asker: string }) => {
      await withLog(configOf(options, context), context, async (stores) => {
        const forgotten = await forgetAsker(stores, asker);
        const { records, dropped, unlinked } = forgotten;
        // Who was forgotten must not be written down.
        const counts = { records, dropped: dropped.length, unlinked: unlinked.length };
        await stores.audit('log.forget', JSON.stringify(counts));
        const hint = records === 0 ? words.askerHint : null;
        if (options.json) {
          terminal.print(JSON.stringify({ ...forgotten, hint }, null, 2));
          return;
        }
        terminal.print(words.forgotten(records));
        if (dropped.length > 0) terminal.print(words.droppedAnswers(dropped.map(({ id }) => id)));
        if (unlinked.length > 0) terminal.print(words.unlinkedAnswers(unlinked.map(({ id }) => id)));
        if (hint !== null) terminal.note(hint);
      });
    },
  );
}

function addAudit(log: Command, context: Context): void {
  const { say, terminal } = context;
  const words = logWords(say.language);
  const command = log
    .command('audit')
    .description(words.help.audit)
    .addOption(new Option('--limit <number>', words.help.limit).default(50).argParser(count))
    .option('--json', say.help.options.json);
  withExamples(withIndexOptions(command, say), say, 'kitei log audit').action(
    async (options: LogOptions & { readonly limit: number }) => {
      await withLog(configOf(options, context), context, async ({ log }) => {
        const entries = await log.auditTrail(options.limit);
        terminal.print(options.json ? JSON.stringify(entries, null, 2) : renderAudit(entries, words));
      });
    },
  );
}

function count(value: string): number {
  const number = Number(value);
  if (!Number.isInteger(number) || number < 1 || number > 1_000) {
    throw new InvalidArgumentError('Write a whole number from 1 to 1000.');
  }
  return number;
}
