import { KiteiError } from '../errors.ts';
import type { Redaction } from './redact.ts';

const LONGEST = 500;

/**
 * One line about a failure that is fit for a process log. What people typed is taken out as a whole wherever the message
 * repeats it, the rest is redacted, and stacks and causes are left out, for they repeat arguments.
 *
 * @param raw texts as people typed them, which must not appear
 */
export function redactForLog(
  failure: unknown,
  redact: (text: string) => Redaction,
  raw: readonly string[] = [],
): string {
  const message =
    failure instanceof KiteiError
      ? `${failure.code}: ${failure.message}`
      : failure instanceof Error
        ? `${failure.name}: ${failure.message}`
        : String(failure);
  const withoutRaw = raw
    .filter((text) => text.trim() !== '')
    .reduce(
      (line, text) => line.replaceAll(text, '[…]').replaceAll(JSON.stringify(text).slice(1, -1), '[…]'),
      message,
    );
  return redact(withoutRaw)
    .text.replace(/\s{1,500}/g, ' ')
    .slice(0, LONGEST);
}
