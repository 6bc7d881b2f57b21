import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));

/** What each part of src may import, besides itself and src/errors.ts. `app.ts` and `config.ts` stand on top. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  domain: [],
  config: ['domain'],
  policy: ['domain'],
  privacy: ['domain'],
  revision: ['domain', 'policy'],
  lint: ['domain', 'policy', 'revision'],
  storage: ['domain'],
  models: ['domain'],
  retrieval: ['domain', 'models'],
  indexing: ['domain', 'policy', 'retrieval', 'revision', 'storage', 'models'],
  answering: ['domain', 'policy', 'retrieval', 'revision'],
  drafts: ['domain', 'policy', 'indexing', 'storage'],
  understanding: ['domain', 'models', 'retrieval'],
  doctor: ['domain', 'storage'],
  writing: ['domain', 'answering', 'policy', 'retrieval'],
  evaluation: ['domain', 'answering', 'retrieval'],
  training: ['domain', 'retrieval'],
  assistant: ['domain', 'answering', 'retrieval', 'training'],
};

/** Parts that must run anywhere, on anything they are given: no files, no network, no process. */
const PURE: readonly string[] = [
  'domain',
  'revision',
  'lint',
  'answering',
  'writing',
  'privacy',
  'training',
  'assistant',
];

interface Module {
  /** Path from the root, e.g. `src/domain/answer.ts`. */
  readonly path: string;
  readonly text: string;
  /** Modules of this project it imports, as paths from the root. */
  readonly imports: readonly string[];
  /** Packages and built-in modules it imports, as written. */
  readonly packages: readonly string[];
}

const modules = [...sources('src'), ...sources('adapters'), ...sources('test')].map(readModule);
const product = modules.filter(({ path }) => !path.startsWith('test/'));

describe('imports', () => {
  it('are read: the product has modules, and they import each other', () => {
    expect(product.length).toBeGreaterThan(20);
    expect(product.flatMap(({ imports }) => imports).length).toBeGreaterThan(product.length);
  });

  it('name files that exist', () => {
    const missing = product.flatMap(({ path, imports }) =>
      imports.filter((target) => !existsSync(join(root, target))).map((target) => `${path} -> ${target}`),
    );
    expect(missing).toEqual([]);
  });

  it('of src never lead to adapters or tests', () => {
    expect(edges('src/', (target) => !target.startsWith('src/'))).toEqual([]);
  });

  it('of each part of src follow the direction of docs/architecture.md', () => {
    const known = new Set(Object.keys(MAY_IMPORT));
    const parts = new Set(product.map(({ path }) => part(path)).filter((name) => name !== null));
    expect([...parts].filter((name) => !known.has(name))).toEqual([]);

    const wrong = [...known].flatMap((name) =>
      edges(`src/${name}/`, (target) => {
        const other = part(target);
        return target !== 'src/errors.ts' && other !== name && !MAY_IMPORT[name]?.includes(other ?? target);
      }),
    );
    expect(wrong).toEqual([]);
  });

  it('are allowed as docs/architecture.md says, for exactly the parts there are', () => {
    const text = readFileSync(join(root, 'docs/architecture.md'), 'utf8');
    const table = text.slice(text.search(/^\| part /m), text.search(/^\| app\.ts /m));
    const rows = table
      .split('\n')
      .slice(2, -1)
      .flatMap((row) => {
        const [names = '', allowed = ''] = row
          .split('|')
          .slice(1)
          .map((cell) => cell.trim());
        const others = /^[a-z]+(, [a-z]+)*$/.test(allowed) ? allowed.split(', ') : [];
        return names
          .split(', ')
          .map((name) => [name, name === 'domain' ? [] : ['domain', ...others]] as const);
      });
    expect(Object.fromEntries(rows)).toEqual(MAY_IMPORT);
  });

  it('of domain are its own, without any package', () => {
    const foreign = modules
      .filter(({ path }) => path.startsWith('src/domain/'))
      .flatMap(({ packages }) => packages);
    expect(foreign).toEqual([]);
  });

  it('of pure parts bring in no effects', () => {
    const effects = product
      .filter(({ path }) => PURE.includes(part(path) ?? ''))
      .flatMap(({ path, packages }) =>
        packages
          .filter((name) => /^node:(fs|net|http|https|child_process|os|process)/.test(name))
          .map((name) => `${path} -> ${name}`),
      );
    expect(effects).toEqual([]);
  });

  it('of a channel never lead to another channel', () => {
    const channel = (path: string) => /^adapters\/([^/]+)\//.exec(path)?.[1];
    const crossing = product.flatMap(({ path, imports }) =>
      imports
        .filter((target) => channel(path) && channel(target) && channel(path) !== channel(target))
        .map((target) => `${path} -> ${target}`),
    );
    expect(crossing).toEqual([]);
  });

  it.each([
    ['adapters/teams/', /^(botbuilder|botframework-)/],
    ['adapters/slack/', /^@slack\//],
  ])("of a platform's SDK stay in %s, where it can be replaced", (folder, sdk) => {
    const users = product.filter(({ packages }) => packages.some((name) => sdk.test(name)));
    expect(users.length).toBeGreaterThan(0);
    expect(users.filter(({ path }) => !path.startsWith(folder)).map(({ path }) => path)).toEqual([]);
  });

  it('make no cycle', () => {
    expect(cycle(new Map(product.map(({ path, imports }) => [path, imports])))).toBeNull();
  });
});

describe('files', () => {
  it('have at most 350 lines', () => {
    const long = modules
      .map(({ path, text }) => ({ path, lines: text.split('\n').length - 1 }))
      .filter(({ lines }) => lines > 350);
    expect(long).toEqual([]);
  });

  it('are named for what they hold, never "utils"', () => {
    const vague = modules
      .map(({ path }) => path)
      .filter((path) => path.split('/').some((name) => /^(utils?|helpers?|misc|common)(\.|$)/.test(name)));
    expect(vague).toEqual([]);
  });
});

describe('the check itself', () => {
  it('finds a cycle and reads every form of import', () => {
    expect(
      cycle(
        new Map([
          ['a', ['b']],
          ['b', ['c']],
          ['c', ['b']],
        ]),
      ),
    ).toEqual(['b', 'c', 'b']);
    expect(
      cycle(
        new Map([
          ['a', ['b', 'c']],
          ['b', ['c']],
          ['c', []],
        ]),
      ),
    ).toBeNull();
    const text = [
      "import type { A } from './a.ts';",
      "export {\n  b,\n} from '../b.ts';",
      "import './c.ts';",
      "const d = await import('./d.ts');",
      "import e from 'node:fs';",
      '// import x from "./not-this.ts"',
    ].join('\n');
    expect(specifiers(text)).toEqual(['./a.ts', '../b.ts', './c.ts', './d.ts', 'node:fs']);
  });
});

function sources(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(ts|mjs)$/.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)));
}

