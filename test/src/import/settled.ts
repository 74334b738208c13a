import type { Client } from '@thi-dua/localities/import/client';
import { contextOf } from '@thi-dua/localities/import/context';
import { judge, unitKey } from '@thi-dua/localities/import/judge';
import { stableId } from '@thi-dua/prisma/seed/stable-id';
import { expect } from 'vitest';

type Level = Parameters<typeof unitKey>[0];
interface Row {
  level: Level;
  code: string;
  line: number | null;
  name: string;
  full_name: string;
  type: string;
  stored_id: string | null;
  begins: string;
  name_begins: string;
  stored_name: string;
  stored_full_name: string;
  stored_type: string;
  mapped: boolean;
  sole: boolean;
  neighbour_gone: boolean;
  previous_ends: string | null;
  next_begins: string | null;
  parent_begins: string | null;
  verdict: string;
  id: string | null;
  final_begins: string | null;
  final_ends: string | null;
  day_known: boolean;
}

/** What came of each pair, in an import's transaction, is what `judge` says of it, though most were settled in one statement. */
export async function settledAsJudged(client: Client, day: string, mappings: number): Promise<void> {
  const context = await contextOf(client, day, mappings > 0);
  const { rows } = await client.query<Row>(
    `SELECT p.level::text, p.code, p.line, p.name, p.full_name, p.type, p.stored_id, p.begins::text, p.name_begins::text, p.stored_name,
        p.stored_full_name, p.stored_type, p.mapped, p.sole, p.neighbour_gone, p.previous_ends::text, p.next_begins::text,
        coalesce(above.final_begins, m.begins)::text AS parent_begins,
        p.verdict, p.id, p.final_begins::text, p.final_ends::text, p.day_known
      FROM pair p LEFT JOIN pair above ON above.code = p.parent_code
      LEFT JOIN map.locality m ON above.n IS NULL AND m.code = p.parent_code AND m.begins <= $1::date AND $1::date < m.ends`,
    [day],
  );
  expect(rows.length).toBeGreaterThan(0);
  for (const row of rows) {
    const stored = { name: row.stored_name, fullName: row.stored_full_name, type: row.stored_type };
    const verdict = judge(
      {
        level: row.level,
        code: row.code,
        listed: row.line === null ? null : { name: row.name, fullName: row.full_name, type: row.type },
        stored: row.stored_id === null ? null : { ...stored, begins: row.begins, nameBegins: row.name_begins },
        neighbourGone: row.neighbour_gone,
        mapped: row.mapped,
        sole: row.sole,
        previousEnds: row.previous_ends,
        nextBegins: row.next_begins,
        parentBegins: row.parent_begins,
      },
      context,
    );
    const came = { kind: row.verdict, dayKnown: row.day_known };
    expect({ code: row.code, ...came }).toEqual({
      code: row.code,
      kind: verdict.kind,
      dayKnown: 'dayKnown' in verdict && verdict.dayKnown,
    });
    if (verdict.kind !== 'NEW' && verdict.kind !== 'REPLACED') continue;
    expect([row.id, row.final_begins, row.final_ends]).toEqual([
      stableId('locality', unitKey(row.level, row.code, verdict.begins)),
      verdict.begins,
      verdict.ends,
    ]);
  }
}
