// Staff in Slack, Teams and the browser, for staff-load.ts: asks in each the way its platform would, and hears answers.
import { readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { parseCheckQuestions } from '../../src/evaluation/check-questions.ts';
import { startFakeSlack } from '../adapters/slack/fake-slack.ts';
import { slackRequests } from '../adapters/slack/slack-sender.ts';
import { APP_ID, FakeTeams, TENANT } from '../adapters/teams/fake-teams.ts';

export const SLACK_SECRET = 'the signing secret of a measurement';
const SLACK_TOKEN = 'xoxb-measurement';
const ADMIN = 'UADMIN';
/** How often the fakes are asked for new messages, in milliseconds: no time below it is measured. */
const LISTEN_MS = 5;
/** How long an answer may take before it counts as lost, in milliseconds. */
const PATIENCE_MS = 180_000;
/** What Kitei says when it takes no more questions for the moment. */
const BUSY = /集中しています|Many people are asking/;

export type StaffChannel = 'slack' | 'teams' | 'web';

/** One question, and what came of it. */
export interface Asked {
  readonly channel: StaffChannel;
  /** Milliseconds until the first answer; null where none came. */
  ms: number | null;
  /** Milliseconds until a platform's delivery was acknowledged; null in the browser, which waits for the page. */
  ackMs: number | null;
  /** Answers and messages that Kitei is busy; a good question has one. */
  answers: number;
  busy: boolean;
}

/** Somebody signed in to the web pages. */
export interface BrowserSession {
  readonly id: string;
  readonly formToken: string;
}

export interface StaffChannels {
  /** Settings of a server that talks to the fakes. */
  readonly environment: Readonly<Record<string, string>>;
  /** Where Teams' keys and tokens come from, as JSON. */
  readonly cloud: string;
  /** Says where the server listens, and who is signed in there. */
  connect(url: string, sessions: readonly BrowserSession[]): void;
  /** Asks the next question in a person's name; resolves when it is answered, or given up. */
  ask(person: number, channel: StaffChannel): Promise<Asked>;
  /** Publishes what the knowledge folder holds, as an admin does in Slack; resolves once the receipt is there. */
  reindex(): Promise<string>;
  close(): Promise<void>;
}

/** @param checks file of the questions that are asked in turn. */
export async function startStaffChannels(checks: string): Promise<StaffChannels> {
  const questions = parseCheckQuestions(readFileSync(checks, 'utf8'), checks).map(({ question }) => question);
  const slack = await startFakeSlack();
  slack.tokens.set(SLACK_TOKEN, { team: 'T1', user: 'UBOT', revoked: false });
  const teams = await FakeTeams.start();
  let url = '';
  let sessions: readonly BrowserSession[] = [];
  let count = 0;
  const waiting = new Map<string, { asked: Asked; since: number; done: () => void }>();
  const hear = (id: string | undefined | null, text: string) => {
    const found = waiting.get(id ?? '');
    if (found === undefined) return;
    found.asked.answers++;
    found.asked.ms ??= performance.now() - found.since;
    found.asked.busy ||= BUSY.test(text);
    found.done();
  };
  let heard = { slack: 0, teams: 0 };
  const listening = setInterval(() => {
    const fromSlack = slack.messages.slice(heard.slack);
    const fromTeams = teams.arrived.slice(heard.teams);
    heard = { slack: slack.messages.length, teams: teams.arrived.length };
    for (const { thread, text } of fromSlack) hear(thread, text);
    for (const { body } of fromTeams) hear(body.replyToId, body.text ?? '');
  }, LISTEN_MS);

  const send = {
    async slack(id: string, person: number, text: string) {
      const event = {
        type: 'message',
        channel_type: 'im',
        channel: `D${person}`,
        user: `U${person}`,
        text,
        ts: id,
        event_ts: id,
      };
      slack.users.set(`U${person}`, { locale: 'ja-JP' });
      await slackRequests(url, SLACK_SECRET).event(event);
    },
    async teams(id: string, person: number, text: string) {
      const response = await fetch(`${url}/api/messages`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${teams.token()}` },
        body: JSON.stringify(activity(id, person, text, teams.serviceUrl)),
      });
      await response.arrayBuffer();
    },
    async web(id: string, person: number, question: string) {
      const session = sessions[person % sessions.length];
      const response = await fetch(`${url}/ask`, {
        method: 'POST',
        headers: { cookie: `kitei_session=${session?.id}` },
        body: new URLSearchParams({ question, formToken: session?.formToken ?? '' }),
      });
      const page = await response.text();
      if (response.ok || BUSY.test(page)) hear(id, response.ok ? '' : page);
      else throw new Error(`The page answered ${response.status}: ${page.slice(0, 200)}`);
    },
  };

  return {
    environment: {
      SLACK_SIGNING_SECRET: SLACK_SECRET,
      SLACK_BOT_TOKEN: SLACK_TOKEN,
      SLACK_API_URL: slack.apiUrl,
      SLACK_ADMINS: ADMIN,
      TEAMS_APP_ID: APP_ID,
      TEAMS_TENANT_ID: TENANT,
      TEAMS_APP_PASSWORD: 'x',
    },
    cloud: JSON.stringify(teams.cloud),
    connect(address, signedIn) {
      url = address;
      sessions = signedIn;
    },
    async ask(person, channel) {
      const id = `${1_700_000_000 + ++count}.000100`;
      const asked: Asked = { channel, ms: null, ackMs: null, answers: 0, busy: false };
      await new Promise<void>((done, fail) => {
        const timer = setTimeout(done, PATIENCE_MS).unref();
        waiting.set(id, {
          asked,
          since: performance.now(),
          done: () => {
            clearTimeout(timer);
            done();
          },
        });
        const since = performance.now();
        send[channel](id, person, questions[count % questions.length] ?? '')
          .then(() => {
            if (channel !== 'web') asked.ackMs = performance.now() - since;
          })
          .catch(fail);
      });
      return asked;
    },
    async reindex() {
      const response_url = slack.responseUrl('CADMIN', ADMIN);
      const fields = {
        team_id: 'T1',
        channel_id: 'CADMIN',
        user_id: ADMIN,
        text: 'reindex',
        trigger_id: `${++count}`,
      };
      await slackRequests(url, SLACK_SECRET).command({ ...fields, response_url });
      const told = () => slack.messages.filter(({ onlyFor }) => onlyFor === ADMIN);
      // First that it begins, then the receipt.
      while (told().length < 2) await wait(100);
      return told()[1]?.text ?? '';
    },
    async close() {
      clearInterval(listening);
      await slack.close();
      await teams.close();
    },
  };
}

function activity(id: string, person: number, text: string, serviceUrl: string) {
  return {
    type: 'message',
    id,
    text,
    channelId: 'msteams',
    serviceUrl,
    locale: 'ja-JP',
    from: { id: `29:${person}`, name: `${person}`, aadObjectId: `${person}` },
    recipient: { id: `28:${APP_ID}`, name: 'Kitei' },
    conversation: { id: `a:${person}`, conversationType: 'personal', tenantId: TENANT },
    channelData: { tenant: { id: TENANT } },
  };
}