function readModule(path: string): Module {
  const text = readFileSync(join(root, path), 'utf8');
  const all = specifiers(text);
  return {
    path,
    text,
    imports: all
      .filter((name) => name.startsWith('.'))
      .map((name) => relative(root, resolve(root, dirname(path), name))),
    packages: all.filter((name) => !name.startsWith('.')),
  };
}

/** What a module's text imports, static, dynamic and re-exported, in order; comments left out. */
function specifiers(text: string): string[] {
  const code = text.replace(/^\s*(\/\/|\*|\/\*).*$/gm, '');
  const forms =
    /(?:^|\n)\s*(?:import|export)\b[^'";]*?from\s*['"]([^'"]+)['"]|(?:^|\n)\s*import\s*['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]/g;
  return [...code.matchAll(forms)].flatMap((match) => match[1] ?? match[2] ?? match[3] ?? []);
}

/** The part of src a module belongs to; null for the files directly in src and for everything else. */
function part(path: string): string | null {
  return /^src\/([^/]+)\//.exec(path)?.[1] ?? null;
}

function edges(from: string, isWrong: (target: string) => boolean): string[] {
  return product
    .filter(({ path }) => path.startsWith(from))
    .flatMap(({ path, imports }) => imports.filter(isWrong).map((target) => `${path} -> ${target}`));
}

/** One cycle of a graph, first node repeated at its end; null where there is none. Depth first. */
function cycle(graph: ReadonlyMap<string, readonly string[]>): string[] | null {
  const done = new Set<string>();
  const visit = (node: string, trail: readonly string[]): string[] | null => {
    if (trail.includes(node)) return [...trail.slice(trail.indexOf(node)), node];
    if (done.has(node)) return null;
    done.add(node);
    for (const next of graph.get(node) ?? []) {
      const found = visit(next, [...trail, node]);
      if (found) return found;
    }
    return null;
  };
  for (const node of graph.keys()) {
    const found = visit(node, []);
    if (found) return found;
  }
  return null;
}
