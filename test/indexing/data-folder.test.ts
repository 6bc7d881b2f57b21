import { basename, dirname, resolve } from 'node:path';
import { expect, it } from 'vitest';
import { generationFolder } from '../../src/indexing/data-folder.ts';

it('the folder of generations has a readable name and is one per knowledge folder', () => {
  const folder = generationFolder('data', '/srv/City rules (2026)');
  expect(dirname(folder)).toBe(resolve('data'));
  expect(basename(folder)).toMatch(/^City-rules-2026-[0-9a-f]{10}$/);
  expect(generationFolder('data', '/srv/./City rules (2026)/')).toBe(folder);
  expect(generationFolder('data', '/etc/City rules (2026)')).not.toBe(folder);
  expect(basename(generationFolder('data', '/srv/規程集'))).toMatch(/^規程集-[0-9a-f]{10}$/);
  expect(basename(generationFolder('data', '/srv/…'))).toMatch(/^[0-9a-f]{10}$/);
  expect(basename(generationFolder('data', `/srv/${'長'.repeat(80)}`)).length).toBeLessThan(60);
});
