import { readFileSync } from 'node:fs';
import type { Environment } from './environment.ts';

/** Whether the value of a setting of this name is a secret. */
export function isSecret(name: string): boolean {
  return /(SECRET|TOKEN|PASSWORD|KEY)(_BEFORE)?$|^DATABASE_URL$/.test(name);
}

/** An environment with its secrets in it, and how they came there. */
export interface WithSecretFiles {
  readonly env: Environment;
  /** Paths of the files that were read. */
  readonly files: readonly string[];
  /** What is wrong with the others, each beginning with the name of its setting. */
  readonly mistakes: readonly string[];
}

/**
 * Takes secrets from files: where `NAME_FILE` is the path of one, what it holds is the value of `NAME`, without the line
 * break at its end. That is how systemd (`LoadCredential`), Docker and Kubernetes hand secrets over.
 *
 * @param names the settings that are secrets; others have no `_FILE`.
 */
export function withSecretFiles(given: Environment, names: readonly string[]): WithSecretFiles {
  const env: Record<string, string | undefined> = { ...given };
  const files: string[] = [];
  const mistakes: string[] = [];
  for (const name of names) {
    const setting = `${name}_FILE`;
    const path = env[setting];
    delete env[setting];
    if (path === undefined) continue;
    if (env[name] !== undefined) {
      mistakes.push(`${setting} and ${name} are both set`);
      continue;
    }
    try {
      const value = readFileSync(path, 'utf8').replace(/\r?\n$/, '');
      if (value.trim() === '') mistakes.push(`${setting} names an empty file`);
      else {
        env[name] = value;
        files.push(path);
      }
    } catch (error) {
      mistakes.push(`${setting} names a file that cannot be read (${(error as NodeJS.ErrnoException).code})`);
    }
  }
  return { env, files, mistakes };
}
