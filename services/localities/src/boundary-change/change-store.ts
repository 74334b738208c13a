import { Prisma } from '@thi-dua/prisma/generated/localities/client';
import type { CursorKey } from '@thi-dua/schema/connection';
import { defineLoader, inOrder } from '@thi-dua/schema/context';
import { badInput } from '@thi-dua/schema/errors';
import type { LocalitiesContext } from '../builder.js';
import { byKey, LOCALITY_LEVELS } from '../locality/locality-store.js';
import { type SuccessionRow, successionColumns } from '../locality/succession-store.js';
import type { ChangedUnit, UnitChange } from './changed-units.js';

/** Changes of the map on one day on one ground: an act, or what lists and mappings of units state on one legal basis. */
export interface BoundaryChange {
  /** Null where no act, but a list or a mapping states it. */
  actId: string | null;
  effectiveOn: string;
  legalBasis: string | null;
  number: string | null;
  issuer: string | null;
  title: string | null;
  issuedOn: string | null;
  enactedAt: Date | null;
  withdrawnAt: Date | null;
  withdrawnFor: string | null;
}

export interface ChangeRange {
  from: string | null;
  to: string | null;
  withdrawn: boolean;
}

const actColumns = Prisma.sql`c.id AS "actId", c.effective_on, c.legal_basis AS "legalBasis", c.number, c.issuer, c.title,
  c.issued_on::text AS "issuedOn", c.enacted_at AS "enactedAt", c.withdrawn_at AS "withdrawnAt", c.withdrawn_for AS "withdrawnFor"`;

const between = (day: Prisma.Sql, from: string | null, to: string | null) => Prisma.sql`
  ${from === null ? Prisma.empty : Prisma.sql`AND ${day} >= ${from}::date`} ${to === null ? Prisma.empty : Prisma.sql`AND ${day} <= ${to}::date`}`;

const changesBetween = ({ from, to, withdrawn }: ChangeRange) => Prisma.sql`
  SELECT ${actColumns} FROM map.boundary_change c
  WHERE ${withdrawn ? Prisma.sql`true` : Prisma.sql`c.withdrawn_at IS NULL`} ${between(Prisma.sql`c.effective_on`, from, to)}
  UNION ALL
  SELECT NULL, s.effective_on, s.legal_basis, NULL, NULL, NULL, NULL, NULL, NULL, NULL FROM map.succession s
  WHERE s.boundary_change_id IS NULL ${between(Prisma.sql`s.effective_on`, from, to)}
  GROUP BY s.effective_on, s.legal_basis`;

export const changeKey = ({ effectiveOn, legalBasis, actId }: BoundaryChange): CursorKey => [
  effectiveOn,
  legalBasis ?? '',
  actId ?? '',
];

/** Oldest first. */
export async function changesOf(
  context: LocalitiesContext,
  range: ChangeRange,
  take: number,
  after: CursorKey | null,
): Promise<BoundaryChange[]> {
  const [reached = '', basis = '', id = ''] = (after ?? []).map(String);
  if (after !== null && !/^\d{4}-\d{2}-\d{2}$/.test(reached))
    throw badInput('"after" is not a cursor of this list.', 'after');
  const from = range.from === null || reached > range.from ? reached || null : range.from;
  return context.db.$queryRaw<BoundaryChange[]>(Prisma.sql`
    SELECT c.*, c.effective_on::text AS "effectiveOn" FROM (${changesBetween({ ...range, from })}) AS c
    ${after === null ? Prisma.empty : Prisma.sql`WHERE (c.effective_on, coalesce(c."legalBasis", ''), coalesce(c."actId"::text, '')) > (${reached}::date, ${basis}, ${id})`}
    ORDER BY c.effective_on, coalesce(c."legalBasis", ''), coalesce(c."actId"::text, '') LIMIT ${take}`);
}

export async function countChanges(context: LocalitiesContext, range: ChangeRange): Promise<number> {
  const [row] = await context.db.$queryRaw<{ count: number }[]>(
    Prisma.sql`SELECT count(*)::int AS count FROM (${changesBetween(range)}) AS c`,
  );
  return row?.count ?? 0;
}

/** An act by its id. */
export const actById = defineLoader<LocalitiesContext, string, BoundaryChange | null>(async (ids, context) => {
  const rows = await context.db.$queryRaw<BoundaryChange[]>(
    Prisma.sql`SELECT ${actColumns}, c.effective_on::text AS "effectiveOn" FROM map.boundary_change c WHERE c.id = ANY(${[...ids]}::uuid[])`,
  );
  return inOrder(ids, rows, (row) => row.actId ?? '');
});

