/** A word that carries meaning, in the forms it can be recognised by. */
export interface ContentWord {
  /** As it stands in the normalised text. */
  readonly surface: string;
  /** Dictionary form or stem. */
  readonly form: string;
}

/**
 * What a statement does. `bare` forces need no words of their own; `condition` names only what something hangs on ("Only
 * with approval"), `conditional` says only that there are conditions, `figure` how much or until when,
 * `done` what is done.
 */
export type Force =
  | 'may'
  | 'must_not'
  | 'must'
  | 'need_not'
  | 'should'
  | 'discretion'
  | 'applies'
  | 'applies_not'
  | 'exception'
  | 'ask'
  | 'silent'
  | 'unsettled'
  | 'conditional'
  | 'figure'
  | 'done'
  | 'fact';

/** A word with the operators that bear on it: they must be those of its clause. */
export interface BoundWord extends ContentWord {
  /** Negation, exclusion, bounds, quantifiers, conjunctions: canonical names (`NOT`, `EXCEPT`, `OR` …) or the word itself. */
  readonly marks: ReadonlySet<string>;
  /** The part it plays where its particle or preposition says so (`to`, `from`, `with` …); empty elsewhere. */
  readonly part: string;
  /** Before or after the verb in force, where that tells who does it and to what (in Japanese は or が, and を); '' elsewhere. */
  readonly side: 'before' | 'after' | '';
  /** The verb it goes with, where the language shows it by order (Japanese); null elsewhere. */
  readonly verb: ContentWord | null;
  /** What the verb in force is done to, where the order of an English sentence shows it. */
  readonly isObject: boolean;
}

/** What a statement hangs on. */
export interface Condition {
  /**
   * `if`: holds with it; `after`: once it has happened; `unless`: without it; `before` and `for`: what it comes before or
   * serves; `because`: what is taken to be given.
   */
  readonly kind: 'if' | 'after' | 'unless' | 'before' | 'for' | 'because';
  /** Says when rather than under what condition (「…するときは」, "when …"). */
  readonly isCase: boolean;
  /** Holds in no other case (「…ときだけ」, "only if …"). */
  readonly isOnly: boolean;
  readonly words: readonly BoundWord[];
}

/** One clause of a sentence, read to the last word: force, matter, and conditions. */
export interface Statement {
  readonly force: Force;
  readonly act: readonly BoundWord[];
  readonly conditions: readonly Condition[];
  /** What stands before its verb suffers it. */
  readonly isPassive: boolean;
  /** What is to be done, of the words in `act`; empty where nothing shows it. */
  readonly heads: readonly BoundWord[];
}

/** What a statement speaks of, without its force. */
export type Matter = Pick<Statement, 'act' | 'conditions' | 'isPassive' | 'heads'>;

/** A sentence: a yes or no at its beginning, and its statements. */
export interface Reading {
  readonly reply: 'yes' | 'no' | null;
  readonly statements: readonly Statement[];
}

/** Reads sentences of one language. */
export interface StatementReader {
  /** @param text normalised, without places and titles. Null where it says something that no statement is made of. */
  read(text: string): Reading | null;
  /** Reads a sentence of a clause, whose force others tell: its matter and conditions. @param text normalised. */
  readRule(text: string): Matter;
  /** Whether two words stand for the same thing. */
  matches(one: ContentWord, other: ContentWord): boolean;
  /** Whether a word carries no meaning of its own, so that it may be added and left out. */
  isLight(word: ContentWord): boolean;
  /** Words of a text, without what bears on them. @param text normalised. */
  words(text: string): readonly BoundWord[];
}
