import { pino } from 'pino';
import { isSecret } from '../src/config/secret-files.ts';
import { compileRedaction } from '../src/privacy/redact.ts';
import { redactForLog } from '../src/privacy/redact-for-log.ts';

/** How much is told: each level includes those before it. */
export type LogLevel = 'error' | 'warn' | 'info' | 'debug';

/** What the process tells its operators. Never a word of a question, a name or a secret. */
export interface ProcessLog {
  error(message: string): void;
  warn(message: string): void;
  info(message: string): void;
  /** What came of a request, by its id. */
  request(fields: RequestFields): void;
}

/** One request: no query, no body, no address of a person. */
export interface RequestFields {
  readonly requestId: string;
  readonly method: string;
  /** The pattern of the route, e.g. `/slack/events`, never what was typed after it. */
  readonly route: string;
  readonly status: number;
  readonly milliseconds: number;
}

/** Shorter values would hide ordinary words. */
const LEAST_SECRET = 6;

/**
 * A log of JSON lines for collectors, or of plain lines for people on a terminal. Every message is redacted as
 * questions are, and values of secret settings are taken out wherever they stand.
 *
 * @param write takes whole lines.
 */
export function createProcessLog(
  level: LogLevel,
  env: Readonly<Record<string, string | undefined>>,
  { plain, write }: { readonly plain: boolean; readonly write: (line: string) => void },
): ProcessLog {
  const redact = redactionOf(env.KITEI_EMPLOYEE_NUMBER || null);
  const secrets = Object.entries(env).flatMap(([name, value]) =>
    isSecret(name) && value !== undefined && value.length >= LEAST_SECRET ? secretsIn(value) : [],
  );
  const clean = (message: string) => redactForLog(message, redact, secrets);
  const logger = pino(
    {
      level,
      base: { pid: process.pid },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    },
    { write: (line: string) => write(plain ? plainLine(line) : line) },
  );
  return {
    error: (message) => logger.error(clean(message)),
    warn: (message) => logger.warn(clean(message)),
    info: (message) => logger.info(clean(message)),
    request: (fields) => logger.debug(fields, 'request'),
  };
}

/** Redaction with the pattern of employee numbers; one that cannot be read is told of where the settings are read. */
function redactionOf(employeeNumber: string | null): ReturnType<typeof compileRedaction> {
  try {
    return compileRedaction({ employeeNumber });
  } catch {
    return compileRedaction({ employeeNumber: null });
  }
}

/** An address holds its password both as written and decoded. */
function secretsIn(value: string): readonly string[] {
  if (!URL.canParse(value)) return [value];
  const { password } = new URL(value);
  return [value, password, decoded(password)].filter((text) => text.length >= LEAST_SECRET);
}

/** As it is where its percent signs encode nothing. */
function decoded(password: string): string {
  try {
    return decodeURIComponent(password);
  } catch {
    return password;
  }
}

function plainLine(line: string): string {
  const { level, msg, requestId, method, route, status, milliseconds } = JSON.parse(line);
  if (requestId !== undefined) return `${method} ${route} ${status} ${milliseconds} ms (${requestId})\n`;
  return `${level === 'info' ? '' : `${level}: `}${msg}\n`;
}
