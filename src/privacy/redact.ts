import { KiteiError } from '../errors.ts';
import { CONTACT_DETECTORS } from './contact-details.ts';
import { type Detector, type Finding, MARKS, type PersonalDataKind, pattern } from './kinds.ts';
import { NAME_DETECTORS } from './names.ts';
import { NUMBER_DETECTORS } from './numbers.ts';
import { SECRET_DETECTORS } from './secrets.ts';

/** A text without personal data and secrets. */
export interface Redacted {
  readonly text: string;
  /** What was replaced, by kind. */
  readonly found: Readonly<Partial<Record<PersonalDataKind, number>>>;
}

/** What an organisation adds to what is found everywhere. */
export interface RedactionRules {
  /** Regular expression of employee numbers; null where they have no known form. */
  readonly employeeNumber: string | null;
}

/** An employee number that is called so. */
const labelledEmployee = pattern(
  'employee_number',
  /(?:職員番号|社員番号|従業員番号|職員コード|社員コード|職員ID|社員ID|(?:employee|staff) (?:number|no\.?|id))\s{0,2}(?:は|が|is|[:：=#])?\s{0,2}(?<it>[A-Z]{0,3}-?\d{3,10})(?!\d)/i,
);

/**
 * A function that replaces what tells who somebody is, or opens a door, by typed marks such as `[マイナンバー]`, in
 * Japanese for a text with Japanese characters and in English otherwise. Where two findings overlap, the surer kind
 * wins. Marks are left alone, so that redacting twice changes nothing.
 *
 * @throws KiteiError `config.invalid` where the pattern of employee numbers cannot be read.
 */
export function compileRedaction({ employeeNumber }: RedactionRules): (text: string) => Redacted {
  const own = employeeNumber === null ? [] : [pattern('employee_number', expressionOf(employeeNumber))];
  const detectors: readonly Detector[] = [
    ...SECRET_DETECTORS,
    ...own,
    labelledEmployee,
    ...CONTACT_DETECTORS,
    ...NUMBER_DETECTORS,
    ...NAME_DETECTORS,
  ];
  return (typed) => {
    const text = halfWidth(typed);
    const findings: Finding[] = marks(text);
    for (const detector of detectors) {
      for (const finding of detector(text)) {
        if (!findings.some((other) => finding.start < other.end && other.start < finding.end)) {
          findings.push(finding);
        }
      }
    }
    return replaced(typed, findings.slice(marks(text).length));
  };
}

function replaced(typed: string, findings: readonly Finding[]): Redacted {
  const language = /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u.test(typed) ? 'ja' : 'en';
  const found: Partial<Record<PersonalDataKind, number>> = {};
  let text = '';
  let from = 0;
  for (const { kind, start, end } of [...findings].sort((a, b) => a.start - b.start)) {
    text += typed.slice(from, start) + MARKS[kind][language];
    found[kind] = (found[kind] ?? 0) + 1;
    from = end;
  }
  return { text: text + typed.slice(from), found };
}

const ALL_MARKS = Object.values(MARKS).flatMap(({ ja, en }) => [ja, en]);

/** Where marks stand already; their kind does not matter. */
function marks(text: string): Finding[] {
  return ALL_MARKS.flatMap((mark) => {
    const found: Finding[] = [];
    for (let start = text.indexOf(mark); start >= 0; start = text.indexOf(mark, start + 1)) {
      found.push({ kind: 'secret', start, end: start + mark.length });
    }
    return found;
  });
}

/** Full-width letters, digits and signs as half-width ones, each in its place. */
function halfWidth(text: string): string {
  return text.replace(/[\uff01-\uff5e]/g, (sign) =>
    // The colon and the brackets of Japanese text stay what patterns know them as.
    String.fromCharCode(sign.charCodeAt(0) - 0xfee0),
  );
}

function expressionOf(source: string): RegExp {
  try {
    return new RegExp(`(?<![A-Za-z0-9])(?:${source})(?![A-Za-z0-9])`);
  } catch (cause) {
    throw new KiteiError(
      'config.invalid',
      `KITEI_EMPLOYEE_NUMBER is not a regular expression: ${(cause as Error).message}.`,
      'Write the form of your employee numbers, for example [A-Z]\\d{6}.',
      cause,
    );
  }
}
