import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { readConfig } from '../../src/config.ts';
import type { LoggedQuestion } from '../../src/domain/question-record.ts';
import { openStores } from '../../src/stores.ts';
import { startFakeSlack } from '../adapters/slack/fake-slack.ts';
import { slackRequests } from '../adapters/slack/slack-sender.ts';
import { randomNumbers } from '../bench/random-numbers.ts';
import { policyOf, type Work } from './killed-work.ts';

/** What became of a server that was killed again and again; the lists hold what must not be, and are empty. */
interface KillsReport {
  readonly kills: number;
  /** Of them, before the server listened. */
  readonly whileStarting: number;
  readonly acknowledged: number;
  /** Messages that five processes did not survive, as the log told. */
  readonly givenUp: number;
  /** Messages that were answered without being kept first, since the database took too long, as the log told. */
  readonly unkept: number;
  /** Questions of Slack with two answers: the end came between an answer and the note that it was sent. */
  readonly answeredTwice: number;
  readonly noticesSent: number;
  readonly noticesNotSent: number;
  readonly editions: number;
  readonly auditEntries: number;
  readonly faults: readonly string[];
}

const SECRET = 'a signing secret of a test';
const SERVER = fileURLToPath(new URL('./killed-server.ts', import.meta.url));
/** Kills after which everything is let settle, and looked at. */
const LAP = 25;
/** Share of the kills that come while the server starts. */
const EARLY = 0.5;
const PATIENCE_MS = 180_000;

interface Server {
  readonly child: ChildProcess;
  /** Resolves once it listens; to null where it ended before. */
  readonly ready: Promise<{ url: string; session: { id: string; formToken: string } } | null>;
  ask(work: Work): void;
}

/**
 * Kills one server at random moments, with traffic of Slack and the browser, while it publishes, reviews, forgets and
 * sends notices; looks after every lap whether anything was lost, doubled or mixed.
 * @param onLap hears how it stands; a fault ends it after its lap.
 */
