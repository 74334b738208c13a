export interface Statement {
  /** Under which a connection keeps it prepared. */
  name?: string;
  text: string;
  values?: unknown[];
}

/**
 * A connection to the database, for as long as an import holds it: an operator's own, or the one of a caller's
 * transaction. Statements without values may come several at once, each on lines of its own that end in a semicolon.
 */
export interface Client {
  query<R extends object>(statement: string | Statement, values?: unknown[]): Promise<{ rows: R[] }>;
}
