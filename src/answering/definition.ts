import { definitionsOf } from '../domain/definitions.ts';
import type { Clause, DefinedTerm } from '../domain/policy.ts';
import type { Retrieval } from '../domain/retrieval.ts';
import { foldKatakana, normaliseText } from '../retrieval/text.ts';
import type { ClauseTree } from './clause-tree.ts';

/** The clause that defines what a question asks the meaning of. */
export interface DefinitionFinding {
  readonly clause: Clause;
  /** Span of the defining words in the clause's text. */
  readonly span: { readonly start: number; readonly end: number };
  /** The lines below, where the definition lists what it means. */
  readonly lines: readonly Clause[];
}

const ASKED: readonly RegExp[] = [
  /(?:^|[。!?、\s])(?:(?:この|本|ここで|当)[^。、]{0,8}(?:いう|言う|おける|の))?([^。!?、]{2,30}?)(?:っていうのは|というのは|とは|って(?:結局|つまり|そもそも)?|の(?:定義|意味)|は)(?:何|なに|なん|どういう|どこ|は|って|を|が|[?]|$)/,
  /\b(?:what(?:'s| is| are)|define|(?:definition|meaning) of|what does|what do) (?:meant by )?(?:the |an? )?"?([\w' /&-]{2,40}?)"?(?: (?:mean|means|stand for|refer to)\b.*)?[?.!]*$/,
];
/** A definition on more lines than this is quoted in part. */
const LINES = 6;

/**
 * The definition of the term a question asks about (「Xとは」, "what is X"); null where no document defines just that. Of
 * several that do, one that says what the term means goes before one that only abbreviates (「以下「X」という」), then the
 * better ranked. `question` must be normalised.
 */
export function findDefinition(
  question: string,
  { ranked }: Retrieval,
  tree: ClauseTree,
): DefinitionFinding | null {
  const subjects = ASKED.flatMap((pattern) => pattern.exec(question)?.[1] ?? []).map(termKey);
  if (subjects.length === 0) return null;
  const rank = new Map(ranked.map(({ clause }, place) => [clause, place]));
  const placeOf = (clause: Clause) => rank.get(clause) ?? ranked.length;
  const [best] = tree.documents
    .flatMap((document) =>
      definitionsOf(document)
        .filter(({ defined }) => subjects.includes(termKey(normaliseText(defined.term))))
        .map(({ clause, defined }) => ({ clause: document.clauses[clause] as Clause, defined })),
    )
    .sort(
      (one, other) =>
        Number(abbreviates(one)) - Number(abbreviates(other)) || placeOf(one.clause) - placeOf(other.clause),
    );
  if (best === undefined) return null;
  const { clause, defined } = best;
  return { clause, span: defined, lines: tree.children(clause).slice(0, LINES) };
}

function abbreviates({ clause, defined }: { clause: Clause; defined: DefinedTerm }): boolean {
  return /[（(](?:以下|次|hereinafter|hereafter|the |an? )?[^（()）]*[）)]$/i.test(
    clause.text.slice(defined.start, defined.end),
  );
}

/** One key for the spellings of a term; English articles and plural endings do not count. */
function termKey(normalised: string): string {
  return foldKatakana(normalised.replace(/[「」『』"'・\s]/g, '').replace(/(?<=[a-z]{3})s$/, ''));
}
