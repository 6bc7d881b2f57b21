import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Services } from '../../../adapters/cli/context.ts';
import { readDocument } from '../../../src/policy/read-document.ts';
import { command } from './command-on-fakes.ts';

describe('kitei reindex', () => {
  const receipt = {
    outcome: 'built',
    generation: 'g2',
    previous: 'g1',
    documents: [
      {
        id: 'rules',
        version: '2',
        title: 'Rules',
        effectiveDate: null,
        path: 'r.md',
        sha256: '',
        clauses: 3,
      },
    ],
    changes: [
      {
        documentId: 'rules',
        version: '2',
        comparedWith: '1',
        added: ['4'],
        changed: [],
        removed: Array.from({ length: 14 }, (_, n) => `9.${n}`),
      },
    ],
    problems: [{ path: 'bad.md', message: 'Empty.', remedy: 'Write something.' }],
    warnings: ['The disk is nearly full.'],
    seconds: { read: 0.25, analyse: 1, write: 0.5, check: 0.25 },
  };
  const services = (seen: object[] = []) =>
    ({
      reindex: async (options: object) => {
        seen.push(options);
        return receipt;
      },
      publishedDocuments: async () => [
        readDocument({
          path: 'r.md',
          content: '# 規程\n\n第1条　職員は、第9条の届出をしなければならない。\n',
        }),
      ],
    }) as unknown as Partial<Services>;

  it('prints a receipt; problems and warnings go to standard error', async () => {
    const seen: object[] = [];
    const { code, out, err } = await command(['reindex', '-k', 'rules', '--force'], {
      services: services(seen),
    });
    expect(code).toBe(0);
    expect(seen[0]).toMatchObject({ knowledgeDir: resolve('rules'), force: true });
    expect(out).toBe(
      [
        'Index g2 is published (2.00 s). read 0.25, analyse 1.00, write 0.50, check 0.25',
        '  Rules, version 2: 3 clauses',
        '  rules 1 → 2',
        '    added 1: 4',
        '    removed 14: 9.0 9.1 9.2 9.3 9.4 9.5 9.6 9.7 9.8 9.9 9.10 9.11 … (+2)',
        'Lint: errors: 1, warnings: 1, notes: 1 (kitei lint shows them)',
      ].join('\n'),
    );
    expect(err).toContain('bad.md: Empty. Write something.');
    expect(err).toContain('The disk is nearly full.');
  });

  it('prints the whole receipt with --json', async () => {
    const { out } = await command(['reindex', '--json'], { services: services() });
    expect(JSON.parse(out)).toEqual({ ...receipt, lint: { error: 1, warning: 1, note: 1 } });
  });
});
