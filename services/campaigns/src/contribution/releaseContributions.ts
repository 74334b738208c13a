import { Prisma } from '@thi-dua/prisma/generated/campaigns/client';
import type { UserError } from '@thi-dua/schema/user-error';
import { builder, type CampaignsContext, userError } from '../builder.js';
import { asDate } from '../plan/plan-dates.js';
import { fault } from '../plan/plan-result.js';
import { nfc, textFault } from '../plan/plan-text.js';
import { ContributionTotalsRef } from './totals-graph.js';
import { mayReleaseTotals, totalsSeen } from './totals-policy.js';
import { type ContributionTotals, totalsOf } from './totals-store.js';

const ReleaseContributionsInput = builder.inputType('ReleaseContributionsInput', {
  fields: (t) => ({
    localityCode: t.string({ required: true }),
    asOf: t.field({
      type: 'Date',
      required: false,
      description: "The day on which it bore the code; left out, the year's last day, or the last before it.",
    }),
    year: t.int({ required: true }),
    decision: t.string({ required: true, description: 'The decision by which the totals are made public.' }),
  }),
});
type Input = (typeof ReleaseContributionsInput)['$inferInput'];

interface ReleaseContributionsResult {
  totals: ContributionTotals | null;
  errors: UserError[];
}
const ReleaseContributionsResultRef = builder
  .objectRef<ReleaseContributionsResult>('ReleaseContributionsResult')
  .implement({
    description: 'The totals that are now open to everyone, or everything that was wrong with the input; never both.',
    fields: (t) => ({
      totals: t.field({ type: ContributionTotalsRef, nullable: true, resolve: (result) => result.totals }),
      errors: t.field({ type: [userError], resolve: (result) => result.errors }),
    }),
  });

const refused = (...errors: UserError[]): ReleaseContributionsResult => ({ totals: null, errors });

async function unitMeant(context: CampaignsContext, { localityCode, asOf, year }: Input): Promise<string | null> {
  const day = asOf ?? `${year}-12-31`;
  const [unit] = await context.db.$queryRaw<{ id: string }[]>(Prisma.sql`
    SELECT l.id::text AS id FROM map.locality l
    WHERE l.code = ${localityCode} AND l.begins <= ${day}::date AND (${asOf ?? null}::date IS NULL OR ${day}::date < l.ends)
    ORDER BY l.begins DESC LIMIT 1`);
  return unit?.id ?? null;
}

/** Whether this person recorded any of what the totals hold: nobody both submits and decides (design, section 2). */
async function ownWork(context: CampaignsContext, unit: string, year: number): Promise<boolean> {
  const { subject } = context.caller;
  const [row] = await context.db.$queryRaw<{ own: boolean }[]>(Prisma.sql`
    SELECT EXISTS (
      SELECT FROM map.closure d JOIN campaigns.contribution c ON c.locality_id = d.descendant_id
      LEFT JOIN campaigns.gift g ON g.contribution_id = c.id
      WHERE d.ancestor_id = ${unit}::uuid
        AND ((c.created_by = ${subject} AND extract(year FROM c.pledged_on) = ${year}::int)
          OR (g.recorded_by = ${subject} AND extract(year FROM g.given_on) = ${year}::int))) AS own`);
  return row?.own ?? false;
}

async function releaseContributions(input: Input, context: CampaignsContext): Promise<ReleaseContributionsResult> {
  const { year } = input;
  const faults = textFault(input.decision, 'decision');
  if (year < 1945 || year > 2100) {
    faults.push(fault('YEAR_OUT_OF_RANGE', 'A year lies between 1945 and 2100.', 'year'));
    return refused(...faults);
  }
  if (year > Number(context.today.slice(0, 4))) faults.push(fault('IN_FUTURE', 'The year has not begun.', 'year'));
  const unit = await unitMeant(context, input);
  if (unit === null) {
    const message = `No unit bore the code "${input.localityCode.slice(0, 40)}".`;
    return refused(...faults, fault('UNKNOWN_LOCALITY', message, 'localityCode'));
  }
  const key = { unit, year };
  if (!(await mayReleaseTotals(context, key)))
    faults.push(
      fault('NOT_YOURS_TO_RELEASE', 'The totals of this unit are released by another authority.', 'localityCode'),
    );
  else if (await ownWork(context, unit, year))
    faults.push(fault('SAME_PERSON', 'Nobody releases what they recorded. Let a colleague do it.', 'localityCode'));
  if (faults.length > 0) return refused(...faults);
  // Released once: who releases again finds it done.
  await context.db.contributionRelease.createMany({
    data: {
      tenantId: context.caller.tenant,
      localityId: unit,
      year,
      decision: nfc(input.decision),
      releasedBy: context.caller.subject,
      releasedOn: asDate(context.today) ?? context.today,
    },
    skipDuplicates: true,
  });
  totalsSeen(context).clear(key);
  return { totals: await totalsOf(context, key), errors: [] };
}

builder.mutationField('releaseContributions', (t) =>
  t.field({
    type: ReleaseContributionsResultRef,
    description:
      "Opens the totals of a unit's contributions in a year to everyone: the board those of any unit, a province those of the units in it. Records stay with the line. Role SIGNER.",
    requiresScopes: ['contributions:release'],
    authScopes: { role: 'SIGNER' },
    args: { input: t.arg({ type: ReleaseContributionsInput, required: true }) },
    resolve: (_root, { input }, context) => releaseContributions(input, context),
  }),
);
