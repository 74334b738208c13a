import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from '../connect.js';
import { startEmbedded } from '../embedded/server.js';
import { migrate } from '../migrate.js';
import { catalogOf } from './catalog.js';
import { catalogFile, printCatalog } from './kept.js';

// `npm run catalog`: writes down what the migrations make of an empty database, for the doctor to hold others against.
const dataDir = mkdtempSync(join(tmpdir(), 'thi-dua-catalog-'));
// Run as root, the server works under another account, which must be able to enter.
chmodSync(dataDir, 0o755);
const server = await startEmbedded({ dataDir });
try {
  const adminUrl = server.url('admin', 'thi_dua');
  await migrate({ adminUrl, ...server.logins });
  const client = await connect(adminUrl);
  writeFileSync(catalogFile, printCatalog(await catalogOf(client, server.logins.app.role)));
  await client.end();
} finally {
  await server.stop();
  rmSync(dataDir, { recursive: true, force: true });
}
