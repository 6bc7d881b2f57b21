import type { Clause, PolicyDocument } from '../domain/policy.ts';
import { likeness, normalized, profileOf } from '../revision/likeness.ts';
import { beginning, type Check, type Found, isBody } from './finding.ts';

/** A term where it is defined. */
interface Definition {
  readonly term: string;
  readonly clause: Clause;
  /** The defining words. */
  readonly words: string;
}

/** Terms that are defined and never used, used and never defined, or explained in two ways. */
export const checkTerms: Check = (document, others) => {
  const definitions = definitionsOf(document);
  return [
    ...unused(definitions, document, others),
    ...conflicting(definitions, document),
    ...undefinedAbbreviations(document, others),
  ];
};

function definitionsOf({ clauses }: PolicyDocument): readonly Definition[] {
  return clauses.filter(isBody).flatMap((clause) =>
    clause.definedTerms.map(({ term, start, end }) => ({
      term,
      clause,
      words: clause.text.slice(start, end),
    })),
  );
}

function unused(
  definitions: readonly Definition[],
  document: PolicyDocument,
  others: readonly PolicyDocument[],
): readonly Found[] {
  const texts = [document, ...others].flatMap(({ clauses }) => clauses);
  const isUsed = ({ term, clause }: Definition) => texts.some((other) => uses(other, term, clause));
  // Of two names for one thing it is enough to use one.
  const isNamedOtherwise = (one: Definition) =>
    definitions.some(
      (other) => other !== one && other.clause === one.clause && other.words === one.words && isUsed(other),
    );
  return definitions
    .filter((definition) => !isUsed(definition) && !isNamedOtherwise(definition))
    .map(({ term, clause }) => ({ rule: 'term-unused', labels: [clause.label], evidence: term }));
}

/** Whether a clause uses a term, beyond the words that define it. */
function uses(clause: Clause, term: string, definedIn: Clause): boolean {
  const text = normalized(`${clause === definedIn ? '' : clause.title}\n${clause.text}`);
  const wanted = normalized(term);
  if (clause !== definedIn) return text.includes(wanted) || hasAllParts(text, wanted);
  // 「（以下「X」という。）」 names the term once; a second time it is used.
  return text.split(wanted).length > (normalized(clause.title).includes(wanted) ? 1 : 2);
}

/** 通信経路の分割 is used by 「通信経路を分割する」. */
function hasAllParts(text: string, term: string): boolean {
  const parts = term.split(/[のとや・]|及び|又は/).filter((part) => part !== '');
  return (
    parts.length > 1 && text.split('。').some((sentence) => parts.every((part) => sentence.includes(part)))
  );
}

/** The same term defined in two clauses, or given a scope that its definition does not have. */
function conflicting(definitions: readonly Definition[], document: PolicyDocument): readonly Found[] {
  const found: Found[] = [];
  for (const [index, one] of definitions.entries()) {
    for (const other of definitions.slice(index + 1)) {
      if (normalized(one.term) !== normalized(other.term) || one.clause === other.clause) continue;
      if (likeness(profileOf(one.words), profileOf(other.words)) > 0.9 || pointsTo(other.clause, one.clause))
        continue;
      found.push(conflict(one, other.clause, other.words));
    }
    for (const clause of document.clauses) {
      if (clause === one.clause || !delimits(clause, one.term) || pointsTo(clause, one.clause)) continue;
      const words = withChildren(clause, document);
      if (!covers(withChildren(one.clause, document), words)) found.push(conflict(one, clause, words));
    }
  }
  return found;
}

function conflict({ term, clause, words }: Definition, other: Clause, otherWords: string): Found {
  return {
    rule: 'term-conflict',
    labels: [clause.label, other.label],
    evidence: `${term}: ${beginning(words)}`,
    instead: beginning(otherWords, 120),
  };
}

