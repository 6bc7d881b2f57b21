import type { Command } from 'commander';
import { KiteiError } from '../../../src/errors.ts';
import { summaryOf } from '../../../src/lint/lint-documents.ts';
import type { Context } from '../context.ts';
import { currentFindings } from '../current-findings.ts';
import { configOf, type IndexOptions, languageOption, withExamples } from '../options.ts';
import { readPolicies } from '../read-policies.ts';
import { renderFindings } from '../render-findings.ts';
import { revisionWords } from '../revision-words.ts';

interface LintOptions extends IndexOptions {
  readonly json?: boolean;
  readonly strict?: boolean;
}

/** `kitei lint [DIR]`: findings for the authors of the policies in force and pending; exit code 1 where one is an error. */
export function addLint(program: Command, context: Context): void {
  const { say, terminal } = context;
  const words = revisionWords(say.language);
  const command = program
    .command('lint')
    .description(words.help.lint)
    .argument('[path]', words.help.lintPath)
    .option('-k, --knowledge <dir>', say.help.options.knowledge)
    .option('--strict', words.help.strict)
    .option('--json', say.help.options.json)
    .addOption(languageOption(say));
  withExamples(command, say, 'kitei lint', 'kitei lint policy.docx --json').action(
    async (path: string | undefined, { json, strict = false, ...options }: LintOptions) => {
      const documents = await readPolicies(path ?? configOf(options, context).knowledgeDir, context);
      const findings = currentFindings(documents);
      terminal.print(json ? JSON.stringify(findings, null, 2) : renderFindings(findings, words, terminal));
      const { error, warning } = summaryOf(findings);
      const grave = error + (strict ? warning : 0);
      if (grave > 0) throw new KiteiError('knowledge.invalid', words.lint.grave(grave), words.lint.remedy);
    },
  );
}
