import type { Clause } from '../domain/policy.ts';
import type { TermMatch } from '../domain/retrieval.ts';
import { type Norm, readNorms } from '../policy/norms.ts';
import { normaliseText } from '../retrieval/text.ts';
import type { ClauseTree } from './clause-tree.ts';
import { mentions, sumOfIdf } from './mentions.ts';

/** A sentence of a clause, and how much of the question it speaks of. */
export interface WeighedNorm extends Norm {
  readonly clause: Clause;
  /** Sum of the idf of the question's words that the sentence has. */
  readonly weight: number;
}

/** The sentence that rules in a clause, and the exceptions to it wherever they stand. */
export interface RuleAndExceptions {
  readonly rule: WeighedNorm | null;
  readonly exceptions: readonly WeighedNorm[];
}

/** Reads what a clause rules: by its own words, else by the list it belongs to. */
export function readRule(clause: Clause, matches: readonly TermMatch[], tree: ClauseTree): RuleAndExceptions {
  const own = weigh(clause, matches, tree);
  // Under 「次に掲げる行為を行ってはならない」 a line that ends in 「こと」 names an act; it commands nothing by itself.
  const rulesItself = own.some(
    (norm) =>
      norm.role === 'rule' && rules(norm) && !(namesAnAct(norm) && continuesAList(clause, matches, tree)),
  );
  return rulesItself || liftedClauses(clause, tree).length > 0
    ? byItsOwnWords(clause, own, matches, tree)
    : byTheListItBelongsTo(clause, own, matches, tree);
}

function namesAnAct({ clause, start, end, force }: WeighedNorm): boolean {
  return force === 'obligation' && /こと。?$/.test(clause.text.slice(start, end));
}

function continuesAList(clause: Clause, matches: readonly TermMatch[], tree: ClauseTree): boolean {
  const parent = tree.parent(clause);
  if (parent === null) return false;
  const opening = weigh(parent, matches, tree).findLast((norm) => norm.introducesList && rules(norm));
  return opening !== undefined && opening.force !== 'obligation' && opening.force !== 'measure';
}

/** A clause with a force of its own; a clause that only lifts another (「前項の規定は…適用しない」) is read with that one. */
function byItsOwnWords(
  clause: Clause,
  own: readonly WeighedNorm[],
  matches: readonly TermMatch[],
  tree: ClauseTree,
): RuleAndExceptions {
  const read = own.map((norm, i) => (opensBan(own, i) ? { ...norm, role: 'exception' as const } : norm));
  const ruling = read.filter((norm) => norm.role === 'rule' && rules(norm));
  const exceptions = [
    ...read.filter((norm) => norm.role === 'exception'),
    ...exceptionsAround(clause, matches, tree),
  ];
  if (ruling.length > 0) return { rule: strongest(ruling), exceptions };
  const lifted = liftedClauses(clause, tree)
    .flatMap((target) => weigh(target, matches, tree))
    .filter((norm) => norm.role === 'rule' && rules(norm));
  // What lifts the proviso lets the rule stand.
  if (LIFTS_PROVISO.test(clause.text) && lifted.length > 0)
    return { rule: strongest(lifted), exceptions: [] };
  return { rule: strongest(lifted) ?? own.find(rules) ?? null, exceptions };
}

/** A permission right after a ban in the same clause is its exception, whether or not it says so. */
function opensBan(norms: readonly WeighedNorm[], i: number): boolean {
  const norm = norms[i];
  return (
    norm !== undefined &&
    norm.role === 'rule' &&
    (norm.force === 'permission' || norm.force === 'conditional') &&
    norms.slice(0, i).some((before) => before.force === 'prohibition')
  );
}

/** A line of a list takes its force from the sentence above that introduces the list. */
function byTheListItBelongsTo(
  clause: Clause,
  own: readonly WeighedNorm[],
  matches: readonly TermMatch[],
  tree: ClauseTree,
): RuleAndExceptions {
  for (const above of tree.lineage(clause)) {
    if (above === clause) continue;
    const norms = weigh(above, matches, tree);
    const opening = norms.filter((norm) => norm.introducesList && rules(norm)).at(-1);
    if (opening === undefined) {
      if (norms.some(rules)) break;
      continue;
    }
    const line = own[0];
    if (opening.role !== 'exception' || line === undefined)
      return {
        rule: { ...opening, approver: opening.approver ?? line?.approver ?? null },
        exceptions: [
          ...own.filter((norm) => norm.role === 'exception'),
          ...norms.filter((norm) => norm.role === 'exception' && concerns(norm, clause)),
        ],
      };
    const main = byItsOwnWords(
      above,
      norms.filter((norm) => norm !== opening),
      matches,
      tree,
    ).rule;
    const exceptional = caseOf(opening, line);
    // A proviso that rules by itself (「次のときは…できる」) under a sentence without force is the rule.
    return main === null
      ? {
          rule: { ...exceptional, force: line.approver === null ? opening.force : 'conditional' },
          exceptions: [],
        }
      : { rule: main, exceptions: [exceptional] };
  }
  return { rule: own[0] ?? null, exceptions: own.filter((norm) => norm.role === 'exception') };
}

