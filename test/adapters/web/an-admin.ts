import type { AdminParts } from '../../../adapters/web/admin/admin-parts.ts';

/** What an administrator sees of a system in which two notices wait and one record could not be kept. */
export function anAdmin(): AdminParts {
  return {
    generation: () => ({
      id: '20260401T093015123Z-1a2b3c4d',
      builtAt: '2026-04-01T09:30:15.123Z',
      documents: [],
      embedder: 'none',
      manifestSha256: 'ab',
    }),
    problems: () => [
      { path: 'policies/broken.docx', message: '読めません。', remedy: '保存し直してください。' },
    ],
    outbox: { counts: async () => ({ waiting: 2, undeliverable: 0 }) },
    log: { failures: 3, lost: 1 },
    knowledge: null,
    system: {
      channels: () => ['slack', 'web'],
      retention: { wordingDays: 90, recordDays: 1096 },
      smallestGroup: 5,
      signIn: { issuer: 'https://id.example', roleClaim: 'roles', roles: [['管理者', 'admin']] },
    },
  };
}
