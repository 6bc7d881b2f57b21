import { type Command, InvalidArgumentError, Option } from 'commander';
import { KiteiError } from '../../../src/errors.ts';
import type { Context } from '../context.ts';
import { logWords } from '../log-words.ts';
import { withLog } from '../open-log.ts';
import { operationsWords } from '../operations-words-of.ts';
import { configOf, type IndexOptions, withExamples, withIndexOptions } from '../options.ts';
import { renderAudit } from '../render-log.ts';

interface AuditOptions extends IndexOptions {
  readonly json?: boolean;
}

/** `kitei audit list|verify`: the account of who looked at or changed what, and whether it is whole. */
export function addAudit(program: Command, context: Context): void {
  const { say } = context;
  const audit = program
    .command('audit')
    .description(operationsWords(say.language).help.audit)
    .helpOption('-h, --help', say.help.options.help);
  addList(audit, context);
  addVerify(audit, context);
}

function addList(audit: Command, context: Context): void {
  const { say, terminal } = context;
  const words = operationsWords(say.language);
  const command = audit
    .command('list', { isDefault: true })
    .description(words.help.auditList)
    .addOption(new Option('--limit <number>', words.help.limit).default(50).argParser(count))
    .option('--json', say.help.options.json);
  withExamples(withIndexOptions(command, say), say, 'kitei audit list --limit 200').action(
    async (options: AuditOptions & { readonly limit: number }) => {
      await withLog(configOf(options, context), context, async ({ log }) => {
        const entries = await log.auditTrail(options.limit);
        terminal.print(
          options.json ? JSON.stringify(entries, null, 2) : renderAudit(entries, logWords(say.language)),
        );
      });
    },
  );
}

function addVerify(audit: Command, context: Context): void {
  const { say, terminal } = context;
  const words = operationsWords(say.language);
  const command = audit
    .command('verify')
    .description(words.help.auditVerify)
    .addOption(new Option('--head <hash>', words.help.head).argParser(hash))
    .option('--json', say.help.options.json);
  withExamples(withIndexOptions(command, say), say, 'kitei audit verify --json').action(
    async (options: AuditOptions & { readonly head?: string }) => {
      await withLog(configOf(options, context), context, async ({ auditChain }) => {
        const inspection = await auditChain.inspect(options.head);
        const { entries, head, fault } = inspection;
        if (options.json) terminal.print(JSON.stringify(inspection, null, 2));
        else if (fault === null) terminal.print(words.audit.whole(entries, head));
        if (fault !== null)
          throw new KiteiError('audit.broken', words.audit.fault(fault), words.audit.remedy);
      });
    },
  );
}

function count(value: string): number {
  const number = Number(value);
  if (!Number.isInteger(number) || number < 1 || number > 10_000) {
    throw new InvalidArgumentError('Write a whole number from 1 to 10000.');
  }
  return number;
}

function hash(value: string): string {
  if (!/^[0-9a-f]{64}$/.test(value)) throw new InvalidArgumentError('A head has 64 hexadecimal digits.');
  return value;
}
