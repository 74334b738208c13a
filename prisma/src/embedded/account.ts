import { readFileSync } from 'node:fs';
import { OperatorError } from '../errors.js';

/** PostgreSQL refuses to run as root: the account it is given instead. Empty for everyone else. */
export interface Account {
  uid?: number;
  gid?: number;
}

/** Never creates a user: takes `postgres` where the machine has one, else `nobody`. */
export function serverAccount(): Account {
  if (process.getuid?.() !== 0) return {};
  const users = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  const found = users.find(([name]) => name === 'postgres') ?? users.find(([name]) => name === 'nobody');
  const [, , uid, gid] = found ?? [];
  if (uid === undefined || gid === undefined) {
    throw new OperatorError(
      'NO_ACCOUNT',
      'PostgreSQL does not run as root, and this machine has neither a user "postgres" nor "nobody". Start as an ordinary user.',
    );
  }
  return { uid: Number(uid), gid: Number(gid) };
}
