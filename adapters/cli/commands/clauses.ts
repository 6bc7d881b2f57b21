import type { Command } from 'commander';
import type { Clause, PolicyDocument } from '../../../src/domain/policy.ts';
import type { Context } from '../context.ts';
import { languageOption, withExamples } from '../options.ts';
import { readPolicies } from '../read-policies.ts';
import { renderClauses } from '../render-clauses.ts';

/** `kitei clauses PATH`: the clause tree as Kitei reads it, without an index. */
export function addClauses(program: Command, context: Context): void {
  const { say, terminal } = context;
  const command = program
    .command('clauses')
    .description(say.help.commands.clauses)
    .argument('<path>', say.help.arguments.path)
    .option('--json', say.help.options.json)
    .addOption(languageOption(say));
  withExamples(command, say, 'kitei clauses knowledge/policies', 'kitei clauses policy.md --json').action(
    async (path: string, options: { readonly json?: boolean }) => {
      const documents = await readPolicies(path, context);
      terminal.print(
        options.json
          ? JSON.stringify(
              documents.flatMap((document) => document.clauses.map((clause) => clauseJson(document, clause))),
              null,
              2,
            )
          : documents.map((document) => renderClauses(document, say, terminal)).join('\n\n'),
      );
    },
  );
}

/** One element of the array that `clauses --json` prints; `parent` is the parent's label. */
function clauseJson(document: PolicyDocument, clause: Clause) {
  const { id, label, title, parent, kind, text, references, modality, page } = clause;
  return {
    id,
    label,
    title,
    parent,
    kind,
    text,
    references,
    modality,
    document: document.id,
    version: document.version,
    ...(page !== undefined && { page }),
  };
}