/** What lists and mappings of units state on a day and a legal basis ('' where none is known); null where they state nothing. */
export const statedChange = defineLoader<LocalitiesContext, Stated, BoundaryChange | null, string>(
  async (keys, context) => {
    const rows = await context.db.$queryRaw<(BoundaryChange & { n: bigint })[]>(
      Prisma.sql`SELECT k.n, NULL AS "actId", k.day::text AS "effectiveOn", nullif(k.basis, '') AS "legalBasis"
        FROM unnest(${keys.map(({ effectiveOn }) => effectiveOn)}::date[], ${keys.map(({ legalBasis }) => legalBasis)}::text[]) WITH ORDINALITY AS k(day, basis, n)
        WHERE EXISTS (SELECT FROM map.succession s WHERE s.boundary_change_id IS NULL AND s.effective_on = k.day AND coalesce(s.legal_basis, '') = k.basis)`,
    );
    return byKey(keys.length, rows).map(([row]) => (row === undefined ? null : { ...unacted, ...row }));
  },
  ({ effectiveOn, legalBasis }) => `${effectiveOn} ${legalBasis}`,
);
interface Stated {
  effectiveOn: string;
  legalBasis: string;
}
/** What is known of an act alone. */
const unacted = {
  number: null,
  issuer: null,
  title: null,
  issuedOn: null,
  enactedAt: null,
  withdrawnAt: null,
  withdrawnFor: null,
};

type Ground = Pick<BoundaryChange, 'actId' | 'effectiveOn' | 'legalBasis'>;
const groundKey = ({ actId, effectiveOn, legalBasis }: Ground) => JSON.stringify([actId, effectiveOn, legalBasis]);

/** Each key with its place and its ground, so that one statement answers them all. */
const grounds = (keys: readonly Ground[]) => Prisma.sql`unnest(${keys.map(({ actId }) => actId)}::uuid[],
  ${keys.map(({ effectiveOn }) => effectiveOn)}::date[], ${keys.map(({ legalBasis }) => legalBasis)}::text[]) WITH ORDINALITY AS k(act, day, basis, n)`;
const stated = Prisma.sql`s.effective_on = k.day AND s.boundary_change_id IS NOT DISTINCT FROM k.act
  AND (k.act IS NOT NULL OR s.legal_basis IS NOT DISTINCT FROM k.basis)`;

/** What units became by a change: from above, by code. */
export const successionsOf = defineLoader<LocalitiesContext, Ground, SuccessionRow[], string>(async (keys, context) => {
  const rows = await context.db.$queryRaw<(SuccessionRow & { n: bigint })[]>(
    Prisma.sql`SELECT k.n, ${successionColumns} FROM ${grounds(keys)}
      JOIN map.succession s ON ${stated} JOIN map.locality a ON a.id = s.from_id JOIN map.locality b ON b.id = s.to_id
      ORDER BY k.n, a.level, a.code, b.code`,
  );
  return byKey(keys.length, rows);
}, groundKey);

interface UnitsKey extends Ground {
  kind: UnitChange | null;
  take: number;
  after: CursorKey | null;
}

export const unitKeyOf = ({ level, code, kind }: ChangedUnit): CursorKey => [
  LOCALITY_LEVELS.indexOf(level),
  code,
  kind,
];

/** The units that a change changes: of an act as it says, else those that successions show as ended or begun. */
const units = Prisma.sql`
  SELECT u.kind, u.locality_id AS id, u.level, u.code, u.name_before, u.name_after, u.parent_before, u.parent_after
  FROM map.boundary_change_unit u WHERE u.change_id = k.act
  UNION ALL
  SELECT 'ENDED', l.id, l.level, l.code, NULL, NULL, NULL, NULL
  FROM (SELECT DISTINCT s.from_id FROM map.succession s WHERE k.act IS NULL AND ${stated}) d
  JOIN map.locality l ON l.id = d.from_id AND l.ends = k.day
  UNION ALL
  SELECT 'ESTABLISHED', l.id, l.level, l.code, NULL, NULL, NULL, NULL
  FROM (SELECT DISTINCT s.to_id FROM map.succession s WHERE k.act IS NULL AND ${stated}) d
  JOIN map.locality l ON l.id = d.to_id AND l.begins = k.day`;

