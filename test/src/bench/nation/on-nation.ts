import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { connect } from '@thi-dua/prisma/connect';
import { startEmbedded } from '@thi-dua/prisma/embedded/server';
import { migrate } from '@thi-dua/prisma/migrate';
import { seed } from '@thi-dua/prisma/seed/seed';
import { Bench } from './bench.js';
import { bringCountry, readCountry } from './country.js';
import type { Run } from './run.js';
import { note } from './table.js';
import type { Wish } from './wish.js';

const say = (text: string) => process.stderr.write(`${new Date().toISOString().slice(11, 19)} ${text}\n`);

/** Measures something on a database with the country's map and none of its figures yet, gone afterwards unless it is kept. */
export async function onNation(wish: Wish, measure: (run: Run) => Promise<void>): Promise<void> {
  const folder = wish.folder === null ? mkdtempSync(join(tmpdir(), 'thi-dua-nation-')) : resolve(wish.folder);
  mkdirSync(folder, { recursive: true });
  chmodSync(folder, 0o755);
  const server = await startEmbedded({ dataDir: folder });
  const bench = new Bench();
  try {
    say('an empty database …');
    await migrate({ adminUrl: server.url('admin', 'nation'), ...server.logins });
    await seed(server.url('operator', 'nation'));
    const operator = await connect(server.url('operator', 'nation'));
    // The seeds' own figures would stand beside the synthetic ones.
    await operator.query('DELETE FROM indicators.release');
    await operator.query('DELETE FROM indicators.observation');
    const source = await bringCountry(operator, folder, say);
    const country = await readCountry(operator, source, wish.scale);
    const admin = await connect(server.url('admin', 'nation'));
    const { rows } = await admin.query<{ at: string }>(`SELECT current_setting('data_directory') AS at`);
    await admin.end();
    const postmaster = Number(readFileSync(join(rows[0]?.at ?? '', 'postmaster.pid'), 'utf8').split('\n')[0]);
    note(
      `The nation at ${wish.scale === 1 ? 'full size' : `${wish.scale} of its communes`}: ${source}; ` +
        `${Object.entries(country.units)
          .map(([level, count]) => `${count.toLocaleString('en-US')} ${level}`)
          .join(', ')} on 31 December 2024. All figures are synthetic; neighbourhoods and most tenants are made up.`,
    );
    await measure({
      bench,
      country,
      operator,
      postmaster,
      say,
      wish,
      appUrl: server.url('app', 'nation'),
      operatorUrl: server.url('operator', 'nation'),
    });
    await operator.end();
  } finally {
    await bench.stop();
    await server.stop();
    if (wish.folder === null) rmSync(folder, { recursive: true, force: true });
  }
}