/** 「情報資産の範囲」, 「対象とする情報資産は、次のとおりとする」: the clause says what counts as such. */
function delimits({ title, text, kind }: Clause, term: string): boolean {
  if (kind !== 'scope' && kind !== 'definition') return false;
  const wanted = normalized(term);
  return (
    normalized(title) === `${wanted}の範囲` || normalized(text).includes(`対象とする${wanted}は、次のとおり`)
  );
}

function pointsTo(clause: Clause, target: Clause): boolean {
  return clause.references.some(
    ({ targets, kind }) =>
      kind === 'external' || targets.some((label) => label === target.label || label === target.parent),
  );
}

function withChildren(clause: Clause, { clauses }: PolicyDocument): string {
  const below = clauses.filter(({ parent }) => parent === clause.label).map(({ text }) => text);
  return [clause.text, ...below].join('\n');
}

/** Every content word of `words` stands in the definition. */
function covers(definition: string, words: string): boolean {
  const known = normalized(definition);
  const nouns = normalized(words).match(/[一-龠々]{2,}|[ァ-ヶー]{2,}|[a-z]{2,}/g) ?? [];
  const fresh = new Set(nouns.filter((noun) => !known.includes(noun) && !FORMAL.test(noun)));
  return fresh.size < 2;
}

const FORMAL = /^(?:本|当該|基本方針|対象|次|以下|範囲|適用|規定|関|並|及|又|含|全)/;

/** Abbreviations that everybody reads without help. */
const KNOWN = new Set(
  'PC OS IT ICT ID PIN USB SD CD DVD BD HDD SSD IC LAN WAN VPN WIFI URL WEB WWW HTTP HTTPS HTML PDF CSV XML FAX TEL SNS AI IOT QR SMS CC BCC TO ISO JIS IEC OK NG FAQ GPS TV DX CPU RAM ATM NFC RFID EU UK USA US UAE UN NPO PTA CEO HR DNS IP TCP FTP SSH SSL TLS API DB DM Q'.split(
    ' ',
  ),
);

/** Abbreviations that rules use and no document explains. */
function undefinedAbbreviations(
  document: PolicyDocument,
  others: readonly PolicyDocument[],
): readonly Found[] {
  const explained = new Set<string>();
  for (const { clauses } of [document, ...others])
    for (const clause of clauses) for (const word of explainedIn(clause)) explained.add(word);
  const used = new Map<string, string[]>();
  for (const clause of document.clauses.filter(isBody)) {
    for (const word of new Set(abbreviationsIn(`${clause.title}\n${clause.text}`))) {
      if (KNOWN.has(word) || explained.has(word)) continue;
      const labels = used.get(word);
      if (labels) labels.push(clause.label);
      else used.set(word, [clause.label]);
    }
  }
  return [...used].map(([word, labels]) => ({ rule: 'term-undefined', labels, evidence: word }));
}

function abbreviationsIn(text: string): readonly string[] {
  return text.normalize('NFKC').match(/(?<![A-Za-z0-9])[A-Z][A-Z0-9]{1,}(?:-[A-Z]+)?(?![A-Za-z0-9])/g) ?? [];
}

/** Terms, titles, and what stands in or before brackets: 「最高情報セキュリティ責任者（CISO）」, "NDA (non-disclosure …)". */
function explainedIn({ title, text, definedTerms }: Clause): readonly string[] {
  const whole = text.normalize('NFKC');
  const bracketed = [...whole.matchAll(/[^\s(]{2,}\s?\(([^()]{2,60})\)/g)].map(([, inner = '']) => inner);
  const beforeBrackets = [...whole.matchAll(/([A-Z][A-Z0-9-]+)\s?\((?=[^()]{4,})/g)].map(
    ([, word = '']) => word,
  );
  const established = [...whole.matchAll(/([A-Z][A-Z0-9-]+)を(?:置く|設置する|いう)/g)].map(
    ([, word = '']) => word,
  );
  return [title, ...definedTerms.map(({ term }) => term), ...bracketed]
    .flatMap(abbreviationsIn)
    .concat(beforeBrackets, established);
}
