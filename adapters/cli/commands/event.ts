import { randomUUID } from 'node:crypto';
import { type Command, Option } from 'commander';
import type { TrainingEventKind } from '../../../src/domain/training-event.ts';
import { KiteiError } from '../../../src/errors.ts';
import { compileRedaction } from '../../../src/privacy/redact.ts';
import { eventEffects } from '../../../src/training/before-after.ts';
import { DAY_MS } from '../../../src/training/days.ts';
import { clausesMeant } from '../clauses-meant.ts';
import type { Context } from '../context.ts';
import { startOfDay } from '../log-filter.ts';
import { openApp } from '../open-app.ts';
import { withLog } from '../open-log.ts';
import { configOf, type IndexOptions, withExamples, withIndexOptions } from '../options.ts';
import { renderEffects, renderEvents } from '../render-events.ts';
import { withCount, withTraining } from '../training-options.ts';
import { type TrainingWords, trainingWords } from '../training-words.ts';

const KINDS: readonly TrainingEventKind[] = ['course', 'revision', 'notice'];

/** `kitei event …`: what was done so that people need to ask less, and whether they did. */
export function addEvent(program: Command, context: Context): void {
  const words = trainingWords(context.say.language);
  const event = program
    .command('event')
    .description(words.help.event)
    .helpOption('-h, --help', context.say.help.options.help)
    .helpCommand(false);
  addEffects(event, context, words);
  addAdd(event, context, words);
  addList(event, context, words);
  addDelete(event, context, words);
}

function addEffects(event: Command, context: Context, words: TrainingWords): void {
  const { say, terminal } = context;
  const command = event
    .command('effects', { isDefault: true })
    .description(words.help.eventEffects)
    .option('--json', say.help.options.json);
  withCount(command, '--days <number>', words.help.days, 84, 366);
  withExamples(
    withIndexOptions(command, say),
    say,
    'kitei event',
    'kitei event effects --days 56 --json',
  ).action(async (options: IndexOptions & { readonly days: number; readonly json?: boolean }) => {
    await withTraining('event.effects', options, context, async ({ stores, documents, config, now }) => {
      const events = await stores.events.list();
      const { smallestGroup } = config.log;
      const first = events[0] === undefined ? Date.parse(now) : Date.parse(events[0].at);
      const since = new Date(first - options.days * DAY_MS).toISOString();
      const records = stores.log.outlines({ since, until: now });
      const { days } = options;
      const reports = await eventEffects(events, records, { documents, now, smallestGroup, days });
      const view = { language: say.language, layout: terminal, smallestGroup };
      terminal.print(options.json ? JSON.stringify(reports, null, 2) : renderEffects(reports, view));
    });
  });
}

interface AddOptions extends IndexOptions {
  readonly kind: TrainingEventKind;
  readonly title: string;
  readonly at: string;
  readonly clause: readonly string[];
  readonly department: readonly string[];
}

function addAdd(event: Command, context: Context, words: TrainingWords): void {
  const { say, terminal } = context;
  const several = (value: string, all: readonly string[]) => [...all, value];
  const command = event
    .command('add')
    .description(words.help.eventAdd)
    .addOption(new Option('--kind <kind>', words.help.kind).choices(KINDS).makeOptionMandatory())
    .requiredOption('--title <text>', words.help.title)
    .addOption(new Option('--at <date>', words.help.at).argParser(startOfDay).makeOptionMandatory())
    .option('--clause <clause>', words.help.clauses, several, [])
    .option('--department <name>', words.help.reached, several, []);
  withExamples(
    withIndexOptions(command, say),
    say,
    'kitei event add --kind course --title "持出し研修" --at 2026-06-01 --clause 第26条第1項 --department 総務課',
  ).action(async ({ kind, title, at, clause, department, ...options }: AddOptions) => {
    const config = configOf(options, context);
    const { documents } = await openApp(config, context);
    const meant = clause.flatMap((named) => clausesMeant(named, documents));
    const clauseIds = [...new Set(meant.map(({ id }) => id))];
    if (clauseIds.length === 0) {
      const remedy = 'Name it with --clause, such as --clause 7(3)①.';
      throw new KiteiError('config.invalid', 'An event needs a clause.', remedy);
    }
    await withLog(config, context, async ({ events, audit }) => {
      const id = randomUUID().slice(0, 8);
      const named = compileRedaction(config.log)(title).text;
      await events.put({ id, at, kind, title: named, clauseIds, departments: department });
      await audit('event.add', id);
      terminal.print(words.event.kept(id));
      if (Date.parse(at) > Date.now()) terminal.note(words.event.ahead);
    });
  });
}

function addList(event: Command, context: Context, words: TrainingWords): void {
  const { say, terminal } = context;
  const command = event
    .command('list')
    .description(words.help.eventList)
    .option('--json', say.help.options.json);
  withExamples(withIndexOptions(command, say), say, 'kitei event list').action(
    async (options: IndexOptions & { readonly json?: boolean }) => {
      const config = configOf(options, context);
      await withLog(config, context, async ({ events }) => {
        const all = await events.list();
        const { smallestGroup } = config.log;
        const view = { language: say.language, layout: terminal, smallestGroup };
        terminal.print(options.json ? JSON.stringify(all, null, 2) : renderEvents(all, view));
      });
    },
  );
}

function addDelete(event: Command, context: Context, words: TrainingWords): void {
  const { say, terminal } = context;
  const command = event.command('delete').description(words.help.eventDelete).argument('<id>', words.help.id);
  withExamples(withIndexOptions(command, say), say, 'kitei event delete 1a2b3c4d').action(
    async (id: string, options: IndexOptions) => {
      await withLog(configOf(options, context), context, async ({ events, audit }) => {
        if (!(await events.delete(id))) {
          throw new KiteiError('log.unknown', words.event.unknown(id), words.event.unknownRemedy);
        }
        await audit('event.delete', id);
        terminal.print(words.event.deleted(id));
      });
    },
  );
}
