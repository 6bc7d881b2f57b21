import type { Language } from '../../src/domain/policy.ts';

/** What `backup` and `restore` say, in one language. */
export interface BackupWords {
  readonly help: Readonly<Record<'backup' | 'destination' | 'restore' | 'source' | 'replace', string>>;
  readonly made: (path: string, files: number, megabytes: string) => string;
  readonly head: (entries: number, head: string) => string;
  /** Where the secret is: whoever has it and the database can find people again. */
  readonly secret: Readonly<Record<'file' | 'environment', string>>;
  readonly restored: (path: string, createdAt: string, files: number) => string;
  readonly kept: (path: string) => string;
}

const japanese: BackupWords = {
  help: {
    backup: 'データベース、秘密の鍵、索引、規程を写し、検証します。サーバーは動いたままで構いません。',
    destination: '新しいフォルダー、または .tar.gz のファイル',
    restore: 'バックアップを検証してから戻します。先にサーバーを止めてください。',
    source: 'kitei backup が作ったフォルダーまたは .tar.gz',
    replace: '今あるものを before-restore-… に移して置き換える',
  },
  made: (path, files, megabytes) => `${path} に ${files} ファイル、${megabytes} MB を写し、検証しました。`,
  head: (entries, head) => `監査記録 ${entries} 行、末尾 ${head}（別の場所に控えてください）`,
  secret: {
    file: 'keys/secret は仮名と暗号の鍵です。バックアップは質問記録と同じように守ってください。',
    environment: 'KITEI_SECRET は写していません。別に控えてください。',
  },
  restored: (path, createdAt, files) =>
    `${createdAt} のバックアップ ${path}（${files} ファイル）を戻しました。`,
  kept: (path) => `今まであったものは ${path} にあります。確かめたら消してください。`,
};

const english: BackupWords = {
  help: {
    backup:
      'Copy the database, the secret, the index and the policies, and verify the copy. A server may run on.',
    destination: 'a new folder, or a .tar.gz file',
    restore: 'Verify a backup, then put it back. Stop the server first.',
    source: 'a folder or .tar.gz that kitei backup made',
    replace: 'move what is there to before-restore-… and take its place',
  },
  made: (path, files, megabytes) => `${files} files, ${megabytes} MB, are in ${path} and verified.`,
  head: (entries, head) => `Audit log: ${entries} entries, head ${head} (keep it elsewhere)`,
  secret: {
    file: 'keys/secret is the key of pseudonyms and encryption: guard the backup as you guard the question log.',
    environment: 'KITEI_SECRET is not in it: keep it elsewhere.',
  },
  restored: (path, createdAt, files) => `The backup ${path} of ${createdAt} (${files} files) is restored.`,
  kept: (path) => `What was there is in ${path}. Delete it when all is well.`,
};

export function backupWords(language: Language): BackupWords {
  return language === 'ja' ? japanese : english;
}
