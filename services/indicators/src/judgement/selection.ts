import { Prisma } from '@thi-dua/prisma/generated/indicators/client';
import { badInput } from '@thi-dua/schema/errors';
import { requireGlobalUuid } from '@thi-dua/schema/global-id';
import type { UserError } from '@thi-dua/schema/user-error';
import { builder, type IndicatorsContext } from '../builder.js';
import type { ObservationStatus } from '../observation/observation.js';
import { visibleObservations } from '../observation/observation-policy.js';
import { lastDay } from '../period/period.js';
import { requirePeriod } from '../period/period-argument.js';

export const ID_LIMIT = 10_000;

/** Which figures: by id, or everything submitted in a unit and below it for one period. */
export interface Selection {
  ids?: readonly string[] | null;
  localityCode?: string | null;
  asOf?: string | null;
  period?: string | null;
}

/** A figure that awaits judgement, and whether the caller may give it. */
export interface Candidate {
  id: string;
  status: ObservationStatus;
  current: boolean;
  mayJudge: boolean;
  ownWork: boolean;
}

export interface Selected {
  ids: string[];
  errors: UserError[];
}

export const SelectObservationsInput = builder.inputType('SelectObservationsInput', {
  description: 'Either ids, or localityCode with period.',
  fields: (t) => ({
    ids: t.idList({ required: false, description: `At most ${ID_LIMIT}.` }),
    localityCode: t.string({
      required: false,
      description: 'Instead of ids: all submitted figures of this unit and of those below it …',
    }),
    asOf: t.field({
      type: 'Date',
      required: false,
      description: "The day on which it bore the code; left out, the period's last day.",
    }),
    period: t.string({ required: false, description: '… for this period.' }),
    decision: t.string({
      required: false,
      description: "The decision that recognises the figures. Needed for the board's own, above which nobody stands.",
    }),
  }),
});

/**
 * The figures of a selection that the caller may verify or return, and a fault for each of the others. A hidden one is
 * not told from one that does not exist.
 */
export async function selectSubmitted(
  context: IndicatorsContext,
  selection: Selection,
  decision: string | null,
): Promise<Selected> {
  const { ids, localityCode, period } = selection;
  if ((ids == null) === (localityCode == null) || (localityCode != null && period == null)) {
    throw badInput('Give either "ids", or "localityCode" together with "period".', 'input');
  }
  return ids != null
    ? selectByIds(context, ids, decision)
    : selectBelow(context, { ...selection, localityCode: localityCode ?? '' }, decision);
}

const candidateColumns = (
  context: IndicatorsContext,
  decision: string | null,
) => Prisma.sql`o.id, o.status::text AS status, o.current,
  -- As indicators.may_judge says, looked up once a statement.
  o.tenant_id IN (SELECT indicators.overseen()) OR (${decision}::text IS NOT NULL AND o.tenant_id IN (SELECT indicators.acted_for())
    AND o.tenant_id NOT IN (SELECT l.subordinate FROM map.tenant_line l)) AS "mayJudge", o.submitted_by = ${context.caller.subject} AS "ownWork"`;

async function selectByIds(
  context: IndicatorsContext,
  ids: readonly string[],
  decision: string | null,
): Promise<Selected> {
  if (ids.length === 0 || ids.length > ID_LIMIT) throw badInput(`"ids" must have 1 to ${ID_LIMIT} entries.`, 'ids');
  const inner = ids.map((id) => requireGlobalUuid('Observation', id, 'ids'));
  const rows = await context.db.$queryRaw<Candidate[]>(Prisma.sql`SELECT ${candidateColumns(context, decision)}
    FROM indicators.observation o WHERE o.id = ANY(${inner}::uuid[]) AND ${visibleObservations(context)}`);
  const found = new Map(rows.map((row) => [row.id, row]));
  const errors = inner.flatMap((id, i) => faultOf(found.get(id), ['ids', String(i)]) ?? []);
  return { ids: [...new Set(inner)], errors };
}

async function selectBelow(
  context: IndicatorsContext,
  { localityCode, asOf, period }: Selection & { localityCode: string },
  decision: string | null,
): Promise<Selected> {
  const asked = requirePeriod(period ?? '', 'period');
  const last = lastDay(asked);
  const unit = await unitOn(context, localityCode, asOf ?? last);
  if (unit === null) return { ids: [], errors: [unknownLocality(localityCode)] };
  const rows = await context.db.$queryRaw<Candidate[]>(Prisma.sql`SELECT ${candidateColumns(context, decision)}
    FROM map.closure c JOIN indicators.observation o ON o.locality_id = c.descendant_id AND o.period = ${asked.text}
    WHERE c.ancestor_id = ${unit}::uuid AND c.begins <= ${last}::date AND ${last}::date < c.ends
      AND o.current AND o.status = 'SUBMITTED' AND ${visibleObservations(context)} ORDER BY o.id`);
  const errors = rows.flatMap((row) => faultOf(row, ['localityCode']) ?? []);
  // One fault of a kind is enough for a whole subtree.
  return { ids: rows.map((row) => row.id), errors: [...new Map(errors.map((error) => [error.code, error])).values()] };
}

export async function unitOn(context: IndicatorsContext, code: string, day: string): Promise<string | null> {
  const [row] = await context.db.$queryRaw<{ id: string }[]>(
    Prisma.sql`SELECT l.id FROM map.locality l WHERE l.code = ${code} AND l.begins <= ${day}::date AND ${day}::date < l.ends`,
  );
  return row?.id ?? null;
}

export const unknownLocality = (code: string): UserError => ({
  code: 'UNKNOWN_LOCALITY',
  message: `No unit bore the code "${code.slice(0, 40)}" on that day.`,
  path: ['localityCode'],
});

function faultOf(candidate: Candidate | undefined, path: string[]): UserError | null {
  if (candidate === undefined) return { code: 'NOT_FOUND', message: 'There is no such figure.', path };
  if (!candidate.mayJudge) {
    return {
      code: 'NOT_SUPERIOR',
      message:
        'A figure is judged by those above the unit that submitted it; by the board itself only with a decision.',
      path,
    };
  }
  if (candidate.status !== 'SUBMITTED' || !candidate.current) {
    return {
      code: 'NOT_SUBMITTED',
      message: 'Only the latest revision of a figure is judged, while it is submitted.',
      path,
    };
  }
  if (candidate.ownWork)
    return { code: 'FOUR_EYES', message: 'Nobody judges what they submitted. Let a colleague do it.', path };
  return null;
}
