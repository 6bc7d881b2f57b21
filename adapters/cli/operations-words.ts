import type { CheckName, Finding, FindingCode } from '../../src/doctor/finding.ts';
import type { AuditFault } from '../../src/domain/audit-chain.ts';

type Facts = Finding['facts'];

/** What `doctor` and `audit` say, in one language. */
export interface OperationsWords {
  readonly help: Readonly<
    Record<'doctor' | 'offline' | 'audit' | 'auditList' | 'auditVerify' | 'limit' | 'head', string>
  >;
  readonly checks: Readonly<Record<CheckName, string>>;
  /** What was found, and what to do about it. */
  readonly findings: Readonly<
    Record<FindingCode, (facts: Facts) => readonly [message: string, remedy: string]>
  >;
  readonly doctor: { readonly failed: (count: number) => string; readonly remedy: string };
  readonly audit: {
    readonly whole: (entries: number, head: string) => string;
    readonly fault: (fault: AuditFault) => string;
    readonly remedy: string;
  };
}
