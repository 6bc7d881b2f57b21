import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';

/** A running process, told apart from a later one that got the same number. */
export interface ProcessIdentity {
  /** 8 hex digits for the machine, its boot and its process-number space (a container has its own). */
  readonly machine: string;
  readonly pid: number;
  /** When the process started, in the system's own unit; `0` where the system does not tell. */
  readonly start: string;
}

/** `alive` and `dead` are certain; `elsewhere` means another machine or container, which cannot be asked. */
export type ProcessState = 'alive' | 'dead' | 'elsewhere';

let own: ProcessIdentity | undefined;

/** The identity of this process. */
export function thisProcess(): ProcessIdentity {
  own ??= { machine: machineName(), pid: process.pid, start: startOf(process.pid) ?? '0' };
  return own;
}

/** Whether the process with this identity still runs. */
export function stateOf(identity: ProcessIdentity): ProcessState {
  if (identity.machine !== thisProcess().machine) return 'elsewhere';
  try {
    process.kill(identity.pid, 0);
  } catch (error) {
    // EPERM: it exists and belongs to somebody else.
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return 'dead';
  }
  if (isZombie(identity.pid)) return 'dead';
  const start = startOf(identity.pid);
  return start === null || identity.start === '0' || start === identity.start ? 'alive' : 'dead';
}

/** `machine-pid-start`, safe in a file name. */
export function formatIdentity({ machine, pid, start }: ProcessIdentity): string {
  return `${machine}-${pid}-${start}`;
}

/** Reads what `formatIdentity` wrote; null for anything else. */
export function parseIdentity(text: string): ProcessIdentity | null {
  const [, machine, pid, start] = /^([0-9a-f]{8})-(\d+)-(\d+)$/.exec(text) ?? [];
  return machine && pid && start ? { machine, pid: Number(pid), start } : null;
}

/** Start of a process: clock ticks since boot on Linux, seconds since 1970 elsewhere; null where it is not known. */
function startOf(pid: number): string | null {
  if (process.platform === 'linux') return statFields(pid)?.[19] ?? null;
  if (process.platform === 'win32') return null;
  try {
    const printed = execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { env: { LC_ALL: 'C' } });
    const time = Date.parse(printed.toString().trim());
    return Number.isNaN(time) ? null : String(time / 1000);
  } catch {
    return null;
  }
}

/** A killed process that its parent has not yet collected still has a number, and does nothing any more. */
function isZombie(pid: number): boolean {
  const state = process.platform === 'linux' ? statFields(pid)?.[0] : undefined;
  return state === 'Z' || state === 'X';
}

/** Fields of `/proc/<pid>/stat` after the program's name (proc(5)): state first, start time twentieth. */
function statFields(pid: number): readonly string[] | null {
  const stat = attempt(() => readFileSync(`/proc/${pid}/stat`, 'latin1'));
  return stat === null ? null : stat.slice(stat.lastIndexOf(')') + 2).split(' ');
}

function machineName(): string {
  const boot = attempt(() => readFileSync('/proc/sys/kernel/random/boot_id', 'latin1').trim());
  const numberSpace = attempt(() => readlinkSync('/proc/self/ns/pid'));
  const parts = [hostname(), boot, numberSpace];
  return createHash('sha256').update(parts.join('\n')).digest('hex').slice(0, 8);
}

function attempt<T>(read: () => T): T | null {
  try {
    return read();
  } catch {
    return null;
  }
}
