import type { Language } from '../domain/policy.ts';
import type { Morphology } from '../retrieval/morphology.ts';
import type { StatementReader } from './statement.ts';
import { ENGLISH_STATEMENTS } from './statements-en.ts';
import { japaneseStatements } from './statements-ja.ts';

/** What reads sentences of a language. */
export function statementReader(language: Language, morphology: Morphology): StatementReader {
  return language === 'ja' ? japaneseStatements(morphology) : ENGLISH_STATEMENTS;
}
