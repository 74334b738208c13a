import { Prisma } from '@thi-dua/prisma/generated/indicators/client';
import { badInput } from '@thi-dua/schema/errors';
import { requireGlobalUuid } from '@thi-dua/schema/global-id';
import type { UserError } from '@thi-dua/schema/user-error';
import { builder, type IndicatorsContext } from '../builder.js';
import { settleRollUps } from '../figure/settle-roll-ups.js';
import { ObservationsResultRef } from '../judgement/observations-result.js';
import { ID_LIMIT } from '../judgement/selection.js';
import { visibleObservations } from '../observation/observation-policy.js';
import { awaitsRelease, releaseReported } from './release-store.js';

const ReleaseObservationsInput = builder.inputType('ReleaseObservationsInput', {
  fields: (t) => ({
    ids: t.idList({ required: true, description: `At most ${ID_LIMIT}.` }),
    decision: t.string({ required: true, description: 'The decision by which the figures are made public.' }),
  }),
});

interface Candidate {
  id: string;
  verified: boolean;
  mayRelease: boolean;
  ownWork: boolean;
}

async function candidates(context: IndicatorsContext, ids: readonly string[]): Promise<Map<string, Candidate>> {
  const rows = await context.db.$queryRaw<Candidate[]>(Prisma.sql`
    WITH o AS MATERIALIZED (
      SELECT o.* FROM indicators.observation o WHERE o.id = ANY(${[...ids]}::uuid[]) AND ${visibleObservations(context)})
    SELECT o.id, ${awaitsRelease} AS verified, r.unit IS NOT NULL AS "mayRelease",
      o.submitted_by = ${context.caller.subject} AS "ownWork"
    FROM o LEFT JOIN (
      SELECT r.* FROM (SELECT array_agg(d.locality_id) AS units, array_agg(d.period_end) AS days
        FROM (SELECT DISTINCT locality_id, period_end FROM o) d) a
      CROSS JOIN LATERAL indicators.releasable(a.units, a.days) r
    ) r ON r.unit = o.locality_id AND r.on_day = o.period_end`);
  return new Map(rows.map((row) => [row.id, row]));
}

function faultOf(candidate: Candidate | undefined, path: string[]): UserError | null {
  if (candidate === undefined) return { code: 'NOT_FOUND', message: 'There is no such figure.', path };
  if (!candidate.mayRelease) {
    const message = 'The figures of this unit are released by another authority.';
    return { code: 'NOT_YOURS_TO_RELEASE', message, path };
  }
  if (!candidate.verified)
    return {
      code: 'NOT_VERIFIED',
      message: 'Only a figure that was verified, and not yet released, is released.',
      path,
    };
  if (candidate.ownWork)
    return { code: 'FOUR_EYES', message: 'Nobody releases what they submitted. Let a colleague do it.', path };
  return null;
}

builder.mutationField('releaseObservations', (t) =>
  t.field({
    type: ObservationsResultRef,
    description:
      'Opens single verified figures to everyone; `releaseFigures` opens a whole unit with its roll-up. All, or none where one has a fault.',
    requiresScopes: ['observations:release'],
    authScopes: { role: 'SIGNER' },
    args: { input: t.arg({ type: ReleaseObservationsInput, required: true }) },
    resolve: async (_root, { input }, context) => {
      if (input.ids.length === 0 || input.ids.length > ID_LIMIT)
        throw badInput(`"ids" must have 1 to ${ID_LIMIT} entries.`, 'ids');
      const ids = input.ids.map((id) => requireGlobalUuid('Observation', id, 'ids'));
      const decision = input.decision.trim();
      const found = await candidates(context, ids);
      const errors = ids.flatMap((id, i) => faultOf(found.get(id), ['ids', String(i)]) ?? []);
      if (decision === '')
        errors.push({
          code: 'DECISION_MISSING',
          message: 'Figures are released by a decision. Name it.',
          path: ['decision'],
        });
      if (errors.length > 0) return { ids: [], errors };
      await releaseReported(context, [...new Set(ids)], decision);
      await settleRollUps(context);
      return { ids: [...new Set(ids)], errors };
    },
  }),
);
