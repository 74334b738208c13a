import { createHash } from 'node:crypto';
import type { OperatorClient } from '@thi-dua/prisma/operator-database';
import type { FileStore } from '../dossier/store/file-store.js';
import type { BrokenChain } from './broken-chains.js';

async function faultOf(store: FileStore, sha256: string): Promise<string | null> {
  const content = await store.read(sha256);
  if (content === null) return 'is not in the store';
  const hash = createHash('sha256');
  for await (const piece of content) hash.update(piece);
  return hash.digest('hex') === sha256 ? null : 'is not what it was when it was added';
}

/** Reads every file of every dossier, each content once, and holds it against its hash; `number` is the entry that added it. */
export async function verifyFiles(
  client: OperatorClient,
  store: FileStore,
): Promise<{ files: number; broken: BrokenChain[] }> {
  const { rows } = await client.query<{
    nomination: string;
    tenant: string;
    number: number;
    name: string;
    sha256: string;
  }>(
    `SELECT f.nomination_id AS nomination, n.tenant_id AS tenant, f.seq AS number, f.name, f.sha256
     FROM awards.dossier_file f JOIN awards.nomination n ON n.id = f.nomination_id ORDER BY f.sha256, f.uploaded_at, f.id`,
  );
  const broken: BrokenChain[] = [];
  const faults = new Map<string, string | null>();
  for (const { sha256, name, ...at } of rows) {
    const known = faults.get(sha256);
    const fault = known === undefined ? await faultOf(store, sha256) : known;
    faults.set(sha256, fault);
    if (fault !== null) broken.push({ ...at, fault: `the file "${name}" ${fault}` });
  }
  return { files: rows.length, broken };
}
