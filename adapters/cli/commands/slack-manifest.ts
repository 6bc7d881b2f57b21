import { writeFileSync } from 'node:fs';
import type { Command } from 'commander';
import { slackAppSettings } from '../../../src/config/slack-settings.ts';
import type { Language } from '../../../src/domain/policy.ts';
import { KiteiError } from '../../../src/errors.ts';
import { slackManifest } from '../../slack-manifest.ts';
import type { Context } from '../context.ts';
import { languageOption, withExamples } from '../options.ts';

interface ManifestOptions {
  readonly url?: string;
  readonly socket?: boolean;
  readonly out?: string;
}

/** `kitei slack manifest`: the manifest to create the Slack app from, with the scopes that the settings need. */
export function addSlack(program: Command, { say, terminal, env }: Context): void {
  const words = WORDS[say.language];
  const slack = program
    .command('slack')
    .description(words.slack)
    .helpOption('-h, --help', say.help.options.help)
    .helpCommand(false);
  const command = slack
    .command('manifest')
    .description(words.manifest)
    .option('--url <url>', words.url)
    .option('--socket', words.socket)
    .option('-o, --out <file>', words.out)
    .addOption(languageOption(say));
  withExamples(
    command,
    say,
    'kitei slack manifest --url https://kitei.example.lg.jp',
    'kitei slack manifest --socket --out manifest.json',
  ).action(({ url, socket, out }: ManifestOptions) => {
    const settings = slackAppSettings(env);
    const byHttp = url !== undefined || (!settings.socketMode && env.KITEI_URL !== undefined);
    const endpoints = {
      url: socket || !byHttp ? null : addressOf(url ?? env.KITEI_URL ?? '', words),
      distributed: settings.distributed,
    };
    if (!socket && !byHttp && !settings.socketMode) {
      throw new KiteiError('config.invalid', words.noUrl, words.noUrlRemedy);
    }
    const manifest = JSON.stringify(slackManifest(settings, endpoints, say.language), null, 2);
    if (out === undefined) terminal.print(manifest);
    else write(out, `${manifest}\n`, words);
    terminal.note(words.next(out));
  });
}

/** Slack sends events to https only. */
function addressOf(url: string, words: SlackWords): string {
  const address = url.trim().replace(/\/+$/, '');
  if (!address.startsWith('https://') || !URL.canParse(address)) {
    throw new KiteiError('config.invalid', words.noUrl, words.noUrlRemedy);
  }
  return address;
}

function write(path: string, text: string, words: SlackWords): void {
  try {
    writeFileSync(path, text);
  } catch (cause) {
    throw new KiteiError('config.invalid', words.unwritable(path), words.unwritableRemedy, cause);
  }
}

interface SlackWords {
  readonly slack: string;
  readonly manifest: string;
  readonly url: string;
  readonly socket: string;
  readonly out: string;
  readonly noUrl: string;
  readonly noUrlRemedy: string;
  readonly unwritable: (path: string) => string;
  readonly unwritableRemedy: string;
  readonly next: (path: string | undefined) => string;
}

const WORDS: Readonly<Record<Language, SlackWords>> = {
  ja: {
    slack: 'Slack での利用を準備します。',
    manifest: 'Slack アプリのマニフェストを作ります。権限は設定（SLACK_…）に合わせます。',
    url: 'Kitei のサーバーの https アドレス (KITEI_URL)',
    socket: 'Socket Mode を使う（公開アドレスは不要）',
    out: '書き出すファイル。既定は標準出力',
    noUrl: 'Slack から届く https アドレスがわかりません。',
    noUrlRemedy: '--url https://… または KITEI_URL で指定するか、--socket を使ってください。',
    unwritable: (path) => `${path} に書き出せません。`,
    unwritableRemedy: '書き込めるファイルを --out で指定してください。',
    next: (path) =>
      `https://api.slack.com/apps の Create New App → From a manifest に${path === undefined ? 'この JSON' : ` ${path} の内容`}を貼り付けてください。`,
  },
  en: {
    slack: 'Prepare Kitei for Slack.',
    manifest: 'Make the manifest of the Slack app, with the scopes that the settings (SLACK_…) need.',
    url: "https address of Kitei's server (KITEI_URL)",
    socket: 'use Socket Mode, which needs no public address',
    out: 'file to write; standard output unless told',
    noUrl: 'The https address that Slack can reach is not known.',
    noUrlRemedy: 'Name it with --url https://… or KITEI_URL, or use --socket.',
    unwritable: (path) => `${path} cannot be written.`,
    unwritableRemedy: 'Name a file that can be written with --out.',
    next: (path) =>
      `Paste ${path === undefined ? 'this JSON' : `the contents of ${path}`} under Create New App → From a manifest at https://api.slack.com/apps.`,
  },
};
