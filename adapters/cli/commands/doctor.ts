import type { Command } from 'commander';
import type { Config } from '../../../src/config.ts';
import { type Finding, finding } from '../../../src/doctor/finding.ts';
import type { RemoteFinding } from '../../../src/doctor.ts';
import { KiteiError } from '../../../src/errors.ts';
import { modelFindings } from '../../model-checks.ts';
import { remoteFindings } from '../../remote-checks.ts';
import type { Context } from '../context.ts';
import { operationsWords } from '../operations-words-of.ts';
import { configOf, type IndexOptions, withExamples, withIndexOptions } from '../options.ts';
import { findingText, renderExamination } from '../render-examination.ts';

interface DoctorOptions extends IndexOptions {
  readonly json?: boolean;
  readonly offline?: boolean;
}

/** `kitei doctor`: everything Kitei needs, with a remedy for each finding; exit code 1 where something does not work. */
export function addDoctor(program: Command, context: Context): void {
  const { say, terminal, services } = context;
  const words = operationsWords(say.language);
  const command = program
    .command('doctor')
    .description(words.help.doctor)
    .option('--offline', words.help.offline)
    .option('--json', say.help.options.json);
  withExamples(withIndexOptions(command, say), say, 'kitei doctor', 'kitei doctor --offline --json').action(
    async (options: DoctorOptions) => {
      const config = configIfReadable(options, context);
      const findings =
        'check' in config
          ? [config]
          : await services.examine(config, options.offline ? null : () => othersFindings(config));
      terminal.print(
        options.json
          ? JSON.stringify(
              findings.map((one) => ({ ...one, ...findingText(one, words) })),
              null,
              2,
            )
          : renderExamination(findings, words, terminal),
      );
      const failed = findings.filter(({ outcome }) => outcome === 'failed').length;
      if (failed > 0)
        throw new KiteiError('examination.failed', words.doctor.failed(failed), words.doctor.remedy);
    },
  );
}

/** What the platforms and the models say. */
async function othersFindings(config: Config): Promise<readonly RemoteFinding[]> {
  return [...(await remoteFindings(config)), ...(await modelFindings(config))];
}

/** The configuration, or what is wrong with it as a finding like any other. */
function configIfReadable(options: DoctorOptions, context: Context): Config | Finding {
  try {
    return configOf(options, context);
  } catch (error) {
    if (!(error instanceof KiteiError)) throw error;
    const { message, remedy } = error;
    return finding('configuration', 'failed', 'error', { message, remedy });
  }
}
