import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Difference, LevelDifference } from '@thi-dua/localities/import/difference';
import { type Hooks, importList } from '@thi-dua/localities/import/import-list';
import { connect } from '@thi-dua/prisma/connect';
import { afterAll } from 'vitest';
import { testDatabase } from '../kit/database.js';
import type { Client } from './lists.js';

/** A country of our own: a database whose map holds the nation and nothing else, and a folder for its lists. */
export async function emptyCountry() {
  const { operatorUrl } = await testDatabase();
  const client = await connect(operatorUrl);
  const folder = mkdtempSync(join(tmpdir(), 'thi-dua-import-'));
  afterAll(async () => {
    await client.end();
    rmSync(folder, { recursive: true });
  });
  let files = 0;
  const write = (content: string | Buffer, ending = 'csv') => {
    const path = join(folder, `${++files}.${ending}`);
    writeFileSync(path, content);
    return path;
  };
  const bring = (
    content: string | Buffer,
    day: string,
    over: { mappings?: string[]; dryRun?: boolean; ending?: string } & Hooks = {},
  ) =>
    importList(
      client,
      {
        file: write(content, over.ending),
        day,
        mappings: (over.mappings ?? []).map((mapping) => write(mapping)),
        dryRun: over.dryRun ?? false,
      },
      over,
    );
  await clearCountry(client);
  return { client, folder, write, bring, clear: () => clearCountry(client) };
}

/** Leaves the nation on the map, and nothing else; nor figures of units that were on it. */
export async function clearCountry(client: Client): Promise<void> {
  await client.query('DELETE FROM indicators.observation');
  await client.query('TRUNCATE map.locality, map.tenant, map.unit_list CASCADE');
  await client.query(`INSERT INTO map.locality (id, code, level, begins, ends)
    VALUES ('00000000-0000-8000-8000-000000000000', 'VN', 'NATION', '0001-01-01', '9999-12-31')`);
  await client.query(`INSERT INTO map.locality_name (locality_id, begins, ends, name, full_name, type)
    VALUES ('00000000-0000-8000-8000-000000000000', '0001-01-01', '9999-12-31', 'Việt Nam', 'Việt Nam', 'Quốc gia')`);
  await client.query('SELECT map.rebuild_closure()');
}

const levels: Record<number, string> = { 2: 'PROVINCE', 3: 'DISTRICT', 5: 'COMMUNE' };
const levelOf = (code: string) => levels[code.length] ?? 'NEIGHBOURHOOD';

/** A list from lines such as "00001 Xã Đông < 001". */
export function listOf(lines: string): string {
  const rows = lines
    .split('\n')
    .map((line) => /^\s*(\S+) (.+?)(?: < (\S+))?\s*$/.exec(line))
    .filter((match) => match !== null)
    .map(([, code = '', name, parent = '']) => [code, name, levelOf(code), parent].join(','));
  return ['code,name,level,parent_code', ...rows, ''].join('\n');
}

/** What a level's difference holds besides what stayed. */
export function changes(difference: Difference, level: LevelDifference['level']): Partial<LevelDifference> {
  const found = difference.levels.find((candidate) => candidate.level === level);
  if (found === undefined) return {};
  const { level: _level, listed: _listed, ...counts } = found;
  return Object.fromEntries(Object.entries(counts).filter(([, count]) => count > 0));
}

/** The history of a code: each bearer's life, with its names and parents through time. */
export async function history(client: Client, code: string): Promise<string[]> {
  const { rows } = await client.query<{ life: string }>(
    `SELECT concat_ws(' | ',
        l.begins || '–' || l.ends || CASE WHEN l.first_day_known THEN '' ELSE ' first?' END || CASE WHEN l.last_day_known THEN '' ELSE ' last?' END,
        (SELECT string_agg(n.full_name || CASE WHEN n.begins > l.begins THEN ' from ' || n.begins ELSE '' END, ', ' ORDER BY n.begins)
          FROM map.locality_name n WHERE n.locality_id = l.id),
        (SELECT string_agg('< ' || a.code || CASE WHEN p.begins > l.begins THEN ' from ' || p.begins ELSE '' END, ', ' ORDER BY p.begins)
          FROM map.locality_parent p JOIN map.locality a ON a.id = p.parent_id WHERE p.child_id = l.id),
        (SELECT string_agg('→ ' || t.code || ' ' || s.extent, ', ' ORDER BY t.code)
          FROM map.succession s JOIN map.locality t ON t.id = s.to_id WHERE s.from_id = l.id)) AS life
      FROM map.locality l WHERE l.code = $1 ORDER BY l.begins`,
    [code],
  );
  return rows.map(({ life }) => life.replaceAll('0001-01-01', '').replaceAll('9999-12-31', ''));
}