export async function killAgainAndAgain(
  kills: number,
  seed: number,
  onLap: (report: KillsReport) => void = () => {},
): Promise<KillsReport> {
  const random = randomNumbers(seed);
  const folder = mkdtempSync(join(tmpdir(), 'kitei-kills-'));
  const slack = await startFakeSlack();
  slack.tokens.set('xoxb-test-T1', { team: 'T1', user: 'UBOT', revoked: false });
  mkdirSync(join(folder, 'knowledge'));
  writeFileSync(join(folder, 'knowledge', 'guests.md'), policyOf(1));
  const env = {
    PATH: process.env.PATH,
    KITEI_KNOWLEDGE: join(folder, 'knowledge'),
    KITEI_DATA: join(folder, 'data'),
    KITEI_SECRET: 'a secret of at least thirty-two characters',
    KITEI_QUESTIONS_PER_MINUTE: '10000',
    KITEI_PORT: '0',
    SLACK_SIGNING_SECRET: SECRET,
    SLACK_BOT_TOKEN: 'xoxb-test-T1',
    SLACK_API_URL: slack.apiUrl,
  };
  const faults: string[] = [];
  /** What was acknowledged: Slack by its time stamp, the browser by words of the question, works by what they leave. */
  const asked = new Map<string, string>();
  const browser = new Set<string>();
  const marks = new Set<string>();
  /** Who was asked to be forgotten, and of whom that is certain. */
  const leaving = new Set<string>();
  const forgotten = new Set<string>();
  const settled: string[] = [];
  const keys: string[] = [];
  let [done, whileStarting, givenUp, unkept, edition, nth] = [0, 0, 0, 0, 1, 0];

  const start = (): Server => {
    const child = spawn(process.execPath, ['--import', 'tsx', SERVER], {
      env,
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    const works = new Map<number, Work>();
    let listens: (at: Awaited<Server['ready']>) => void = () => {};
    const ready: Server['ready'] = new Promise((resolve) => {
      listens = resolve;
    });
    child.once('close', () => listens(null));
    child.stdin?.on('error', () => {});
    createInterface({ input: child.stdout as NodeJS.ReadableStream }).on('line', (line) => {
      if (line.startsWith('{')) return listens(JSON.parse(line));
      const work = works.get(Number(line));
      if (work?.kind === 'forget') {
        marks.add(work.mark);
        forgotten.add(work.person);
      }
      if (work?.kind === 'notice') keys.push(work.key);
    });
    let complaints = '';
    createInterface({ input: child.stderr as NodeJS.ReadableStream }).on('line', (line) => {
      complaints = `${complaints}${line}\n`.slice(-2_000);
      givenUp += Number(/(\d+) messages were given up/.exec(line)?.[1] ?? 0);
      unkept += Number(line.includes('is not kept while'));
    });
    child.once('close', (code, signal) => {
      if (signal !== 'SIGKILL') faults.push(`kill ${done}: ended by itself with ${code}: ${complaints}`);
    });
    return {
      child,
      ready,
      ask(work) {
        nth += 1;
        works.set(nth, work);
        child.stdin?.write(`${JSON.stringify({ nth, work })}\n`);
      },
    };
  };
  const kill = async ({ child }: Server) => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const closed = once(child, 'close');
    child.kill('SIGKILL');
    await closed;
  };
  const answersTo = (ts: string) => slack.messages.filter(({ thread }) => thread === ts).length;

  /** Sends everything a server may be busy with; what is acknowledged is noted, now or later. */
  const burden = (server: Server, { url, session }: NonNullable<Awaited<Server['ready']>>) => {
    const { event } = slackRequests(url, SECRET);
    const round = done;
    const things = ['guest printer', 'office scanner', 'guest wireless network'];
    for (let one = 0; one < 4; one++) {
      const ts = `${1_700_000_000 + round}.${100_000 + one}`;
      const text = `<@UBOT> May visitors use the ${things[one % 3]}?`;
      const user = `U${round}`;
      const sent = { type: 'app_mention', channel: `C${one}`, user, ts, text };
      void event(sent).then(
        ({ status }) => {
          if (status === 200) asked.set(ts, user);
        },
        () => {},
      );
      const nonce = `${round}-${one}`;
      const body = new URLSearchParams({
        question: `May visitors use the ${things[one % 3]} on visit ${round} ${'abcd'[one]}?`,
        nonce,
        formToken: session.formToken,
      });
      void fetch(`${url}/ask`, { method: 'POST', body, headers: { cookie: `kitei_session=${session.id}` } })
        .then(async (response) => {
          if (response.status === 200 && (await response.text()).includes('edition'))
            browser.add(`on visit ${round} ${'abcd'[one]}?`);
          else faults.push(`kill ${round}: the browser was answered with ${response.status}`);
        })
        .catch(() => {});
    }
    const content = {
      kind: 'expert_reply',
      recordId: `r${round}`,
      question: 'May we?',
      reply: `No, ${round}.`,
    };
    const at = { team: 'T1', enterprise: null, channel: 'C9', thread: '1.0', user: 'Uen', locale: 'en' };
    const works: Work[] = [
      {
        kind: 'notice',
        key: `reply:${round}`,
        to: { channel: 'slack', at },
        content: content as Extract<Work, { kind: 'notice' }>['content'],
      },
      { kind: 'review', recordId: `slack:T1:C0:${1_700_000_000 + round - 1}.100000` },
    ];
    const person = settled.shift();
    if (person !== undefined) {
      leaving.add(person);
      works.push({ kind: 'forget', person: `slack:T1:${person}`, mark: `forget ${round}` });
    }
    if (round % 3 === 0) works.push({ kind: 'publish', edition: ++edition });
    for (const work of works.sort(() => random() - 0.5)) server.ask(work);
  };

  /** Lets a server do what is left, and looks at everything. */
  const settle = async (): Promise<KillsReport> => {
    const server = start();
    if ((await server.ready) === null) faults.push(`kill ${done}: the server does not start again`);
    const stores = await openStores(readConfig(env), () => {});
    try {
      const until = performance.now() + PATIENCE_MS;
      const busy = async () =>
        (await stores.outbox.counts()).waiting > 0 ||
        [...asked.keys()].filter((ts) => answersTo(ts) === 0).length > givenUp + unkept;
      while ((await busy()) && performance.now() < until) await wait(200);
      await kill(server);
      return await report(stores);
    } finally {
      await stores.close();
      await kill(server);
    }
  };

  const report = async (stores: Awaited<ReturnType<typeof openStores>>): Promise<KillsReport> => {
    const records: LoggedQuestion[] = [];
    for await (const record of stores.log.each({})) records.push(record);
    const times = new Map<string, number>();
    for (const { id } of records) times.set(id, (times.get(id) ?? 0) + 1);
    for (const [id, count] of times) if (count > 1) faults.push(`${id} is in the log ${count} times`);
    // Nothing of a record points to a message any more once its asker is forgotten.
    const lost = [...asked]
      .filter(([ts, user]) => !leaving.has(user) && !records.some(({ id }) => id.endsWith(ts)))
      .map(([ts]) => ts);
    if (lost.length > givenUp + unkept) faults.push(`lost of Slack: ${lost.join(' ')}`);
    for (const words of browser) {
      const count = records.filter(({ question }) => question?.includes(words)).length;
      if (count !== 1) faults.push(`"${words}" is in the log ${count} times`);
    }
    const editionOf = new Map<string, string>();
    for (const { id, answer, generation } of records) {
      if (answer === null) continue;
      const { citations, related } = answer;
      // The log keeps only the beginning of what is related.
      const editions = new Set([
        ...citations.map(({ quote }) => /edition (\d+)/.exec(quote)?.[1] ?? '?'),
        ...[...citations, ...related].map(({ version }) => version),
      ]);
      if (editions.size !== 1) faults.push(`${id} is of editions ${[...editions]}`);
      const [one = ''] = editions;
      const known = editionOf.get(`${generation}`) ?? one;
      if (known !== one) faults.push(`${generation} answers from editions ${known} and ${one}`);
      editionOf.set(`${generation}`, one);
    }
    const { entries, fault } = await stores.auditChain.inspect();
    if (fault !== null) faults.push(`the audit log is ${fault.kind} at ${fault.seq}`);
    const trail = new Set((await stores.log.auditTrail(100_000)).map(({ subject }) => subject));
    for (const mark of marks) if (!trail.has(mark)) faults.push(`"${mark}" is not in the audit log`);
    for (const fact of await stores.inspect()) faults.push(`database: ${fact}`);
    for (const person of forgotten) {
      const ofPerson = new Set(stores.pseudonyms(person));
      if (records.some(({ asker }) => asker !== null && ofPerson.has(asker)))
        faults.push(`${person} was not forgotten`);
    }
    const sent = keys.map((key) => {
      const reply = `No, ${key.slice(6)}.`;
      return slack.messages.filter(({ text, blocks }) => `${text} ${JSON.stringify(blocks)}`.includes(reply))
        .length;
    });
    sent.forEach((count, at) => {
      if (count > 1) faults.push(`${keys[at]} was sent ${count} times`);
    });
    return {
      kills: done,
      whileStarting,
      acknowledged: asked.size + browser.size,
      givenUp,
      unkept,
      answeredTwice: [...asked.keys()].filter((ts) => answersTo(ts) > 1).length,
      noticesSent: sent.filter((count) => count === 1).length,
      noticesNotSent: sent.filter((count) => count === 0).length,
      editions: editionOf.size,
      auditEntries: entries,
      faults: [...new Set(faults)],
    };
  };

  try {
    let startMs = 5_000;
    for (;;) {
      const asking = new Set<string>();
      for (let one = 0; one < LAP && done < kills; one++) {
        const server = start();
        const began = performance.now();
        if (random() < EARLY) {
          await Promise.race([wait(50 + random() * startMs), server.ready]);
          if (await Promise.race([server.ready.then(() => false), wait(0, true)])) whileStarting += 1;
        } else {
          const ready = await server.ready;
          startMs = performance.now() - began;
          if (ready !== null) burden(server, ready);
          asking.add(`U${done}`);
          await wait(random() * 1_500);
        }
        await kill(server);
        done += 1;
      }
      const report = await settle();
      settled.push(...asking);
      onLap(report);
      if (done >= kills || report.faults.length > 0) return report;
    }
  } finally {
    await slack.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