/** A proviso that names lines of its list (「第2号に掲げる職員が…」) is about those lines only. */
function concerns(norm: WeighedNorm, line: Clause): boolean {
  const named = norm.clause.references
    .filter((reference) => reference.start >= norm.start && reference.end <= norm.end)
    .flatMap((reference) => reference.targets);
  return named.length === 0 || named.includes(line.label);
}

/** One line of a list of exceptions, with the force of the sentence that opens the list. */
function caseOf(opening: WeighedNorm, line: WeighedNorm): WeighedNorm {
  return {
    ...opening,
    ...line,
    role: 'exception',
    force: opening.force,
    lifts: opening.lifts,
    procedure: line.procedure ?? opening.procedure,
    approver: line.approver ?? opening.approver,
  };
}

/** Exceptions that stand outside a clause's own words: in its list, or in a neighbour that refers to it. */
function exceptionsAround(
  clause: Clause,
  matches: readonly TermMatch[],
  tree: ClauseTree,
): readonly WeighedNorm[] {
  const proviso = weigh(clause, matches, tree).find(
    (norm) => norm.role === 'exception' && norm.introducesList,
  );
  const parent = tree.parent(clause);
  const neighbours = (parent === null ? [] : tree.children(parent)).filter(
    (other) => other !== clause && liftedClauses(other, tree).includes(clause),
  );
  return [
    ...tree.children(clause).flatMap((child) => {
      const lines = weigh(child, matches, tree);
      if (proviso === undefined) return lines.filter((norm) => norm.role === 'exception');
      return lines.slice(0, 1).map((line) => caseOf(proviso, line));
    }),
    ...neighbours.flatMap((other) =>
      weigh(other, matches, tree)
        .filter((norm) => norm.lifts || OVERRIDES.test(other.text))
        .map((norm) => ({ ...norm, role: 'exception' as const })),
    ),
  ];
}

/** An exception to an exception. */
const LIFTS_PROVISO =
  /ただし書[^。]*適用し(?:ない|ません)|\bexceptions?\b[^.]{0,40}\bdo(?:es)? not (?:apply|cover|extend)/i;

/** A ban right after a proviso that holds in the case of the proviso too. */
const LIMITS_PROVISO =
  /(?:ただし|但し)[^。]*。[^。]{0,3}(?:この|その)場合(?:に(?:おいて)?も|であっても|でも)[^。]*(?:ならない|できない|なりません|できません)。|\bbut not (?:if|when|where|while|for|in)\b|\b(?:even (?:then|so|in that case)|in no case)\b[^.]{0,60}\b(?:not|may|must|be)\b/i;

const OVERRIDES =
  /にかかわらず|適用し(?:ない|ません)|要しない|要しません|\b(?:despite|notwithstanding|do(?:es)? not apply|is not needed)\b/i;

/** The clauses whose rule a clause sets aside for some cases. */
function liftedClauses(clause: Clause, tree: ClauseTree): readonly Clause[] {
  if (!OVERRIDES.test(clause.text)) return [];
  return clause.references.flatMap((reference) =>
    reference.kind === 'internal'
      ? reference.targets.flatMap((label) => tree.sibling(clause, label) ?? [])
      : [],
  );
}

function rules(norm: Norm): boolean {
  return (norm.force !== 'none' && norm.force !== 'definition') || norm.lifts;
}

function weigh(clause: Clause, matches: readonly TermMatch[], tree: ClauseTree): readonly WeighedNorm[] {
  return readNorms(clause.text, tree.document(clause)?.language ?? 'ja').map((norm) => {
    const sentence = normaliseText(clause.text.slice(norm.start, norm.end));
    return { ...norm, clause, weight: sumOfIdf(matches.filter((match) => mentions(sentence, match))) };
  });
}

/** Whether the exceptions of a clause have limits of their own, in the same clause or in one beside it. */
export function hasNestedException(clause: Clause, tree: ClauseTree): boolean {
  if (LIMITS_PROVISO.test(clause.text)) return true;
  const parent = tree.parent(clause);
  const around = [clause, ...(parent === null ? [] : tree.children(parent))];
  return around.some(
    (other) =>
      LIFTS_PROVISO.test(other.text) && (other === clause || liftedClauses(other, tree).includes(clause)),
  );
}

/** The heaviest; of equals the first. */
export function strongest(norms: readonly WeighedNorm[]): WeighedNorm | null {
  let best: WeighedNorm | null = null;
  for (const norm of norms) if (best === null || norm.weight > best.weight) best = norm;
  return best;
}
