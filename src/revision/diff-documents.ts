import type { Clause, PolicyDocument } from '../domain/policy.ts';
import type { ChangeKind, ClauseChange, ComparedVersion, Effect, RevisionDiff } from '../domain/revision.ts';
import { alignClauses, isPlaceholder } from './alignment.ts';
import { changesRuling, effectsOf, inOrderOfWeight } from './effects.ts';
import { placeChanges } from './place-changes.ts';
import { referenceEffects, sameButForReferences } from './reference-changes.ts';
import { findSplits } from './splits.ts';
import { Tree } from './tree.ts';
import { withUndividedArticles } from './undivided.ts';
import { wordChanges } from './word-changes.ts';

/** Rows in the order in which people should read them. */
const KINDS: readonly ChangeKind[] = [
  'modality_changed',
  'changed',
  'removed',
  'added',
  'split',
  'merged',
  'moved',
  'renumbered',
  'references',
];

/**
 * How two versions of a document differ, clause by clause. Pure. The same two the other way round give the same rows
 * with both sides exchanged.
 */
export function diffDocuments(before: PolicyDocument, after: PolicyDocument): RevisionDiff {
  const differ = new Differ(before, after);
  return {
    documentId: after.id,
    before: versionOf(before),
    after: versionOf(after),
    ...differ.compare(),
  };
}

/** A document that is there on one side only: all its clauses are new, or gone. */
export function wholeDocument(document: PolicyDocument, side: 'added' | 'removed'): RevisionDiff {
  const nothing: PolicyDocument = { ...document, clauses: [] };
  const [before, after] = side === 'added' ? [nothing, document] : [document, nothing];
  const diff = diffDocuments(before, after);
  return side === 'added' ? { ...diff, before: null } : { ...diff, after: null };
}

/** What a comparison says of a version. */
function versionOf({ version, title, effectiveDate, source }: PolicyDocument): ComparedVersion {
  return { version, title, effectiveDate, path: source.path, sha256: source.sha256 };
}

class Differ {
  private readonly old: Tree;
  private readonly now: Tree;
  private readonly standIns: ReadonlySet<Clause>;
  private readonly language: PolicyDocument['language'];
  private readonly rows: ClauseChange[] = [];
  private readonly told = new Set<Clause>();

  constructor(before: PolicyDocument, after: PolicyDocument) {
    const texts = withUndividedArticles(before.clauses, after.clauses);
    this.old = new Tree(texts.before, before.language);
    this.now = new Tree(texts.after, after.language);
    this.standIns = texts.standIns;
    this.language = after.language;
  }

  compare(): Pick<RevisionDiff, 'changes' | 'unchanged'> {
    const aligned = alignClauses(this.old.clauses, this.now.clauses);
    this.splits(findSplits(this.old.clauses, this.now.clauses, aligned.after), 'split');
    this.splits(findSplits(this.now.clauses, this.old.clauses, aligned.before), 'merged');
    // A clause that went into a split without its counterpart has none any more.
    const pairs = new Map(
      [...aligned.after].filter(([old, now]) => this.told.has(old) === this.told.has(now)),
    );
    const counterparts = new Set(pairs.values());
    this.oneSided(this.old, (clause) => pairs.has(clause), 'removed');
    this.oneSided(this.now, (clause) => counterparts.has(clause), 'added');
    for (const [old, now] of pairs) this.changed(old, now, pairs);
    const rest = [...pairs].filter(([old]) => !this.told.has(old));
    for (const { kind, pairs: run } of placeChanges(rest, {
      pairs,
      old: this.old,
      now: this.now,
      standIns: this.standIns,
    })) {
      const effects = run.flatMap(([old, now]) => referenceEffects(old, now, pairs));
      this.row(
        kind,
        run.map(([old]) => old),
        run.map(([, now]) => now),
        effects,
      );
    }
    this.references(
      rest.filter(([old]) => !this.told.has(old)),
      pairs,
    );
    return {
      changes: this.inReadingOrder(),
      unchanged: this.old.clauses.filter((clause) => !this.told.has(clause)).length,
    };
  }

