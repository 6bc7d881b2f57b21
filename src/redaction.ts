import type { Kitei } from './app.ts';
import type { Config } from './config.ts';
import { readableBy } from './domain/access.ts';
import { compileRedaction, type Redaction } from './privacy/redact.ts';

/**
 * Redaction as configured, for questions to a running Kitei: what the policies themselves print is no secret.
 * @throws KiteiError `config.invalid` for a pattern that cannot be read.
 */
export function redactionOf(
  config: Pick<Config, 'log'>,
  kitei: Pick<Kitei, 'documents' | 'generation'>,
): (text: string) => Redaction {
  return compileRedaction({ employeeNumber: config.log.employeeNumber, isPublished: printedIn(kitei) });
}

/** A name of two characters may be part of any word: only longer findings are looked up. */
const LEAST_PUBLISHED = 6;

/** Whether documents that everybody may read print a text: such a text is no secret. */
function printedIn(kitei: Pick<Kitei, 'documents' | 'generation'>): (text: string) => boolean {
  let printed = { generation: '', text: '' };
  return (text) => {
    if (text.length < LEAST_PUBLISHED) return false;
    const { id } = kitei.generation;
    if (printed.generation !== id) {
      const open = readableBy(kitei.documents, []).flatMap(({ clauses }) => clauses);
      printed = { generation: id, text: open.map((clause) => clause.text).join('\n') };
    }
    return printed.text.includes(text);
  };
}
