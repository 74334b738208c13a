import type { AnnualReportKey } from '@thi-dua/schema/report-key';
import type { UserError } from '@thi-dua/schema/user-error';
import { builder, type CampaignsContext, userError } from '../builder.js';
import { callerActsFor } from '../plan/plan-policy.js';
import { fault } from '../plan/plan-result.js';
import { type AnnualReport, AnnualReportRef, annualReport } from './annual-report-ref.js';
import { unitAsked, yearAsked } from './arguments.js';
import { reportedBelow } from './below-store.js';
import { forgetFrozen, isFrozen, store } from './frozen-store.js';
import { lastDayOf, mapDayOf, scopeOfYear } from './scope.js';
import { scopeFacts } from './scope-store.js';
import { snapshotOf } from './snapshot.js';

const FreezeAnnualReportInput = builder.inputType('FreezeAnnualReportInput', {
  description: 'Which report: named as `annualReport` names it.',
  fields: (t) => ({
    year: t.int({ required: true }),
    code: t.string({ required: true, defaultValue: 'VN' }),
    boundary: t.field({ type: 'Date', required: false }),
  }),
});
type Input = (typeof FreezeAnnualReportInput)['$inferInput'];

interface AnnualReportResult {
  report: AnnualReport | null;
  errors: UserError[];
}
const AnnualReportResultRef = builder.objectRef<AnnualReportResult>('AnnualReportResult').implement({
  description: 'The report as it was frozen, or everything that was wrong with the input; never both.',
  fields: (t) => ({
    report: t.field({ type: AnnualReportRef, nullable: true, resolve: (result) => result.report }),
    errors: t.field({ type: [userError], resolve: (result) => result.errors }),
  }),
});
const refused = (errors: UserError[]): AnnualReportResult => ({ report: null, errors });

/** More than any unit has directly below it. */
const EVERY_UNIT = 100_000;

async function ownerAmong(context: CampaignsContext, owners: readonly string[]): Promise<string | undefined> {
  for (const owner of owners) if (await callerActsFor(context, owner)) return owner;
  return undefined;
}

async function freezeAnnualReport(input: Input, context: CampaignsContext): Promise<AnnualReportResult> {
  const { code, boundary } = input;
  const year = yearAsked(input.year, 'year', context.today);
  const unit = await unitAsked(context, code, `${year}-12-31`, boundary ?? null);
  if (unit === null) return refused([fault('NOT_FOUND', `No unit bore the code on ${year}-12-31.`, 'code')]);
  const key: AnnualReportKey = { year, locality: unit, boundary: boundary ?? null, live: false };
  const scope = scopeOfYear(key);
  const facts = await scopeFacts(context).load(scope);
  const owner = await ownerAmong(context, facts?.owners ?? []);
  const faults: UserError[] = [];
  if (owner === undefined)
    faults.push(fault('NOT_YOURS', 'Only the tenant whose territory the unit was freezes its report.', 'code'));
  if (lastDayOf(scope) >= context.today) faults.push(fault('YEAR_NOT_OVER', 'The year is not over.', 'year'));
  if (owner === undefined || faults.length > 0) return refused(faults);
  const frozen = () => refused([fault('ALREADY_FROZEN', 'The report was frozen before, and never changes.', 'year')]);
  if (await isFrozen(context, owner, key)) return frozen();
  const below = await reportedBelow(context).load({
    unit,
    day: mapDayOf(scope),
    level: null,
    after: '',
    take: EVERY_UNIT,
  });
  const keys = [key, ...below.map(({ id }): AnnualReportKey => ({ ...key, locality: id }))];
  const [own, ...parts] = await snapshotOf(context, keys);
  if (own === undefined) throw new Error('no snapshot of the report that was asked for');
  const stored = await store(
    context,
    owner,
    key,
    own,
    below.flatMap(({ id }, i) => {
      const sections = parts[i];
      return sections === undefined ? [] : [{ unit: id, sections }];
    }),
  );
  if (!stored) return frozen();
  forgetFrozen(context);
  return { report: annualReport(key), errors: [] };
}

builder.mutationField('freezeAnnualReport', (t) =>
  t.field({
    type: AnnualReportResultRef,
    description:
      'Freezes a year that is over, with all sections and those of the units directly below, as you see them now: for your tenant `annualReport` then answers these, and later corrections appear beside them. By the tenant whose territory the unit was. Errors: NOT_FOUND, NOT_YOURS, YEAR_NOT_OVER, ALREADY_FROZEN; UNAVAILABLE while a section cannot be asked, and nothing is frozen then. Role CONSOLIDATOR.',
    requiresScopes: ['reports:write'],
    authScopes: { role: 'CONSOLIDATOR' },
    args: { input: t.arg({ type: FreezeAnnualReportInput, required: true }) },
    resolve: (_root, { input }, context) => freezeAnnualReport(input, context),
  }),
);