  private splits(found: ReturnType<typeof findSplits>, kind: 'split' | 'merged'): void {
    for (const { whole, parts } of found) {
      if ([whole, ...parts].some((clause) => this.told.has(clause))) continue;
      const [before, after] = kind === 'split' ? [[whole], parts] : [parts, [whole]];
      const effects = effectsOf(before, after, this.language);
      this.row(kind, before, after, effects, this.words(before, after));
    }
  }

  /** Clauses without a counterpart, with those below them that have none either. */
  private oneSided(tree: Tree, hasCounterpart: (clause: Clause) => boolean, kind: 'added' | 'removed'): void {
    const isAlone = (clause: Clause) => !hasCounterpart(clause) && !this.told.has(clause);
    for (const clause of tree.clauses) {
      if (!isAlone(clause)) continue;
      const gathered = tree.below(clause, isAlone);
      const exceptions = gathered.flatMap((each) => exceptionOf(each, tree));
      const effects: Effect[] = exceptions.map((words) =>
        kind === 'added'
          ? { what: 'exception', before: null, after: words }
          : { what: 'exception', before: words, after: null },
      );
      if (kind === 'added') this.row(kind, [], gathered, effects);
      else this.row(kind, gathered, [], effects);
    }
  }

  private changed(old: Clause, now: Clause, pairs: ReadonlyMap<Clause, Clause>): void {
    if (this.told.has(old) || this.told.has(now)) return;
    if (isPlaceholder(old) !== isPlaceholder(now)) {
      this.row(isPlaceholder(now) ? 'removed' : 'added', [old], [now], []);
      return;
    }
    if (old.title === now.title && sameButForReferences(old, now, pairs)) return;
    const effects = inOrderOfWeight([
      ...effectsOf([old], [now], this.language),
      ...referenceEffects(old, now, pairs),
    ]);
    this.row(
      effects.some(changesRuling) ? 'modality_changed' : 'changed',
      [old],
      [now],
      effects,
      this.words([old], [now]),
    );
  }

  /** Clauses at their old place with their old words, but for references. */
  private references(rest: readonly (readonly [Clause, Clause])[], pairs: ReadonlyMap<Clause, Clause>): void {
    const followed: (readonly [Clause, Clause])[] = [];
    for (const pair of rest) {
      const [old, now] = pair;
      const effects = referenceEffects(old, now, pairs);
      if (effects.length > 0) this.row('references', [old], [now], effects, this.words([old], [now]));
      else if (old.text !== now.text) followed.push(pair);
    }
    if (followed.length > 0)
      this.row(
        'references',
        followed.map(([old]) => old),
        followed.map(([, now]) => now),
        [],
      );
  }

  private words(before: readonly Clause[], after: readonly Clause[]) {
    const text = (clauses: readonly Clause[]) =>
      clauses
        .map(({ title, text: words }) => [title, words].filter((part) => part !== '').join('\n'))
        .join('\n');
    return wordChanges(text(before), text(after), this.language);
  }

  private row(
    kind: ChangeKind,
    before: readonly Clause[],
    after: readonly Clause[],
    effects: readonly Effect[],
    words: ClauseChange['words'] = [],
  ): void {
    for (const clause of [...before, ...after]) this.told.add(clause);
    const side = ({ id, label, title, parent, text, modality }: Clause) => ({
      id,
      label,
      title,
      parent,
      text,
      modality,
    });
    this.rows.push({ kind, before: before.map(side), after: after.map(side), effects, words });
  }

  private inReadingOrder(): readonly ClauseChange[] {
    const rank = ({ kind, effects }: ClauseChange) =>
      (effects.some(changesRuling) ? 0 : effects.length > 0 ? 20 : 40) + KINDS.indexOf(kind);
    const place = ({ before, after }: ClauseChange) =>
      after[0] ? this.now.placeOf(after[0].label) : this.old.placeOf(before[0]?.label ?? '');
    return [...this.rows].sort((a, b) => rank(a) - rank(b) || place(a) - place(b));
  }
}

/** The words of a clause that is itself an exception, or a case that the one above it excepts. */
function exceptionOf(clause: Clause, tree: Tree): readonly string[] {
  return tree.isException(clause) ? [clause.text] : [];
}
