import { createHmac } from 'node:crypto';

/** What Slack sends to an app, for tests: signed requests of every kind. */
export interface SlackRequests {
  /** An event in its envelope. */
  event(event: Record<string, unknown>, envelope?: Record<string, unknown>): Promise<Response>;
  command(fields: Record<string, string>): Promise<Response>;
  /** A click, a shortcut or a submission. */
  interaction(payload: Record<string, unknown>): Promise<Response>;
  /** A body with headers of the test's own making. */
  raw(body: string, headers: Record<string, string>): Promise<Response>;
}

/** The headers that prove a body to be Slack's. */
export function signed(body: string, secret: string, nowS = Math.floor(Date.now() / 1000)) {
  const hash = createHmac('sha256', secret).update(`v0:${nowS}:${body}`).digest('hex');
  return { 'x-slack-request-timestamp': String(nowS), 'x-slack-signature': `v0=${hash}` };
}

/** The envelope in which events come. */
export function envelope(event: Record<string, unknown>, more: Record<string, unknown> = {}) {
  const { team_id: team = 'T1' } = more;
  return {
    token: 'unused',
    team_id: team,
    api_app_id: 'A1',
    event,
    type: 'event_callback',
    event_id: `Ev${event.type}${event.channel}${event.ts ?? event.event_ts}`,
    event_time: 1_800_000_000,
    authorizations: [{ enterprise_id: null, team_id: team, user_id: 'UBOT', is_bot: true }],
    ...more,
  };
}

export function slackRequests(url: string, secret: string): SlackRequests {
  const raw: SlackRequests['raw'] = (body, headers) =>
    fetch(`${url}/slack/events`, { method: 'POST', body, headers });
  const send = (body: string, type: string) => raw(body, { 'content-type': type, ...signed(body, secret) });
  const form = (fields: Record<string, string>) =>
    send(new URLSearchParams(fields).toString(), 'application/x-www-form-urlencoded');
  return {
    raw,
    event: (event, more) => send(JSON.stringify(envelope(event, more)), 'application/json'),
    command: (fields) => form({ command: '/policy', ...fields }),
    interaction: (payload) => form({ payload: JSON.stringify(payload) }),
  };
}

/** Text as Slack sends it: what people type is escaped, what they choose from lists is not. */
export function typed(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
