/** More than the statements of a service; what varies beyond it (lists of many lengths) is not worth keeping. */
const MOST = 200;

/**
 * Names for statements that a connection sends again and again, so that PostgreSQL parses and plans each once a
 * connection. What row-level security compares with is read anew at each execution: a kept plan serves every tenant.
 */
export class StatementNames {
  readonly #names = new Map<string, string>();

  /** The name of a statement, or none ('') for one more than is kept. */
  nameOf(sql: string): string {
    const known = this.#names.get(sql);
    if (known !== undefined) return known;
    if (this.#names.size >= MOST) return '';
    const name = `s${this.#names.size}`;
    this.#names.set(sql, name);
    return name;
  }
}
