import type { Language } from '../../src/domain/policy.ts';

/** What `migrate` says, in one language. */
export interface MigrateWords {
  readonly help: Readonly<Record<'migrate' | 'from' | 'to', string>>;
  readonly table: (name: string, rows: number) => string;
  readonly moved: (rows: number) => string;
  readonly noTarget: string;
  readonly noTargetRemedy: string;
}

const japanese: MigrateWords = {
  help: {
    migrate:
      'SQLite の記録をすべて空の PostgreSQL へ写し、行ごとに確かめます。先にサーバーを止めてください。',
    from: 'SQLite のファイル（既定: データフォルダーの kitei.db）',
    to: 'postgres:// で始まる番地（既定: DATABASE_URL）',
  },
  table: (name, rows) => `${name}: ${rows} 行`,
  moved: (rows) =>
    `${rows} 行を写し、すべて一致しました。KITEI_SECRET は今までと同じものを使ってください。元のファイルはそのままです。`,
  noTarget: '移す先の PostgreSQL が指定されていません。',
  noTargetRemedy: '--to postgres://… を付けるか、DATABASE_URL を設定してください。',
};

const english: MigrateWords = {
  help: {
    migrate:
      'Copy all records from SQLite to an empty PostgreSQL and compare every row. Stop the server first.',
    from: 'the SQLite file (default: kitei.db in the data folder)',
    to: 'an address that begins with postgres:// (default: DATABASE_URL)',
  },
  table: (name, rows) => `${name}: ${rows} rows`,
  moved: (rows) =>
    `${rows} rows are copied, and all are the same. Keep KITEI_SECRET as it was. The file stays as it is.`,
  noTarget: 'No PostgreSQL database to move to is named.',
  noTargetRemedy: 'Add --to postgres://…, or set DATABASE_URL.',
};

export function migrateWords(language: Language): MigrateWords {
  return language === 'ja' ? japanese : english;
}
