// One measurement in a process of its own, so that none profits from another's caches and memory is its own.
// Called by bench.ts: measure.ts build|ask|serve|follow|search|plain KNOWLEDGE DATA [PIPELINE]; prints one JSON object. Of the
// environment it takes DATABASE_URL and KITEI_INDEX.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readConfig } from '../../src/config.ts';
import { type CheckQuestion, parseCheckQuestions } from '../../src/evaluation/check-questions.ts';
import { percentile } from '../../src/evaluation/figures.ts';

const [mode = '', knowledgeDir = '', dataDir = '', pipeline = ''] = process.argv.slice(2);
const { DATABASE_URL, KITEI_INDEX } = process.env;
const config = readConfig({ DATABASE_URL, KITEI_INDEX }, { knowledgeDir, dataDir });

/** The day the questions of the samples are written for. */
const AS_OF = '2026-06-01';

/** As many results as are looked at. */
const SHOWN = 3;

const modes: Readonly<Record<string, () => Promise<object>>> = { build, ask, serve, follow, search, plain };
const measure = modes[mode];
if (measure === undefined) throw new Error(`no measurement "${mode}"`);
console.log(JSON.stringify(await measure()));

/** Figures of a build, from scratch or of what has changed since the last one. */
async function build() {
  const { reindex } = await import('../../src/indexing/reindex.ts');
  const { indexPlaceOf } = await import('../../src/index-place.ts');
  const start = performance.now();
  const processor = process.cpuUsage();
  const receipt = await reindex(indexPlaceOf(config));
  const { user, system } = process.cpuUsage(processor);
  return {
    totalMs: performance.now() - start,
    processorMs: (user + system) / 1000,
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
  const questions = checks();
  const prepare = performance.now();
  await app.prepare();
  const first = performance.now();
  const prepareMs = first - prepare;
  await app.ask({ text: questions[0]?.question ?? '', asOf: AS_OF });
  const firstAskMs = performance.now() - first;
  const { clauseHitAt3 } = staffFigures(await askAll(questions, app, { asOf: AS_OF }));
  const [times, without] = await timedByTurns(questions, [
    (text) => app.ask({ text, asOf: AS_OF }),
    (text) => app.ask({ text, asOf: AS_OF, without: ['bridge'] }),
  ]);
  return {
    startMs,
    prepareMs,
    firstAskMs,
    clauseHitAt3,
    ...times,
    p50WithoutBridge: without?.p50,
    p95WithoutBridge: without?.p95,
    memoryMb: process.memoryUsage().rss / 2 ** 20,
  };
}

/** A server that starts from the built index: questions it has not heard before, and again; what it then holds. */
async function serve() {
  const { createApp } = await import('../../src/app.ts');
  const start = performance.now();
  const app = await createApp(config);
  await app.prepare();
  const startMs = performance.now() - start;
  const questions = checks();
  const first: number[] = [];
  for (const { question } of questions) {
    const asked = performance.now();
    await app.ask({ text: question, asOf: AS_OF });
    first.push(performance.now() - asked);
  }
  const again = await timed(questions, (text) => app.ask({ text, asOf: AS_OF }));
  globalThis.gc?.();
  const { heapUsed, external, rss } = process.memoryUsage();
  return {
    startMs,
    firstP50: percentile(first, 0.5),
    firstP95: percentile(first, 0.95),
    p50: again.p50,
    p95: again.p95,
    heldMb: (heapUsed + external) / 2 ** 20,
    residentMb: rss / 2 ** 20,
    peakMb: process.resourceUsage().maxRSS / 1024,
  };
}

/** A server that runs: prints a line when it is ready, and says when it serves what another process has published. */
async function follow() {
  const { createApp } = await import('../../src/app.ts');
  return new Promise<object>((resolve, reject) => {
    // Following alone keeps no process running.
    const running = setInterval(() => {}, 60_000);
    const onSwitch = () => {
      clearInterval(running);
      resolve({ servedAtMs: Date.now() });
    };
    createApp(config, { onSwitch }).then(async (app) => {
      await app.prepare();
      app.follow();
      console.log('ready');
    }, reject);
  });
}

/** Kitei's search without an answer, judged as the plain pipelines are. */
async function search() {
  const { openGeneration } = await import('../../src/indexing/open-generation.ts');
  const { clausesOf, inForce } = await import('../../src/domain/in-force.ts');
  const { documents, index } = await openGeneration(config);
  const clauses = clausesOf(inForce(documents, AS_OF));
  return judged(async (question) => {
    const { ranked } = await index.retrieve(question, { clauses, limit: SHOWN });
    return ranked.map(({ clause }) => `${clause.title} ${clause.text}`);
  });
}

/** The same of a plain pipeline, with its building. */
async function plain() {
  const { PLAIN_PIPELINES } = await import('./plain-pipelines.ts');
  const make = PLAIN_PIPELINES[pipeline];
  if (make === undefined) throw new Error(`no pipeline "${pipeline}"`);
  const start = performance.now();
  const find = await make(join(knowledgeDir, 'policies'), SHOWN);
  const buildMs = performance.now() - start;
  return { buildMs, ...(await judged(find)) };
}

/** How often one of the first texts found contains a piece of a clause that decides, and how long finding takes. */
async function judged(find: (question: string) => Promise<readonly string[]>) {
  const questions = checks();
  const withGold = questions.filter(({ answerable, goldText }) => answerable && goldText.length > 0);
  let hits = 0;
  for (const { question, goldText } of withGold) {
    const found = (await find(question)).slice(0, SHOWN).map(squeeze);
    if (found.some((text) => goldText.some((gold) => text.includes(squeeze(gold))))) hits++;
  }
  return { clauseHitAt3: hits / withGold.length, ...(await timed(questions, find)) };
}

function checks(): CheckQuestion[] {
  const file = new URL('../../knowledge/checks.jsonl', import.meta.url);
  return parseCheckQuestions(readFileSync(file, 'utf8'), 'checks.jsonl');
}

async function timed(questions: readonly CheckQuestion[], answer: (question: string) => Promise<unknown>) {
  const [times] = await timedByTurns(questions, [answer]);
  return times as Times;
}

type Times = Readonly<Record<'p50' | 'p95' | 'p99', number>>;

/** Several ways of answering by turns, so that none profits from what has warmed up before it. */
async function timedByTurns(
  questions: readonly CheckQuestion[],
  answers: readonly ((question: string) => Promise<unknown>)[],
): Promise<Times[]> {
  const rounds = 5;
  const times = answers.map((): number[] => []);
  for (let round = 0; round < rounds; round++) {
    for (const { question } of questions) {
      for (let turn = 0; turn < answers.length; turn++) {
        const which = (turn + round) % answers.length;
        const start = performance.now();
        await answers[which]?.(question);
        times[which]?.push(performance.now() - start);
      }
    }
  }
  return times.map((of) => ({
    p50: percentile(of, 0.5),
    p95: percentile(of, 0.95),
    p99: percentile(of, 0.99),
  }));
}

function squeeze(text: string): string {
  return text.replace(/\s+/g, '');
}
