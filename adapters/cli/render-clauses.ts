import stringWidth from 'string-width';
import type { PolicyDocument } from '../../src/domain/policy.ts';
import type { Layout } from './render-answer.ts';
import { printable } from './terminal.ts';
import type { Words } from './words.ts';
import { beginning } from './wrap.ts';

/** Columns of a clause's words shown where nothing is wrapped. */
const SHOWN = 100;

/** A document's clause tree: one line a clause, indented by depth, with the beginning of its words. Pure. */
export function renderClauses(document: PolicyDocument, say: Words, { width, style }: Layout): string {
  const depths = new Map<string, number>();
  const lines = document.clauses.map((clause) => {
    const depth = clause.parent === null ? 0 : (depths.get(clause.parent) ?? 0) + 1;
    depths.set(clause.label, depth);
    const head = `${'  '.repeat(depth)}${printable(say.answer.clause(clause.label, clause.title))}`;
    const room = Math.min(width, SHOWN) - stringWidth(head) - 2;
    return `${style.bold(head)}${room > 8 && clause.text !== '' ? `  ${style.dim(beginning(printable(clause.text), room))}` : ''}`;
  });
  const title = `${document.title}, ${say.answer.version(document.version)}, ${say.clauses.count(document.clauses.length)}`;
  return [printable(title), ...lines].join('\n');
}
