import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, describe, expect, it } from 'vitest';

// What the READMEs tell people to type is typed here, and what they show is what comes out.

const root = fileURLToPath(new URL('..', import.meta.url));
const data = mkdtempSync(join(tmpdir(), 'kitei-readme-'));
afterAll(() => rmSync(data, { recursive: true }));

const shell = promisify(execFile);
const run = async (command: string) => {
  const { stdout } = await shell('sh', ['-c', command], {
    cwd: root,
    env: { ...process.env, KITEI_DATA: data },
    maxBuffer: 1 << 26,
  });
  return stdout;
};

describe.each(['README.md', 'README.ja.md'])('%s', (name) => {
  const text = readFileSync(join(root, name), 'utf8');
  const blocks = (kind: string) =>
    [...text.matchAll(new RegExp(`^\`\`\`${kind}\\n([\\s\\S]*?)^\`\`\``, 'gm'))].map(
      (match) => match[1] ?? '',
    );
  const commands = blocks('sh')
    .flatMap((block) => block.trim().split('\n'))
    // Installing and testing is what is going on already.
    .map((command) => command.replace(/^npm ci && /, ''))
    .filter((command) => command !== 'npm test');

  it('names commands', () => {
    expect(commands.length).toBeGreaterThan(4);
    expect(commands.every((command) => command.startsWith('npm run -s kitei -- '))).toBe(true);
  });

  it.each(commands)('%s', async (command) => {
    expect(await run(command)).not.toBe('');
  });

  it.each(blocks('console').map((block) => block.trim().split('\n')))(
    '%s prints what is shown',
    async (prompt, ...shown) => {
      const printed = await run((prompt ?? '').replace(/^\$ /, ''));
      // "…" on a line of its own stands for lines left out.
      const parts = shown
        .join('\n')
        .split(/^…$/m)
        .map((part) => part.trim())
        .filter((part) => part !== '');
      expect(parts.length).toBeGreaterThan(0);
      for (const part of parts) expect(printed).toContain(part);
    },
  );

  it('links to files that exist', () => {
    const links = [...text.matchAll(/\]\(([^)#]+)\)/g)].map((match) => match[1] ?? '');
    expect(links.filter((link) => !existsSync(join(root, link)))).toEqual([]);
  });

  it('explains every command and every setting', () => {
    for (const command of readdirSync(join(root, 'adapters/cli/commands')))
      expect(text).toContain(`\`${command.replace('.ts', '').replace('-', ' ')}`);
    const settings = readFileSync(join(root, '.env.example'), 'utf8').match(/^#KITEI_[A-Z_]+/gm) ?? [];
    for (const setting of settings) expect(text).toContain(`\`${setting.slice(1)}\``);
  });
});
