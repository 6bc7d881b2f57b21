import { stat } from 'node:fs/promises';
import type { Command } from 'commander';
import { compareVersions } from '../../../src/domain/in-force.ts';
import type { PolicyDocument } from '../../../src/domain/policy.ts';
import { KiteiError } from '../../../src/errors.ts';
import { diffKnowledge } from '../../../src/revision/diff-knowledge.ts';
import type { Context } from '../context.ts';
import { configOf, type IndexOptions, withExamples, withIndexOptions } from '../options.ts';
import { readPolicies } from '../read-policies.ts';
import { renderDiff } from '../render-diff.ts';
import { revisionWords } from '../revision-words.ts';

interface DiffOptions extends IndexOptions {
  readonly json?: boolean;
}

/**
 * `kitei diff [OLD] [NEW]`: what differs, clause by clause; without OLD, against the policies that are published; without
 * both, the policy folder against these.
 */
export function addDiff(program: Command, context: Context): void {
  const { say, terminal } = context;
  const words = revisionWords(say.language);
  const command = program
    .command('diff')
    .description(words.help.diff)
    .usage('[options] [[old] new]')
    .argument('[old]', words.help.old)
    .argument('[new]', words.help.new)
    .option('--json', say.help.options.json);
  withExamples(
    withIndexOptions(command, say),
    say,
    'kitei diff',
    'kitei diff drafts/rules-2027.docx',
    'kitei diff --json rules-2026.md rules-2027.docx',
  ).action(async (first: string | undefined, second: string | undefined, options: DiffOptions) => {
    const { knowledgeDir } = configOf(options, context);
    const path = second ?? first ?? knowledgeDir;
    const after = await readPolicies(path, context);
    const before =
      first === undefined || second === undefined
        ? await published(path, after, options, context)
        : await readPolicies(first, context);
    const diffs = diffKnowledge(before, after);
    terminal.print(options.json ? JSON.stringify(diffs, null, 2) : renderDiff(diffs, words, say, terminal));
  });
}

/**
 * What is published; beside a single document, the version that it would replace or follow.
 * @throws KiteiError `index.missing` where nothing is.
 */
async function published(
  path: string,
  after: readonly PolicyDocument[],
  options: DiffOptions,
  context: Context,
): Promise<readonly PolicyDocument[]> {
  const { services } = context;
  const place = await services.indexPlaceOf(configOf(options, context));
  const documents = await services.publishedDocuments(place);
  const { diff } = revisionWords(context.say.language);
  if (documents === null) throw new KiteiError('index.missing', diff.unpublished, diff.unpublishedRemedy);
  if ((await stat(path)).isDirectory()) return documents;
  const [document] = after;
  if (document === undefined) return documents;
  const versions = documents
    .filter(({ id, title }) => document.id === id || document.title === title)
    .sort(compareVersions);
  const isReplaced = (other: PolicyDocument) => other.version === document.version;
  const isBefore = (other: PolicyDocument) => compareVersions(other, document) <= 0;
  return [versions.find(isReplaced) ?? versions.findLast(isBefore) ?? versions.at(-1) ?? []].flat();
}
