/** The same server and login, another database. */
export function withDatabase(url: string, database: string): string {
  const other = new URL(url);
  other.pathname = `/${encodeURIComponent(database)}`;
  return other.toString();
}

export const databaseOf = (url: string): string => decodeURIComponent(new URL(url).pathname.slice(1)) || 'postgres';

/** The same login, acting as `role` from its first statement on, and waiting so long for a lock at most. */
export function actingAs(url: string, role: string, lockTimeout?: string): string {
  const acting = new URL(url);
  const patience = lockTimeout === undefined ? '' : ` -c lock_timeout=${lockTimeout}`;
  acting.searchParams.set('options', `-c role=${role}${patience}`);
  return acting.toString();
}

export function loginOf(url: string): { role: string; password: string } {
  const { username, password } = new URL(url);
  return { role: decodeURIComponent(username), password: decodeURIComponent(password) };
}

/** For messages: never shows the password. */
export function withoutPassword(url: string): string {
  const shown = new URL(url);
  if (shown.password !== '') shown.password = '***';
  return shown.toString();
}
