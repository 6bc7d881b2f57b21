import { existsSync, readFileSync } from 'node:fs';

/** What a process has used: resident memory in MB and processor time in ms; NaN where the system does not tell. */
export function useOf(pid: number | undefined): { readonly memoryMb: number; readonly processorMs: number } {
  const read = (name: string) => {
    const file = `/proc/${pid}/${name}`;
    return existsSync(file) ? readFileSync(file, 'utf8') : '';
  };
  const memoryMb = Number(/VmRSS:\s+(\d+)/.exec(read('status'))?.[1] ?? Number.NaN) / 1024;
  // User and system time stand in hundredths of a second, 12 and 13 fields after the name in brackets.
  const fields = read('stat')
    .replace(/^.*\) /s, '')
    .split(' ');
  return { memoryMb, processorMs: (Number(fields[11]) + Number(fields[12])) * 10 };
}
