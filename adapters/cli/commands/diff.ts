import { stat } from 'node:fs/promises';
import type { Command } from 'commander';
import type { PolicyDocument } from '../../../src/domain/policy.ts';
import { diffKnowledge } from '../../../src/revision/diff-knowledge.ts';
import type { Context } from '../context.ts';
import { openApp } from '../open-app.ts';
import { configOf, type IndexOptions, withExamples, withIndexOptions } from '../options.ts';
import { readPolicies } from '../read-policies.ts';
import { renderDiff } from '../render-diff.ts';
import { revisionWords } from '../revision-words.ts';

interface DiffOptions extends IndexOptions {
  readonly json?: boolean;
}

/** `kitei diff [OLD] NEW`: what differs, clause by clause; without OLD, against the policies that answers come from. */
export function addDiff(program: Command, context: Context): void {
  const { say, terminal } = context;
  const words = revisionWords(say.language);
  const command = program
    .command('diff')
    .description(words.help.diff)
    .usage('[options] [old] <new>')
    .argument('<old>', words.help.old)
    .argument('[new]', words.help.new)
    .option('--json', say.help.options.json);
  withExamples(
    withIndexOptions(command, say),
    say,
    'kitei diff rules-2026.md rules-2027.docx',
    'kitei diff --json drafts/',
  ).action(async (first: string, second: string | undefined, options: DiffOptions) => {
    const after = await readPolicies(second ?? first, context);
    const before =
      second === undefined
        ? await published(first, after, options, context)
        : await readPolicies(first, context);
    const diffs = diffKnowledge(before, after);
    terminal.endProgress();
    terminal.print(options.json ? JSON.stringify(diffs, null, 2) : renderDiff(diffs, words, say, terminal));
  });
}

/** What is served now; beside a single new document, the newest version of the same one only. */
async function published(
  path: string,
  after: readonly PolicyDocument[],
  options: DiffOptions,
  context: Context,
): Promise<readonly PolicyDocument[]> {
  const { documents } = await openApp(configOf(options, context), context);
  if ((await stat(path)).isDirectory()) return documents;
  return documents.filter(({ id, title }) => after.some((other) => other.id === id || other.title === title));
}
