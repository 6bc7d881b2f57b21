import { type Logger, LogLevel } from '@slack/bolt';

export type SlackLogger = Logger;

/** What Slack's libraries have to say, as far as an operator needs it: no payloads, no tokens. */
export function slackLogger(warn: (message: string) => void): SlackLogger {
  const tell = (...parts: unknown[]) =>
    warn(`Slack: ${parts.map((part) => (part instanceof Error ? part.message : String(part))).join(' ')}`);
  const silent = () => {};
  return {
    debug: silent,
    info: silent,
    warn: tell,
    error: tell,
    setLevel: silent,
    getLevel: () => LogLevel.WARN,
    setName: silent,
  };
}