/** What a unit that a list shows as ended, or begun, was called on its last day or first, and what it lay in. */
const shown = (kind: UnitChange, day: Prisma.Sql, told: Prisma.Sql, looked: Prisma.Sql) =>
  Prisma.sql`CASE WHEN k.act IS NULL AND u.kind = ${kind}::map.unit_change THEN (${looked} AND x.begins <= ${day} AND ${day} < x.ends) ELSE ${told} END`;
const nameOfUnit = Prisma.sql`SELECT x.full_name FROM map.locality_name x WHERE x.locality_id = u.id`;
const parentOfUnit = Prisma.sql`SELECT a.code FROM map.locality_parent x JOIN map.locality a ON a.id = x.parent_id WHERE x.child_id = u.id`;
const eve = Prisma.sql`k.day - 1`;
const day = Prisma.sql`k.day`;
const unitColumns = Prisma.sql`u.kind::text AS kind, u.id AS "localityId", u.level::text AS level, u.code,
  ${shown('ENDED', eve, Prisma.sql`u.name_before`, nameOfUnit)} AS "nameBefore",
  ${shown('ESTABLISHED', day, Prisma.sql`u.name_after`, nameOfUnit)} AS "nameAfter",
  ${shown('ENDED', eve, Prisma.sql`u.parent_before`, parentOfUnit)} AS "parentBefore",
  ${shown('ESTABLISHED', day, Prisma.sql`u.parent_after`, parentOfUnit)} AS "parentAfter"`;

/** From above, by code. */
export const unitsOf = defineLoader<LocalitiesContext, UnitsKey, ChangedUnit[], string>(
  async (keys, context) => {
    const after = keys.map((key) => key.after ?? [-1, '', '']);
    const rows = await context.db.$queryRaw<(ChangedUnit & { n: bigint })[]>(
      Prisma.sql`SELECT k.n, ${unitColumns}
        FROM ROWS FROM (
          unnest(${keys.map(({ actId }) => actId)}::uuid[]), unnest(${keys.map(({ effectiveOn }) => effectiveOn)}::date[]),
          unnest(${keys.map(({ legalBasis }) => legalBasis)}::text[]), unnest(${keys.map(({ kind }) => kind)}::map.unit_change[]),
          unnest(${after.map(([level]) => LOCALITY_LEVELS[Number(level)] ?? 'NATION')}::map.locality_level[]),
          unnest(${after.map(([, code]) => String(code))}::text[]), unnest(${after.map(([, , kind]) => String(kind))}::text[]),
          unnest(${keys.map(({ take }) => take)}::int[])
        ) WITH ORDINALITY AS k(act, day, basis, kind, after_level, after_code, after_kind, take, n)
        CROSS JOIN LATERAL (
          SELECT * FROM (${units}) AS u
          WHERE (k.kind IS NULL OR u.kind = k.kind) AND (u.level, u.code, u.kind::text) > (k.after_level, k.after_code, k.after_kind)
          ORDER BY u.level, u.code, u.kind::text LIMIT k.take) AS u
        ORDER BY k.n, u.level, u.code, u.kind::text`,
    );
    return byKey(keys.length, rows).map((group) => group.map(({ n: _place, ...unit }) => unit));
  },
  (key) => JSON.stringify([key.actId, key.effectiveOn, key.legalBasis, key.kind, key.take, key.after]),
);

export const unitCountOf = defineLoader<LocalitiesContext, Ground & { kind: UnitChange | null }, number, string>(
  async (keys, context) => {
    const rows = await context.db.$queryRaw<{ n: bigint; count: number }[]>(
      Prisma.sql`SELECT k.n, u.count FROM ROWS FROM (
          unnest(${keys.map(({ actId }) => actId)}::uuid[]), unnest(${keys.map(({ effectiveOn }) => effectiveOn)}::date[]),
          unnest(${keys.map(({ legalBasis }) => legalBasis)}::text[]), unnest(${keys.map(({ kind }) => kind)}::map.unit_change[])
        ) WITH ORDINALITY AS k(act, day, basis, kind, n)
        CROSS JOIN LATERAL (
          SELECT count(*)::int AS count FROM (${units}) AS u WHERE k.kind IS NULL OR u.kind = k.kind) AS u`,
    );
    return byKey(keys.length, rows).map(([row]) => row?.count ?? 0);
  },
  (key) => `${groundKey(key)} ${key.kind}`,
);
