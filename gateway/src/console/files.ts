import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { builtFolder } from './folders.js';

type Coding = 'br' | 'gzip';

export interface ConsoleFile {
  readonly type: string;
  readonly etag: string;
  /** Named by its content: what bears the name never changes. */
  readonly immutable: boolean;
  readonly bytes: Buffer;
  readonly encoded: ReadonlyMap<Coding, Buffer>;
}

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
};
const endings: readonly (readonly [Coding, string])[] = [
  ['br', '.br'],
  ['gzip', '.gz'],
];

let read: ReadonlyMap<string, ConsoleFile> | undefined;

/** The built page by the path of each file; empty where it has not been built. Read once, and only what the build made. */
export function consoleFiles(): ReadonlyMap<string, ConsoleFile> {
  read ??= existsSync(builtFolder) ? readFolder(builtFolder) : new Map();
  return read;
}

/** Only names that lie in the folder become paths, so that no request can reach a file beside it. */
export function readFolder(folder: string): ReadonlyMap<string, ConsoleFile> {
  const files = new Map<string, ConsoleFile>();
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    const type = types[extname(name)];
    if (type === undefined) continue;
    const bytes = readFileSync(join(folder, name));
    const encoded = endings.flatMap(([coding, ending]) => {
      const path = join(folder, `${name}${ending}`);
      return existsSync(path) ? [[coding, readFileSync(path)] as const] : [];
    });
    const path = `/${name.replaceAll('\\', '/')}`;
    files.set(path === '/index.html' ? '/' : path, {
      type,
      etag: `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`,
      immutable: path.startsWith('/assets/'),
      bytes,
      encoded: new Map(encoded),
    });
  }
  return files;
}
