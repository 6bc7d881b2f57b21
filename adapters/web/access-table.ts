import type { Role } from '../../src/domain/access.ts';

/** Who may open an address: strangers as well, everybody who is signed in, or those with one of these roles. */
export type Access = 'strangers' | 'everybody' | readonly Role[];

const TRAINERS = ['trainer'] as const;
const ADMINS = ['admin'] as const;
const AUDITORS = ['auditor'] as const;

/** Who may do what. An address that does not stand here is nobody's. */
export const ACCESS: Readonly<Record<string, Access>> = {
  'GET /assets/kitei.css': 'strangers',
  'GET /assets/:script': 'strangers',
  'GET /language/:language': 'strangers',
  'GET /sign-in': 'strangers',
  'GET /sign-in/start': 'strangers',
  'GET /sign-in/callback': 'strangers',
  'POST /sign-out': 'everybody',
  'GET /': 'everybody',
  'POST /ask': 'everybody',
  'POST /new': 'everybody',
  'GET /conversations': 'everybody',
  'POST /continue': 'everybody',
  'POST /feedback': 'everybody',
  'POST /escalate': 'everybody',
  'GET /policies': 'everybody',
  'GET /policies/:id': 'everybody',
  'GET /policies/:id/:version': 'everybody',
  'GET /policies/:id/:version/changes': 'everybody',
  'GET /admin': ADMINS,
  'POST /admin/reindex': ADMINS,
  'GET /admin/documents': ADMINS,
  'POST /admin/documents': ADMINS,
  'GET /admin/document': ADMINS,
  'POST /admin/document/metadata': ADMINS,
  'POST /admin/document/remove': ADMINS,
  'GET /admin/draft': ADMINS,
  'POST /admin/draft/discard': ADMINS,
  'POST /admin/draft/rehearse': ADMINS,
  'POST /admin/draft/publish': ADMINS,
  'GET /admin/files/:name': ADMINS,
  'POST /admin/files/:name': ADMINS,
  'GET /admin/system': ADMINS,
  'POST /admin/system/sign-out': ADMINS,
  'GET /admin/history': ADMINS,
  'POST /admin/rollback': ADMINS,
  'GET /audit': AUDITORS,
  'GET /training': TRAINERS,
  'GET /training/gaps': TRAINERS,
  'GET /training/gaps/:id': TRAINERS,
  'POST /training/gaps/:id/notes': TRAINERS,
  'POST /training/gaps/:id/close': TRAINERS,
  'POST /training/gaps/:id/vocabulary': TRAINERS,
  'GET /training/vocabulary': TRAINERS,
  'POST /training/vocabulary/rehearse': TRAINERS,
  'POST /training/vocabulary/publish': TRAINERS,
  'POST /training/vocabulary/discard': TRAINERS,
  'GET /training/review': TRAINERS,
  'GET /training/coverage': TRAINERS,
  'GET /training/questions': TRAINERS,
  'GET /training/questions.csv': TRAINERS,
  'GET /training/questions/:id': TRAINERS,
  'POST /training/questions/:id/review': TRAINERS,
  'POST /training/questions/:id/propose': TRAINERS,
  'GET /training/answers': TRAINERS,
  'POST /training/answers/:id/decide': TRAINERS,
  'GET /training/events': TRAINERS,
  'POST /training/events': TRAINERS,
  'POST /training/events/:id/delete': TRAINERS,
  'GET /training/digest': TRAINERS,
  'GET /training/quiz': TRAINERS,
};

/** Whether somebody with these roles may open an address that everybody may not. */
export function mayOpen(access: Access, roles: readonly Role[]): boolean {
  if (typeof access === 'string') return true;
  return access.some((role) => roles.includes(role));
}
