import { connect } from '@thi-dua/prisma/connect';
import { expect, test } from 'vitest';
import { testDatabase } from '../kit/database.js';

const { appUrl, operatorUrl } = await testDatabase();

/** Of a province's size: 2,000 plans with 20 clauses each, every one with a word of its own. */
async function fill(): Promise<void> {
  const operator = await connect(operatorUrl);
  await operator.query(`
    INSERT INTO campaigns.plan (tenant_id, movement_code, title, status, visibility, document_type, issuer, issued_on, record_date, created_by)
    SELECT (ARRAY['cao-bang', 'ha-noi', 'ha-lang', 'trung-uong'])[1 + n % 4], 'VNN-2021-2025', 'Kế hoạch số ' || n, 'ISSUED', 'LINE', 'x', 'x',
      '2023-01-01', '2023-01-01', 'filler' FROM generate_series(1, 2000) n`);
  await operator.query(`
    INSERT INTO campaigns.clause (plan_id, kind, position, clause, clause_raw, anchor, text)
    SELECT p.id, 'CONTENT', n, 'I.' || n, n || '.', 'x',
      'Giảm tỷ lệ hộ nghèo, hỗ trợ sinh kế cho người nghèo ở xã đặc biệt khó khăn, mã w' || substr(md5(p.id::text || n), 1, 8)
    FROM campaigns.plan p, generate_series(0, 19) n WHERE p.created_by = 'filler'`);
  await operator.query('ANALYZE campaigns.passage, campaigns.plan');
  await operator.end();
}

test('a search reads the index of words, at size, and takes a fraction of a plain reading', async () => {
  await fill();
  const operator = await connect(operatorUrl);
  const app = await connect(appUrl);
  await app.query(`SELECT set_config('app.tenant', 'cao-bang', false)`);
  const { rows: some } = await app.query<{ word: string }>(
    `SELECT substring(text FROM 'mã (w\\w+)') AS word FROM campaigns.clause WHERE text LIKE '%mã w%' ORDER BY id LIMIT 20`,
  );
  const scans = async () => {
    await app.query('SELECT pg_stat_force_next_flush()');
    const { rows } = await operator.query<{ index: string; whole: string }>(
      `SELECT (SELECT idx_scan FROM pg_stat_user_indexes WHERE indexrelname = 'passage_words_idx') AS index,
         (SELECT seq_scan FROM pg_stat_user_tables WHERE relid = 'campaigns.passage'::regclass) AS whole`,
    );
    return { index: Number(rows[0]?.index), whole: Number(rows[0]?.whole) };
  };
  const before = await scans();
  const timed = async (statement: string, values: string[]) => {
    const began = performance.now();
    const { rowCount } = await app.query(statement, values);
    return { rowCount, ms: performance.now() - began };
  };
  const searched = [];
  for (const { word } of some)
    searched.push(await timed('SELECT * FROM campaigns.found_texts($1, NULL, NULL, false)', [`so ${word}`.slice(3)]));
  const after = await scans();
  expect(searched.every(({ rowCount }) => rowCount === 1)).toBe(true);
  expect(after.index - before.index).toBeGreaterThanOrEqual(some.length);
  expect(after.whole).toBe(before.whole);

  // The same words, asked in an ordinary query: row-level security keeps it from the index.
  const plainly = await timed(`SELECT id FROM campaigns.passage WHERE words @@ plainto_tsquery('simple', $1)`, [
    some[0]?.word ?? '',
  ]);
  const median = searched.map(({ ms }) => ms).sort((a, b) => a - b)[10] ?? 0;
  expect(plainly.rowCount).toBe(1);
  expect(median).toBeLessThan(plainly.ms);

  const common = await timed(
    'SELECT * FROM campaigns.found_texts($1, NULL, NULL, false) ORDER BY score DESC LIMIT 50',
    ['hộ nghèo'],
  );
  expect(common.rowCount).toBe(50);
  process.stdout.write(
    `40,000 clauses: one word ${median.toFixed(1)} ms by index, ${plainly.ms.toFixed(0)} ms without; words of every clause ${common.ms.toFixed(0)} ms\n`,
  );
  await app.end();
  await operator.end();
});
