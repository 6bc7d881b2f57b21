import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { getRequestListener } from '@hono/node-server';
import { type BrowserContext, type BrowserContextOptions, chromium } from 'playwright-core';
import { adminDesk } from '../../adapters/admin-desk.ts';
import { startHttpServer } from '../../adapters/http-server.ts';
import { createSessions } from '../../adapters/web/sessions.ts';
import { gapNotes } from '../../adapters/web/training/gap-notes.ts';
import { createWebApp } from '../../adapters/web/web-app.ts';
import { readConfig } from '../../src/config.ts';
import { createService } from '../../src/service.ts';
import { generateLog } from '../training/log-generator.ts';

/** Debian's Chromium; without it there is nothing to test in. */
const CHROMIUM = '/usr/bin/chromium';
export const hasChromium = existsSync(CHROMIUM);

const QUARTER_MS = 91 * 24 * 60 * 60 * 1000;

/** The pages over the real application on the sample policies, after a quarter of generated questions. */
export async function openStage() {
  const dir = mkdtempSync(join(tmpdir(), 'kitei-browser-'));
  const knowledgeDir = join(dir, 'knowledge');
  cpSync(fileURLToPath(new URL('../../knowledge', import.meta.url)), knowledgeDir, { recursive: true });
  const config = readConfig({}, { knowledgeDir, dataDir: join(dir, 'data') });
  const service = await createService(config);
  const { kitei, stores, assistant } = service;
  const { records, now: end } = await generateLog({ seed: 1 });
  const since = new Date(Date.parse(end) - QUARTER_MS).toISOString();
  for (const record of records.filter(({ askedAt }) => askedAt >= since)) {
    await stores.log.append(record);
    for (const feedback of record.feedback) await stores.log.giveFeedback(feedback);
  }
  await stores.events.put({
    id: 'course',
    at: new Date(Date.parse(end) - QUARTER_MS / 2).toISOString(),
    kind: 'course',
    title: '持出し研修',
    clauseIds: [kitei.clauses[0]?.id ?? ''],
    departments: [],
  });
  const now = () => new Date(end);
  const sessions = createSessions(stores.state, () => now().getTime());
  const failures: string[] = [];
  const { log, events, approved } = stores;
  const app = createWebApp({
    assistant,
    sessions,
    provider: null,
    documents: () => kitei.documents,
    groupsOf: () => [],
    async exchanges(conversation) {
      const kept = await log.conversation(stores.pseudonym(`web:${conversation}`), 20);
      return kept.flatMap(({ id, question, answer }) =>
        question === null || answer === null ? [] : [{ recordId: id, question, answer }],
      );
    },
    admin: await adminDesk(
      config,
      service,
      (message) => failures.push(message),
      () => ['web'],
    ),
    desk: { log, events, approved, notes: gapNotes(stores.state), smallestGroup: 5, redact: (text) => text },
    secure: false,
    warn: (message) => failures.push(message),
    now,
  });
  const handle = getRequestListener(app.fetch);
  const routes = (['GET', 'POST'] as const).map((method) => ({
    method,
    path: '/*',
    handle: async (...parts: Parameters<typeof handle>) => void (await handle(...parts)),
  }));
  const server = await startHttpServer(routes, { host: '127.0.0.1', port: 0 }, (error) =>
    failures.push(String(error)),
  );
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] });
  return {
    url: server.url,
    failures,
    /** A browser of its own, signed in with every role. */
    async visitor(options: BrowserContextOptions): Promise<BrowserContext> {
      const id = await sessions.begin({
        person: 'web:local',
        name: 'local',
        roles: ['staff', 'trainer', 'admin', 'auditor'],
        groups: [],
        department: null,
      });
      const context = await browser.newContext(options);
      await context.addCookies([{ name: 'kitei_session', value: id, url: server.url }]);
      return context;
    },
    async close() {
      await browser.close();
      await server.close();
      await service.close();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}
