import type { Kitei } from '../../src/app.ts';
import type { Config } from '../../src/config.ts';
import type { Context } from './context.ts';
import { indexingText } from './progress-text.ts';

/** Starts Kitei, with progress on a terminal; problems of the knowledge folder go to standard error. */
export async function openApp(config: Config, { services, terminal, say }: Context): Promise<Kitei> {
  if (config.sampleKnowledge) terminal.note(say.sample(config.knowledgeDir));
  const app = await services.createApp(config, {
    onProgress: (progress) => terminal.progress(indexingText(progress, say)),
    warn: (message) => terminal.note(`${say.warning}: ${message}`),
  });
  terminal.endProgress();
  for (const problem of app.problems) {
    terminal.note(`${say.warning}: ${problem.path}: ${problem.message} ${problem.remedy}`);
  }
  return app;
}
