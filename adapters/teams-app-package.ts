import { strToU8, zipSync } from 'fflate';
import { ACCENT, colourIcon, outlineIcon } from './app-icons.ts';

/** What the app package of an organisation is made from. */
export interface TeamsApp {
  /** Id of the bot registration. */
  readonly appId: string;
  /** Address of Kitei's server. */
  readonly url: string;
  /** Version of Kitei. */
  readonly version: string;
  /** Questions to offer before the first message; those of both languages are shown in the same order. */
  readonly prompts: { readonly ja: readonly string[]; readonly en: readonly string[] };
}

/** The first version of the schema with commands that are prompts. */
const SCHEMA = '1.27';
/** Teams takes at most twelve. */
const MOST_PROMPTS = 12;
/** The message extension command that hands a message over. */
const ASK_ABOUT_THIS = 'askAboutThis';

/** The app package that an administrator uploads to Teams: manifest, texts in English, icons. */
export function teamsAppPackage(app: TeamsApp): Uint8Array {
  const json = (value: object) => strToU8(`${JSON.stringify(value, null, 2)}\n`);
  return zipSync({
    'manifest.json': json(teamsManifest(app)),
    'en.json': json(teamsEnglish(app)),
    'color.png': colourIcon(),
    'outline.png': outlineIcon(),
  });
}

/** The manifest, in Japanese. */
export function teamsManifest({ appId, url, version, prompts }: TeamsApp) {
  const { name, description, shortcut, shortcutDescription } = japanese;
  const commands = prompts.ja.slice(0, MOST_PROMPTS).map(prompt);
  return {
    $schema: `https://developer.microsoft.com/en-us/json-schemas/teams/v${SCHEMA}/MicrosoftTeams.schema.json`,
    manifestVersion: SCHEMA,
    version,
    id: appId,
    developer: { name: 'Kitei', websiteUrl: url, privacyUrl: url, termsOfUseUrl: url },
    localizationInfo: {
      defaultLanguageTag: 'ja',
      additionalLanguages: [{ languageTag: 'en', file: 'en.json' }],
    },
    name,
    description,
    icons: { color: 'color.png', outline: 'outline.png' },
    accentColor: ACCENT,
    bots: [
      {
        botId: appId,
        scopes: ['personal', 'team', 'groupChat'],
        supportsFiles: false,
        isNotificationOnly: false,
        ...(commands.length > 0 && {
          commandLists: [{ scopes: ['personal', 'team', 'groupChat'], commands }],
        }),
      },
    ],
    composeExtensions: [
      {
        botId: appId,
        commands: [
          {
            id: ASK_ABOUT_THIS,
            type: 'action',
            title: shortcut,
            description: shortcutDescription,
            context: ['message'],
            fetchTask: true,
          },
        ],
      },
    ],
    defaultInstallScope: 'personal',
    defaultGroupCapability: { team: 'bot', groupchat: 'bot' },
    validDomains: [new URL(url).host],
  } as const;
}

/** What the manifest says to people whose Teams is in English. */
export function teamsEnglish({ prompts }: TeamsApp): Readonly<Record<string, string>> {
  const { name, description, shortcut, shortcutDescription } = english;
  const shown = prompts.en.slice(0, Math.min(prompts.ja.length, MOST_PROMPTS));
  return {
    $schema: `https://developer.microsoft.com/en-us/json-schemas/teams/v${SCHEMA}/MicrosoftTeams.Localization.schema.json`,
    'name.short': name.short,
    'name.full': name.full,
    'description.short': description.short,
    'description.full': description.full,
    ...Object.fromEntries(
      shown.flatMap((question, index) => {
        const at = `bots[0].commandLists[0].commands[${index}]`;
        const { title, description } = prompt(question);
        return [
          [`${at}.title`, title],
          [`${at}.description`, description],
        ];
      }),
    ),
    'composeExtensions[0].commands[0].title': shortcut,
    'composeExtensions[0].commands[0].description': shortcutDescription,
  };
}

function prompt(question: string) {
  return { type: 'prompt', title: question.slice(0, 128), description: question.slice(0, 4000) } as const;
}

const japanese = {
  name: { short: 'Kitei', full: 'Kitei（規程）' },
  description: {
    short: '「…してもいいですか」に、規程の条文をそのまま引用して答えます。',
    full: '職場の規程について質問すると、判定と根拠の条文を、そのままの言葉で示して答えます。はっきりした定めがないときはそう伝え、担当者に質問を渡せます。回答は自組織の規程だけから作られます。',
  },
  shortcut: '規程に照らす',
  shortcutDescription: 'このメッセージの内容が規程で認められるかを尋ねます',
};

const english = {
  name: { short: 'Kitei', full: 'Kitei' },
  description: {
    short: 'Answers "May I …?" from your own policies, quoting the clause word for word.',
    full: 'Ask what your policies allow: you get a verdict and the clause it rests on, word for word. Where no clause rules, Kitei says so and hands the question to a person. Answers come from your own policies alone.',
  },
  shortcut: 'Ask about this',
  shortcutDescription: 'Ask what the policies say about this message',
};
