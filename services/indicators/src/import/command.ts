import { createHash, randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { connect } from '@thi-dua/prisma/connect';
import { OperatorError } from '@thi-dua/prisma/errors';
import { createIdentitySigner } from '@thi-dua/schema/identity';
import { createLog } from '@thi-dua/schema/log';
import { scopesOf } from '@thi-dua/schema/scopes';
import { createIndicators } from '../service.js';
import type { AnswerLine } from './lines.js';
import type { Wish } from './wish.js';

type Summary = Extract<AnswerLine, { type: 'summary' }>;

/**
 * Takes in a file with an operator's login, in the name of a tenant: by the service itself, so that the rows pass the
 * same checks as a reporter's own. `onLine` hears of progress and of every fault.
 */
export async function importFile(
  databaseUrl: string,
  { file, media, tenant, subject, mode, key }: Wish,
  onLine: (line: AnswerLine, bytes: number) => void,
): Promise<Summary> {
  const { size } = await readable(file);
  await requireTenant(databaseUrl, tenant);
  const identityKey = new Uint8Array(randomBytes(32));
  const service = createIndicators({ databaseUrl, identityKey, log: createLog('error'), sessions: 2 });
  try {
    const identity = await createIdentitySigner(identityKey).sign(
      { subject, tenant, roles: ['REPORTER'], scopes: scopesOf(['REPORTER']) },
      service.name,
    );
    const { body } = await service.serve(
      { method: 'POST', path: '/import/observations' },
      {
        query: new URLSearchParams({ mode }),
        headers: { 'content-type': media, 'idempotency-key': key ?? `file:${await fingerprint(file)}` },
        body: createReadStream(file),
        signal: new AbortController().signal,
      },
      identity,
    );
    if (typeof body === 'string') throw new OperatorError('IMPORT_REFUSED', body);
    for await (const text of body) {
      const line = JSON.parse(String(text)) as AnswerLine;
      if (line.type === 'summary') return line;
      if (line.type === 'error') throw new OperatorError(line.code, line.message);
      onLine(line, size);
    }
    throw new Error('the import ended without a summary');
  } finally {
    await service.close();
  }
}

async function readable(file: string) {
  try {
    const found = await stat(file);
    if (found.isFile()) return found;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    throw new OperatorError('FILE_UNREADABLE', `${file} cannot be read (${code}).`);
  }
  throw new OperatorError('FILE_UNREADABLE', `${file} is no file.`);
}

async function requireTenant(databaseUrl: string, tenant: string): Promise<void> {
  const client = await connect(databaseUrl);
  const { rowCount } = await client.query('SELECT FROM map.tenant WHERE slug = $1', [tenant]);
  await client.end();
  if (rowCount === 0) throw new OperatorError('UNKNOWN_TENANT', `No tenant has the short name "${tenant}".`);
}

async function fingerprint(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file)) hash.update(chunk);
  return hash.digest('hex');
}
