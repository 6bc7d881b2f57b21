import {
  ColumnDefinitionNode,
  type DataTypeNode,
  type Kysely,
  type MigrationLockOptions,
  PostgresAdapter,
  PostgresDialect,
  PostgresQueryCompiler,
  sql,
} from 'kysely';

/**
 * Kysely's dialect for PostgreSQL, made to keep text as SQLite does:
 *
 * - Text compares by its bytes (`collate "C"`), whatever the database was created with, so that lists have the same
 *   order everywhere.
 * - PostgreSQL's text has no NUL character; U+FFFD stands for it.
 * - Migrations take as long as they need. (They run in a transaction under an advisory lock: of several processes that
 *   start at once, one makes the changes and the others wait.)
 */
export class PlainTextPostgresDialect extends PostgresDialect {
  override createQueryCompiler(): PostgresQueryCompiler {
    return new PlainTextCompiler();
  }

  override createAdapter(): PostgresAdapter {
    return new UnhurriedMigrations();
  }
}

class PlainTextCompiler extends PostgresQueryCompiler {
  protected override visitDataType(node: DataTypeNode): void {
    super.visitDataType(node);
    const isColumn = this.parentNode !== undefined && ColumnDefinitionNode.is(this.parentNode);
    if (isColumn && node.dataType === 'text') this.append(' collate "C"');
  }

  protected override appendValue(value: unknown): void {
    super.appendValue(Array.isArray(value) ? value.map(withoutNul) : withoutNul(value));
  }
}

function withoutNul(value: unknown): unknown {
  return typeof value === 'string' ? value.replaceAll('\0', '\uFFFD') : value;
}

class UnhurriedMigrations extends PostgresAdapter {
  // biome-ignore lint/suspicious/noExplicitAny: as the class it extends has it.
  override async acquireMigrationLock(db: Kysely<any>, options: MigrationLockOptions): Promise<void> {
    await sql`set local statement_timeout = 0`.execute(db);
    await super.acquireMigrationLock(db, options);
  }
}
