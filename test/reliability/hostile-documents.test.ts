import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApp, type Kitei } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import { KiteiError } from '../../src/errors.ts';
import { readAnyDocument } from '../../src/policy/read-document.ts';
import { HOSTILE_DOCUMENTS } from './hostile-documents.ts';

const GOOD = `---
id: good
title: 持出し規程
version: "1"
---
第1条　職員は、名簿を庁舎の外に持ち出してはならない。
`;

describe('a hostile document', () => {
  it.each(HOSTILE_DOCUMENTS.map((document) => [document.what, document] as const))(
    'is read or refused with a remedy: %s',
    async (_, { name, content }) => {
      const outcome = await readAnyDocument({ path: name, content: content() }).catch(
        (error: unknown) => error,
      );
      if (outcome instanceof Error) {
        expect(outcome).toBeInstanceOf(KiteiError);
        expect((outcome as KiteiError).remedy.length).toBeGreaterThan(10);
      } else {
        // What is read is words; nothing of it runs, and nothing of the machine comes with it.
        expect(JSON.stringify(outcome)).not.toMatch(/root:|<script|onerror/);
      }
    },
    60_000,
  );

  it('writes nothing outside', () => {
    for (const path of ['/tmp/kitei-hostile', '/etc/kitei-hostile']) expect(existsSync(path)).toBe(false);
  });
});

describe('a folder with all of them', () => {
  let folder: string;
  let kitei: Kitei;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'kitei-hostile-'));
    mkdirSync(join(folder, 'knowledge', 'policies'), { recursive: true });
    writeFileSync(join(folder, 'knowledge', 'policies', 'good.md'), GOOD);
    HOSTILE_DOCUMENTS.forEach(({ name, content }, nth) => {
      writeFileSync(join(folder, 'knowledge', 'policies', `${nth}-${name}`), content());
    });
    kitei = await createApp(
      readConfig({}, { knowledgeDir: join(folder, 'knowledge'), dataDir: join(folder, 'data') }),
    );
  }, 300_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('still answers from the good one, word for word', async () => {
    const { answer } = await kitei.ask({ text: '名簿を庁舎の外に持ち出してもいいですか' });
    expect(answer.verdict).toBe('not_allowed');
    expect(answer.citations[0]).toMatchObject({
      document: 'good',
      quote: '職員は、名簿を庁舎の外に持ち出してはならない。',
    });
  });

  it('says of each that could not be read why, and what to do', () => {
    expect(kitei.problems.length).toBeGreaterThan(10);
    for (const { message, remedy } of kitei.problems) {
      expect(message.length).toBeGreaterThan(10);
      expect(remedy.length).toBeGreaterThan(10);
    }
  });
});
