// One measurement in a process of its own, so that none profits from another's caches and memory is its own.
// Called by bench.ts: measure.ts build|ask|plain KNOWLEDGE DATA [PIPELINE]; prints one JSON object.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readConfig } from '../../src/config.ts';
import { type CheckQuestion, parseCheckQuestions } from '../../src/evaluation/check-questions.ts';
import { percentile } from '../../src/evaluation/figures.ts';

const [mode = '', knowledgeDir = '', dataDir = '', pipeline = ''] = process.argv.slice(2);
const config = readConfig({}, { knowledgeDir, dataDir });

/** The day the questions of the samples are written for. */
const AS_OF = '2026-06-01';

const modes: Readonly<Record<string, () => Promise<object>>> = { build, ask, plain };
const measure = modes[mode];
if (measure === undefined) throw new Error(`no measurement "${mode}"`);
console.log(JSON.stringify(await measure()));

/** Figures of a build, from scratch or of what has changed since the last one. */
async function build() {
  const { reindex } = await import('../../src/indexing/reindex.ts');
  const start = performance.now();
  const receipt = await reindex(config);
  return {
    totalMs: performance.now() - start,
    seconds: receipt.seconds,
    clauses: receipt.documents.reduce((sum, document) => sum + document.clauses, 0),
    peakMb: process.resourceUsage().maxRSS / 1024,
  };
}

/** Start from the built index, then every question `ROUNDS` times after one round that warms up. */
async function ask() {
  const { createApp } = await import('../../src/app.ts');
  const { askAll } = await import('../../src/evaluation/staff-questions.ts');
  const { staffFigures } = await import('../../src/evaluation/figures.ts');
  const start = performance.now();
  const app = await createApp(config);
  const startMs = performance.now() - start;
  const first = performance.now();
  const questions = checks();
  await app.ask({ text: questions[0]?.question ?? '', asOf: AS_OF });
  const firstAskMs = performance.now() - first;
  const { clauseHitAt3 } = staffFigures(await askAll(questions, app, { asOf: AS_OF }));
  const times = await timed(questions, (question) => app.ask({ text: question, asOf: AS_OF }));
  return { startMs, firstAskMs, clauseHitAt3, ...times, memoryMb: process.memoryUsage().rss / 2 ** 20 };
}

/** The same for a plain pipeline; a piece is a hit when it contains a piece of a clause that decides. */
async function plain() {
  const { PLAIN_PIPELINES } = await import('./plain-pipelines.ts');
  const make = PLAIN_PIPELINES[pipeline];
  if (make === undefined) throw new Error(`no pipeline "${pipeline}"`);
  const start = performance.now();
  const { search, pieces } = await make(join(knowledgeDir, 'policies'));
  const buildMs = performance.now() - start;
  const questions = checks();
  const withGold = questions.filter(({ answerable, goldText }) => answerable && goldText.length > 0);
  let hits = 0;
  for (const { question, goldText } of withGold) {
    const found = (await search(question)).map(squeeze);
    if (found.some((piece) => goldText.some((text) => piece.includes(squeeze(text))))) hits++;
  }
  const times = await timed(questions, search);
  return {
    buildMs,
    pieces,
    clauseHitAt3: hits / withGold.length,
    ...times,
    memoryMb: process.memoryUsage().rss / 2 ** 20,
  };
}

function checks(): CheckQuestion[] {
  const file = new URL('../../knowledge/checks.jsonl', import.meta.url);
  return parseCheckQuestions(readFileSync(file, 'utf8'), 'checks.jsonl');
}

async function timed(questions: readonly CheckQuestion[], answer: (question: string) => Promise<unknown>) {
  const rounds = 5;
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) {
    for (const { question } of questions) {
      const start = performance.now();
      await answer(question);
      times.push(performance.now() - start);
    }
  }
  return { p50: percentile(times, 0.5), p95: percentile(times, 0.95), p99: percentile(times, 0.99) };
}

function squeeze(text: string): string {
  return text.replace(/\s+/g, '');
}
