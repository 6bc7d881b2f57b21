import type { Catalogue } from './failure-catalogue.ts';

const EXPLAINED = '説明は .env.example にあります。';

/** What is wrong with the settings. */
export const SETTINGS: Catalogue = {
  'The settings have {}: {}.': '設定に誤りが {}あります: {}',
  'a mistake': '',
  '{} mistakes': '{} 件',
  'The settings are {}; .env.example explains them.': `設定は {} です。${EXPLAINED}`,
  '.env.example explains the settings.': EXPLAINED,
  '.env.example explains them.': EXPLAINED,
  '{} and {} are both set': '{} と {} が両方あります',
  '{} names an empty file': '{} のファイルは空です',
  '{} names a file that cannot be read ({})': '{} のファイルを読めません（{}）',
  '{} is not a setting': '{} という設定はありません',
  '{} must be "{}" or "{}"': '{} は "{}" か "{}" です',
  '{} must be {}': '{} は {} です',
  '{} must begin with {}': '{} の値は {} で始めてください',
  '{} must have at least {} characters': '{} の値は {} 文字以上にしてください',
  'a whole number': '整数',
  'between {} and {}': '{} 以上 {} 以下の整数',
  'an http(s) address': 'http か https の番地',
  'PROVIDER:MODEL': 'PROVIDER:MODEL',
  'KITEI_INDEX=postgres needs a PostgreSQL database, and DATABASE_URL names none.':
    'KITEI_INDEX=postgres には PostgreSQL が要りますが、DATABASE_URL の設定がありません。',
  'Set DATABASE_URL, or leave KITEI_INDEX out: the index is then in memory.':
    'DATABASE_URL を設定するか、KITEI_INDEX を外してください（索引はメモリーに置きます）。',
  'Signing in with OpenID Connect is configured in part; missing: {}.':
    'OpenID Connect のサインインの設定が足りません: {}',
  'Set what is missing, or no KITEI_OIDC_ setting at all; .env.example explains them.': `足りないものを設定するか、KITEI_OIDC_ の設定をすべて外してください。${EXPLAINED}`,
  'KITEI_EMBEDDER=openai:… needs KITEI_EMBEDDER_KEY, or KITEI_EMBEDDER_URL of a server of your own.':
    'KITEI_EMBEDDER=openai:… には、KITEI_EMBEDDER_KEY か、自分のサーバーの KITEI_EMBEDDER_URL が要ります。',
  'KITEI_MODEL=openai:… needs KITEI_MODEL_KEY, or KITEI_MODEL_URL of a server of your own.':
    'KITEI_MODEL=openai:… には、KITEI_MODEL_KEY か、自分のサーバーの KITEI_MODEL_URL が要ります。',
  'TEAMS_APP_PASSWORD is set, but a bot with a managed identity has none.':
    'TEAMS_APP_PASSWORD がありますが、マネージド ID のボットにパスワードは要りません。',
  'Teams is configured in part; missing: {}.': 'Teams の設定が足りません: {}',
  'Set TEAMS_APP_ID, TEAMS_TENANT_ID and TEAMS_APP_PASSWORD (none for TEAMS_APP_TYPE=UserAssignedMsi), or no TEAMS_ setting at all.':
    'TEAMS_APP_ID、TEAMS_TENANT_ID、TEAMS_APP_PASSWORD（TEAMS_APP_TYPE=UserAssignedMsi では不要）を設定するか、TEAMS_ の設定をすべて外してください。',
  'The Teams bot has no app id, no secret, no tenant, or no tenant that is allowed to use it.':
    'Teams のボットに、アプリ ID、パスワード、テナント、または使うことを認めたテナントがありません。',
  'Set TEAMS_APP_ID, TEAMS_APP_PASSWORD and TEAMS_TENANT_ID to those of the bot registration.':
    'TEAMS_APP_ID、TEAMS_APP_PASSWORD、TEAMS_TENANT_ID を、登録したボットのものにしてください。',
  'The settings of Slack have mistakes: {}.': 'Slack の設定に誤りがあります: {}',
  'Slack is configured in part; missing: {}.': 'Slack の設定が足りません: {}',
  'Set what is missing, or leave all SLACK_ settings out; .env.example explains them.': `足りないものを設定するか、SLACK_ の設定をすべて外してください。${EXPLAINED}`,
  "Slack's Socket Mode cannot be reached ({}).": 'Slack の Socket Mode につながりません（{}）。',
  'Check SLACK_APP_TOKEN (scope connections:write), that Socket Mode is on for the app, and the network.':
    'SLACK_APP_TOKEN（権限 connections:write）、アプリの Socket Mode が有効なこと、ネットワークを確かめてください。',
  'Slack does not accept the bot token, or cannot be reached ({}).':
    'Slack がボットのトークンを受け付けないか、つながりません（{}）。',
  'Copy SLACK_BOT_TOKEN again from "OAuth & Permissions" of the app, and check the network.':
    'アプリの「OAuth & Permissions」から SLACK_BOT_TOKEN を写し直し、ネットワークを確かめてください。',
  'There is no chat model for {}.': '{} に使うモデルがありません。',
  ', or KITEI_RERANKER_URL for reranking': '（並べ替えだけなら KITEI_RERANKER_URL）',
  'Set KITEI_MODEL{}; .env.example explains both.': `KITEI_MODEL{} を設定してください。${EXPLAINED}`,
  'Set KITEI_MODEL; .env.example explains both.': `KITEI_MODEL を設定してください。${EXPLAINED}`,
  'KITEI_EMPLOYEE_NUMBER: {}': 'KITEI_EMPLOYEE_NUMBER（職員番号の形）: {}',
  '"{}" is not a pattern: {}.': '「{}」は正規表現として読めません（{}）。',
  '"{}" matches the empty text.': '「{}」は空の文字列に合ってしまいます。',
  'Write the form of one number as a regular expression without lookaround and back-references, for example [A-Z]\\d{6}.':
    '一つの番号の形を、先読みと後方参照のない正規表現で書いてください（例: [A-Z]\\d{6}）。',
};
