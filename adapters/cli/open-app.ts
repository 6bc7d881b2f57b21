import type { AppHooks, Kitei } from '../../src/app.ts';
import type { Config } from '../../src/config.ts';
import type { Context } from './context.ts';
import { warnOf } from './failure.ts';
import { indexingText } from './progress-text.ts';

/** Starts Kitei, with progress on a terminal; problems of the knowledge folder go to standard error. */
export async function openApp(config: Config, context: Context): Promise<Kitei> {
  const app = await context.services.createApp(config, appHooks(config, context));
  context.terminal.endProgress();
  noteProblems(app, context);
  return app;
}

/** Progress and warnings on the terminal; says which folder answers when nobody chose one. */
export function appHooks(config: Config, context: Context): AppHooks {
  const { terminal, say } = context;
  if (config.sampleKnowledge) terminal.note(say.sample(config.knowledgeDir));
  return {
    onProgress: (progress) => terminal.progress(indexingText(progress, say)),
    warn: (message) => warnOf(context, message),
  };
}

/** Says what the keeper of the knowledge folder should put right. */
export function noteProblems({ problems }: Kitei, context: Context): void {
  for (const { path, message, remedy } of problems) {
    warnOf(context, `${path}:`, message, remedy);
  }
}
