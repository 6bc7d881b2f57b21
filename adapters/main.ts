import { existsSync } from 'node:fs';
import { messageLanguage, readConfig, withSecrets } from '../src/config.ts';
import { KiteiError } from '../src/errors.ts';
import { createProcessLog } from './process-log.ts';
import { serve } from './serve.ts';

/** Runs Kitei until it is told to stop: reads `.env`, starts the channels, ends gracefully on SIGINT and SIGTERM. */
async function main(): Promise<void> {
  if (existsSync('.env')) process.loadEnvFile('.env');
  const env = withSecrets(process.env);
  const japanese = messageLanguage(env) === 'ja';
  const log = (message: string) => process.stderr.write(`${message}\n`);
  try {
    const config = readConfig(process.env);
    const told = createProcessLog(config.operation.logLevel, env, {
      plain: process.stderr.isTTY === true,
      write: (line) => process.stderr.write(line),
    });
    const running = await serve(config, told);
    told.info(japanese ? `Kitei を開始しました: ${running.url}` : `Kitei is running: ${running.url}`);
    if (running.signIn !== null) {
      log(
        japanese
          ? `サインイン（一回限り、15分以内）: ${running.signIn}`
          : `Sign in (once, within 15 minutes): ${running.signIn}`,
      );
    }
    let stopping = false;
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      process.on(signal, () => {
        // A second signal means now.
        if (stopping) process.exit(130);
        stopping = true;
        told.info(japanese ? '終了しています…' : 'Stopping…');
        running.stop().then(
          () => process.exit(0),
          (error) => {
            told.error(String(error));
            process.exit(1);
          },
        );
      });
    }
  } catch (error) {
    // The words of an error may repeat an address with its password.
    const told = createProcessLog('error', env, {
      plain: true,
      write: (line) => process.stderr.write(line),
    });
    told.error(error instanceof Error ? error.message : String(error));
    if (error instanceof KiteiError) told.error(error.remedy);
    if (process.env.KITEI_DEBUG && error instanceof Error)
      for (const line of (error.stack ?? '').split('\n')) told.error(line);
    process.exitCode = error instanceof KiteiError && error.code === 'config.invalid' ? 2 : 1;
  }
}

await main();
