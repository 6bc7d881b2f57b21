import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readConfig } from '../src/config.ts';
import { createService, type Service } from '../src/service.ts';
import { aQuestion } from './assistant/small-service.ts';

// Everything put together as channels get it, on a folder and a database of the test's own.

let dir: string;
let service: Service;
beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'kitei-service-'));
  mkdirSync(join(dir, 'policies'));
  write('第1条 事故のときは、文書番号 1234 5678 9012 の様式により報告しなければならない。');
  service = await createService(readConfig({}, { knowledgeDir: dir, dataDir: join(dir, '.kitei') }));
});
afterEach(async () => {
  await service.close();
  rmSync(dir, { recursive: true });
});

const write = (text: string) =>
  writeFileSync(join(dir, 'policies', 'rules.md'), `# 事故報告規程\n\n${text}\n`);
const kept = async (text: string) => {
  const { recordId } = await service.assistant.ask(aQuestion(text, { conversation: null }));
  return (await service.stores.log.find(recordId))?.question;
};

it('keeps numbers that the policies print, and replaces those of people', async () => {
  expect(await kept('1234 5678 9012 の様式は必要ですか')).toBe('1234 5678 9012 の様式は必要ですか');
  expect(await kept('1234 5678 9013 の様式は必要ですか')).toBe('[マイナンバー] の様式は必要ですか');
});

it('answers from a revision as soon as an admin has it taken in, and says who did', async () => {
  const before = await service.assistant.ask(
    aQuestion('事故のときの報告は必要ですか', { conversation: null }),
  );
  expect(before.answer.verdict).toBe('required');
  write('第1条 事故のときは、課長に報告することができる。');
  const receipt = await service.assistant.reindex('slack:T1:UADMIN');
  expect(receipt.outcome).toBe('built');
  const after = await service.assistant.ask(
    aQuestion('事故のときの報告は必要ですか', { conversation: null }),
  );
  expect(after.answer.generation).toBe(receipt.generation);
  expect(after.answer.citations.map(({ quote }) => quote).join()).not.toContain('様式');
  expect(await service.stores.log.auditTrail(1)).toMatchObject([
    { actor: 'slack:T1:UADMIN', action: 'reindex', subject: receipt.generation },
  ]);
});
