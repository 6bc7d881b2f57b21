import { readFileSync, writeFileSync } from 'node:fs';
import type { Command } from 'commander';
import type { Language } from '../../../src/domain/policy.ts';
import { KiteiError } from '../../../src/errors.ts';
import { teamsAppPackage } from '../../teams-app-package.ts';
import type { Context } from '../context.ts';
import { configOf, type IndexOptions, withExamples, withIndexOptions } from '../options.ts';

interface ManifestOptions extends IndexOptions {
  readonly url?: string;
  readonly out: string;
}

/** `kitei teams manifest`: the app package to upload to Teams, with questions that the policies answer. */
export function addTeams(program: Command, context: Context): void {
  const { say, terminal } = context;
  const words = WORDS[say.language];
  const teams = program
    .command('teams')
    .description(words.teams)
    .helpOption('-h, --help', say.help.options.help)
    .helpCommand(false);
  const command = teams
    .command('manifest')
    .description(words.manifest)
    .option('--url <url>', words.url)
    .option('-o, --out <file>', words.out, 'kitei-teams.zip');
  withExamples(
    withIndexOptions(command, say),
    say,
    'kitei teams manifest --url https://kitei.example.lg.jp --out kitei-teams.zip',
  ).action(async (options: ManifestOptions) => {
    const config = configOf(options, context);
    const url = addressOf(options.url ?? config.publicUrl, words);
    if (config.teams === null) throw new KiteiError('config.invalid', words.noBot, words.noBotRemedy);
    const service = await context.services.createService(config, { warn: terminal.note });
    try {
      const [ja, en] = await Promise.all((['ja', 'en'] as const).map(service.assistant.suggestions));
      const zip = teamsAppPackage({
        appId: config.teams.appId,
        url,
        version: version(),
        prompts: { ja: ja ?? [], en: en ?? [] },
      });
      write(options.out, zip, words);
    } finally {
      await service.close();
    }
    terminal.print(words.written(options.out, `${url}/api/messages`));
  });
}

/** Teams opens nothing but https. */
function addressOf(url: string | null, words: TeamsWords): string {
  const address = url?.replace(/\/+$/, '') ?? '';
  if (!address.startsWith('https://') || !URL.canParse(address)) {
    throw new KiteiError('config.invalid', words.noUrl, words.noUrlRemedy);
  }
  return address;
}

function write(path: string, bytes: Uint8Array, words: TeamsWords): void {
  try {
    writeFileSync(path, bytes);
  } catch (cause) {
    throw new KiteiError('config.invalid', words.unwritable(path), words.unwritableRemedy, cause);
  }
}

function version(): string {
  return JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8')).version;
}

interface TeamsWords {
  readonly teams: string;
  readonly manifest: string;
  readonly url: string;
  readonly out: string;
  readonly noBot: string;
  readonly noBotRemedy: string;
  readonly noUrl: string;
  readonly noUrlRemedy: string;
  readonly unwritable: (path: string) => string;
  readonly unwritableRemedy: string;
  readonly written: (path: string, endpoint: string) => string;
}

const WORDS: Readonly<Record<Language, TeamsWords>> = {
  ja: {
    teams: 'Microsoft Teams での利用を準備します。',
    manifest: 'Teams にアップロードするアプリパッケージを作ります。',
    url: 'Kitei のサーバーの https アドレス (KITEI_URL)',
    out: '書き出すファイル',
    noBot: 'Teams のボットが設定されていません。',
    noBotRemedy: 'TEAMS_APP_ID などを設定してください（.env.example に説明があります）。',
    noUrl: 'Teams から届く https アドレスがわかりません。',
    noUrlRemedy: '--url https://… または KITEI_URL で指定してください。',
    unwritable: (path) => `${path} に書き出せません。`,
    unwritableRemedy: '書き込めるファイルを --out で指定してください。',
    written: (path, endpoint) =>
      `${path} を作りました。Teams 管理センターの「アプリを管理」からアップロードしてください。ボットのエンドポイント: ${endpoint}`,
  },
  en: {
    teams: 'Prepare Kitei for Microsoft Teams.',
    manifest: 'Make the app package to upload to Teams.',
    url: "https address of Kitei's server (KITEI_URL)",
    out: 'file to write',
    noBot: 'No bot is configured for Teams.',
    noBotRemedy: 'Set TEAMS_APP_ID and what belongs to it; .env.example explains them.',
    noUrl: 'The https address that Teams can reach is not known.',
    noUrlRemedy: 'Name it with --url https://… or KITEI_URL.',
    unwritable: (path) => `${path} cannot be written.`,
    unwritableRemedy: 'Name a file that can be written with --out.',
    written: (path, endpoint) =>
      `${path} is ready: upload it under "Manage apps" in the Teams admin center. The bot's endpoint: ${endpoint}`,
  },
};
