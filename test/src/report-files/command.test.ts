import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { reportCommand, writeReport } from '@thi-dua/gateway/report/command';
import { connect } from '@thi-dua/prisma/connect';
import { afterAll, describe, expect, test } from 'vitest';
import { serve, tokenFor } from '../gateway/served.js';
import { graph } from '../isolation/graph.js';
import { testDatabase } from '../kit/database.js';

const database = await testDatabase();
const folder = mkdtempSync(join(tmpdir(), 'thi-dua-report-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('npm run report', () => {
  test.each([
    [[], 'Usage'],
    [['2022'], 'Usage'],
    [['2022', '44'], '--format is missing'],
    [['2022', '44', '--format', 'pdf'], 'A report comes as'],
    [['22', '44', '--format', 'csv'], 'The year is one from'],
    [['2022', '44', '--format', 'csv', '--boundary', 'today'], '"boundary" is the day'],
    [['2022', '44', '--format', 'csv', '--lang', 'fr'], '"lang" is vi or en'],
    [['2022', '44', '--format', 'csv', '--year', '3'], 'Unknown option'],
  ])('%j is told what is wrong with it', (args, message) => {
    expect(() => reportCommand(args)).toThrow(message);
  });

  test('writes what the same tenant gets over HTTP, and leaves nothing behind where it cannot', async () => {
    const { services } = await graph(database);
    const { listener } = await serve(services);
    const client = await connect(database.operatorUrl);
    const at = { client, url: database.operatorUrl };
    const out = join(folder, 'q.csv');
    const heard: number[][] = [];
    const wish = (...more: string[]) => reportCommand(['2022', '44', '--format', 'csv', '--out', out, ...more]);
    await writeReport(at, wish('--tenant', 'quang-binh'), (read, all) => heard.push([read, all]));
    const over = await fetch(`${listener.url}/reports/2022/44.csv`, {
      headers: { authorization: `Bearer ${await tokenFor('quang-binh')}` },
    });
    expect(readFileSync(out)).toEqual(Buffer.from(await over.arrayBuffer()));
    expect(heard).toEqual([[8, 8]]);

    const quiet = () => {};
    await writeReport(at, wish(), quiet);
    await expect(writeReport(at, wish('--tenant', 'nobody'), quiet)).rejects.toThrow('No tenant has');
    await expect(
      writeReport(at, reportCommand(['1950', '44', '--format', 'csv', '--out', join(folder, 'x')]), quiet),
    ).rejects.toThrow('Nothing of 1950');
    await expect(
      writeReport(at, reportCommand(['2022', '44', '--format', 'csv', '--out', join(folder, 'no', 'x')]), quiet),
    ).rejects.toThrow('cannot be written (ENOENT)');
    expect(readdirSync(folder)).toEqual(['q.csv']);
    await client.end();
  });
});
