import { RE2JS } from 're2js';
import { KiteiError } from '../errors.ts';
import type { Finding } from './rule.ts';

/**
 * Finds employee numbers by the organisation's own pattern. RE2 runs in linear time whatever the pattern, so a bad one
 * cannot stall an answer. A number must not be part of a longer word or number.
 *
 * @param pattern in the syntax of RE2, which has no lookaround and no back-references; null finds nothing.
 * @throws KiteiError `config.invalid` where the pattern cannot be read, or matches the empty text.
 */
export function employeeNumberFinder(pattern: string | null): (text: string) => readonly Finding[] {
  if (pattern === null) return () => [];
  const compiled = compile(pattern);
  return (text) => {
    const found: Finding[] = [];
    for (const match of compiled.matchAll(text)) {
      const start = match.index as number;
      const end = start + match[0].length;
      if (/[A-Za-z0-9]/.test(text.charAt(start - 1)) || /[A-Za-z0-9]/.test(text.charAt(end))) continue;
      found.push({ kind: 'employee_number', start, end });
    }
    return found;
  };
}

function compile(pattern: string): RE2JS {
  try {
    const compiled = RE2JS.compile(pattern);
    if (!compiled.matcher('').find()) return compiled;
  } catch (error) {
    throw invalid(`"${pattern}" is not a pattern: ${error instanceof Error ? error.message : error}.`, error);
  }
  throw invalid(`"${pattern}" matches the empty text.`);
}

function invalid(message: string, cause?: unknown): KiteiError {
  return new KiteiError(
    'config.invalid',
    `KITEI_EMPLOYEE_NUMBER: ${message}`,
    'Write the form of one number as a regular expression without lookaround and back-references, for example [A-Z]\\d{6}.',
    cause,
  );
}
