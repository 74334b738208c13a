import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { importList } from '@thi-dua/localities/import/import-list';
import { afterAll, expect } from 'vitest';
import { boardOfEmptyCountry } from '../import/board.js';
import { type Client, digest } from '../import/lists.js';
import { listOf } from '../import/made-up.js';

export type Level = 'NATION' | 'PROVINCE' | 'DISTRICT' | 'COMMUNE' | 'NEIGHBOURHOOD';
export interface Source {
  code: string;
  extent?: 'WHOLE' | 'PART';
}
export interface ActInput {
  number?: string;
  issuer?: string;
  title?: string;
  issuedOn?: string;
  effectiveOn?: string;
  establish?: { code: string; level: Level; fullName: string; parentCode?: string; from?: Source[] }[];
  rename?: { code: string; fullName: string }[];
  transfer?: { codes: string[]; parentCode: string }[];
  end?: string[];
  abolishLevel?: Level;
  dryRun?: boolean;
}
export interface Result {
  change: { id: string; legalBasis: string; effectiveOn: string; withdrawnFor: string | null } | null;
  units: { nodes: ChangedUnit[]; totalCount: number };
  tenants: { slug: string }[];
  errors: { code: string; message: string; path: string[] }[];
}
export interface ChangedUnit {
  kind: string;
  code: string;
  before: string | null;
  after: string | null;
  parentBefore: string | null;
  parentAfter: string | null;
}

/** A day that has not come yet. */
export const DAY = '2090-07-01';
export const LATER = '2091-01-01';

export const country = `
  01 Tỉnh An Sơn
  001 Huyện Bình Khê < 01
  00001 Xã Đông Hòa < 001
  00001-01 Thôn Một < 00001
  00001-02 Thôn Hai < 00001
  00002 Xã Tây Hòa < 001
  00002-01 Thôn Ba < 00002
  00003 Xã Nam Hòa < 001
  00004 Thị trấn Bình Khê < 001
  002 Huyện Châu Lâm < 01
  00005 Xã Lâm Thượng < 002
  00006 Xã Lâm Hạ < 002
  02 Tỉnh Bắc Hải
  003 Thành phố Hải Giang < 02
  00007 Phường Giang Bắc < 003
  00008 Phường Giang Nam < 003
  004 Huyện Đảo Ngọc < 02`;

const unitFields = 'kind code before after parentBefore parentAfter';
export const enactment = `mutation ($input: BoundaryChangeInput!) { enactBoundaryChange(input: $input) {
  change { id legalBasis effectiveOn withdrawnFor } units(first: 500) { totalCount nodes { ${unitFields} } }
  tenants { slug } errors { code message path } } }`;
export const withdrawal = `mutation ($input: WithdrawBoundaryChangeInput!) { withdrawBoundaryChange(input: $input) {
  change { id legalBasis effectiveOn withdrawnFor } units { totalCount nodes { ${unitFields} } }
  tenants { slug } errors { code message path } } }`;

export const inputOf = (act: ActInput) => ({
  number: '1/NQ',
  issuedOn: act.effectiveOn && act.effectiveOn < '2020-01-01' ? act.effectiveOn : '2020-01-01',
  effectiveOn: DAY,
  ...act,
});

/** A small country that the central board changes through the graph. */
export async function changingCountry() {
  const board = await boardOfEmptyCountry();
  const { client, asBoard } = board;
  const folder = mkdtempSync(join(tmpdir(), 'thi-dua-acts-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  /** Reads a list of units, and what became of those before it, into the map. */
  const bring = async (list: string, day: string, mappings: string[] = []) => {
    const write = (name: string, content: string) => {
      writeFileSync(join(folder, name), content);
      return join(folder, name);
    };
    const files = mappings.map((mapping, i) => write(`mapping-${i}.csv`, mapping));
    return importList(client, { file: write('list.csv', list), day, mappings: files, dryRun: false });
  };
  const clear = async () => {
    await client.query('TRUNCATE map.boundary_change CASCADE');
    await board.clear();
  };
  /** As the country is first. */
  const restore = async (list = country) => {
    await clear();
    await bring(listOf(list), '2020-01-01');
  };
  const enact = async (act: ActInput): Promise<Result> => {
    const { enactBoundaryChange: result } = await asBoard(enactment, { input: inputOf(act) });
    return result;
  };
  /** Expects no fault; the act's id. */
  const enacted = async (act: ActInput): Promise<string> => {
    const { change, errors } = await enact(act);
    expect(errors).toEqual([]);
    return change?.id ?? '';
  };
  /** The faults an act is refused with, as "CODE path"; expects that nothing was written. */
  const faults = async (act: ActInput): Promise<string[]> => {
    const before = await everything(client);
    const { change, units, errors } = await enact(act);
    expect(await everything(client)).toBe(before);
    if (errors.length > 0) expect({ change, units }).toEqual({ change: null, units: { totalCount: 0, nodes: [] } });
    return errors.map(({ code, path }) => `${code} ${path.join('.')}`);
  };
  const withdraw = async (id: string, reason = 'Thu hồi'): Promise<Result> =>
    (await asBoard(withdrawal, { input: { id, reason } })).withdrawBoundaryChange;
  return { ...board, bring, clear, restore, enact, enacted, faults, withdraw };
}

/** The map and all acts on record, in one line. */
export async function everything(client: Client): Promise<string> {
  const parts = [await digest(client)];
  for (const table of ['boundary_change', 'boundary_change_row', 'boundary_change_unit', 'tenant', 'tenant_line']) {
    const { rows } = await client.query<{ digest: string }>(
      `SELECT count(*) || ' ' || md5(coalesce(string_agg(t::text, '|' ORDER BY t::text), '')) AS digest FROM map.${table} t`,
    );
    parts.push(`${table} ${rows[0]?.digest}`);
  }
  return parts.join('\n');
}

/** What is derived, recomputed from nothing, is what is stored. */
export async function closureIsDerived(client: Client): Promise<void> {
  const stored = await digest(client);
  await client.query('SELECT map.rebuild_closure()');
  expect(await digest(client)).toBe(stored);
}
