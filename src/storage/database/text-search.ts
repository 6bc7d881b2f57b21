import { type Kysely, type RawBuilder, sql } from 'kysely';

/** Full-text search of redacted questions: the one thing that databases do in their own ways. */
export interface TextSearch {
  create(db: Kysely<unknown>): Promise<void>;
  add(db: Kysely<unknown>, seq: number, text: string): Promise<void>;
  remove(db: Kysely<unknown>, seqs: readonly number[]): Promise<void>;
  /** A condition on a column of `seq` numbers; null for a text too short to be looked up. */
  matches(column: string, text: string): RawBuilder<boolean> | null;
}

/**
 * SQLite's FTS5 over pairs of neighbouring characters. Its own trigram tokenizer finds nothing for the two-character
 * words that Japanese is full of; a phrase of pairs finds any text of two characters or more, as a substring.
 */
export const sqliteTextSearch: TextSearch = {
  async create(db) {
    await sql`create virtual table record_text using fts5(pairs, content='', contentless_delete=1, detail='full')`.execute(
      db,
    );
  },
  async add(db, seq, text) {
    await sql`insert into record_text(rowid, pairs) values (${seq}, ${characterPairs(text).join(' ')})`.execute(
      db,
    );
  },
  async remove(db, seqs) {
    if (seqs.length > 0) await sql`delete from record_text where rowid in (${sql.join(seqs)})`.execute(db);
  },
  matches(column, text) {
    const pairs = characterPairs(text);
    if (pairs.length === 0) return null;
    const phrase = `"${pairs.join(' ')}"`;
    return sql<boolean>`${sql.ref(column)} in (select rowid from record_text where record_text match ${phrase})`;
  },
};

/**
 * Neighbouring characters as words of letters and digits only, so that FTS5's tokenizer leaves them whole: 「持出」
 * becomes `6301x51fa`. Case, width and white space do not matter.
 */
export function characterPairs(text: string): readonly string[] {
  const characters = [...text.normalize('NFKC').toLowerCase().replace(/\s+/g, '')];
  return characters
    .slice(1)
    .map((character, index) => `${code(characters[index] as string)}x${code(character)}`);
}

function code(character: string): string {
  return (character.codePointAt(0) as number).toString(16);
}
