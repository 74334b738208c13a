import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { serve, tokenFor } from '../gateway/served.js';
import { graph } from '../isolation/graph.js';
import { testDatabase } from '../kit/database.js';

const run = promisify(execFile);
const installed = await run('soffice', ['--version']).then(
  () => true,
  () => false,
);

test.skipIf(!installed)(
  `LibreOffice opens workbook and document${installed ? '' : ' (skipped: there is no "soffice" on this machine)'}`,
  { timeout: 180_000 },
  async () => {
    const { services } = await graph(await testDatabase());
    const { listener } = await serve(services);
    const folder = mkdtempSync(join(tmpdir(), 'thi-dua-office-'));
    try {
      for (const extension of ['xlsx', 'docx']) {
        const response = await fetch(`${listener.url}/reports/2022/44.${extension}`, {
          headers: { authorization: `Bearer ${await tokenFor('quang-binh')}` },
        });
        const file = join(folder, `report.${extension}`);
        writeFileSync(file, new Uint8Array(await response.arrayBuffer()));
        await run('soffice', [
          `-env:UserInstallation=file://${join(folder, 'profile')}`,
          '--headless',
          ...['--convert-to', 'pdf', '--outdir', folder, file],
        ]);
        const pdf = readFileSync(join(folder, 'report.pdf'));
        expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
        expect(pdf.length).toBeGreaterThan(10_000);
        rmSync(join(folder, 'report.pdf'));
      }
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
);
