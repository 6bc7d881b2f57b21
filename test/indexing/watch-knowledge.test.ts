import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it, onTestFinished } from 'vitest';
import { watchKnowledge } from '../../src/indexing/watch-knowledge.ts';
import { folderWith, writeFiles } from './samples.ts';

/** A watch of a folder with two documents; `changes` counts. */
async function watching(onChange: () => Promise<void> = async () => {}) {
  const folder = await folderWith({ 'a.md': 'one', 'deep/b.md': 'two' });
  const ending = new AbortController();
  const told = { changes: 0 };
  const ended = watchKnowledge(
    folder,
    async () => {
      told.changes += 1;
      await onChange();
    },
    { signal: ending.signal, quietMs: 50 },
  );
  onTestFinished(() => ending.abort());
  // The first look has been taken.
  await sleep(200);
  return { folder, told, ended, end: () => ending.abort() };
}
const eventually = (found: () => unknown) => expect.poll(found, { timeout: 20_000, interval: 20 });

it('tells of files that change, come and go, however deep, and of nothing else', async () => {
  const { folder, told } = await watching();
  await writeFiles(folder, { 'deep/b.md': 'two and more' });
  await eventually(() => told.changes).toBe(1);
  await writeFiles(folder, { 'deeper/still/c.md': 'three' });
  await eventually(() => told.changes).toBe(2);
  await writeFiles(folder, { 'a.md': null });
  await eventually(() => told.changes).toBe(3);
  await writeFiles(folder, { '.b.md.swp': 'x', 'README.md': 'x' });
  await sleep(400);
  expect(told.changes).toBe(3);
});

it('takes writes in quick succession for one change, and finds what changes meanwhile', async () => {
  let open = () => {};
  const gate = new Promise<void>((resolve) => {
    open = resolve;
  });
  const { folder, told } = await watching(() => gate);
  for (let nth = 0; nth < 20; nth++) {
    await writeFiles(folder, { 'a.md': 'x'.repeat(nth), [`n${nth}.md`]: 'x' });
    await sleep(5);
  }
  await eventually(() => told.changes).toBe(1);
  await writeFiles(folder, { 'a.md': 'written while the first change is taken in' });
  await sleep(300);
  expect(told.changes).toBe(1);
  open();
  await eventually(() => told.changes).toBe(2);
  await sleep(300);
  expect(told.changes).toBe(2);
});

it('ends when it is told to', async () => {
  const { folder, told, ended, end } = await watching();
  end();
  await ended;
  await writeFiles(folder, { 'a.md': 'later' });
  await sleep(300);
  expect(told.changes).toBe(0);
});
