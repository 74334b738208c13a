import type { Report, ReportVersion } from '@thi-dua/prisma/generated/campaigns/client';
import { defineLoader } from '@thi-dua/schema/context';
import { z } from 'zod';
import type { CampaignsContext } from '../builder.js';
import { OUTLINE } from '../report/outline.js';
import { quotedFrom, type SourceReport } from '../report/quoted.js';
import { reportFilter } from '../report/report-policy.js';
import { quotesOf, sectionsOf, submittedVersions } from '../report/report-store.js';
import { type ReportScope, scopeName } from './scope.js';
import { scopeFacts } from './scope-store.js';

/** What reports say under one heading of the outline. */
export const NarrativeSection = z.object({
  key: z.string(),
  text: z.string().nullable(),
  quotes: z.array(
    z.object({
      section: z.string(),
      sourceReportId: z.string(),
      sourceNumber: z.number(),
      sourceTenant: z.string(),
      /** Of a frozen report: as it was called then. */
      sourceName: z.string().optional(),
      text: z.string(),
    }),
  ),
});
export type NarrativeSection = z.infer<typeof NarrativeSection>;

const KEYS = OUTLINE.map(({ key }) => key);

/** Of a year its annual report; of a movement its interim and final reviews, which may come in the year behind. */
function concerns({ from, to, movement }: ReportScope, report: Report): boolean {
  if (movement === null) return report.kind === 'ANNUAL' && report.period === String(from);
  const year = Number(report.period.slice(0, 4));
  return report.movementCode === movement && report.kind !== 'ANNUAL' && from <= year && year <= to + 1;
}

const counted = (versions: readonly ReportVersion[]): ReportVersion | undefined =>
  versions.findLast(({ status }) => status === 'ACCEPTED') ?? versions.findLast(({ status }) => status === 'SUBMITTED');

async function ownWords(context: CampaignsContext, { version }: SourceReport): Promise<NarrativeSection[]> {
  const [sections, quotes] = await Promise.all([
    sectionsOf(context).load(version.id),
    quotesOf(context).load(version.id),
  ]);
  return KEYS.map((key) => ({
    key,
    text: sections.find(({ section }) => section === key)?.text ?? null,
    quotes: quotes
      .filter(({ section }) => section === key)
      .map(({ versionId: _version, position: _position, ...quote }) => quote),
  }));
}

async function wordsFromBelow(
  context: CampaignsContext,
  sources: readonly SourceReport[],
): Promise<NarrativeSection[]> {
  const quotes = (await Promise.all(sources.map((source) => quotedFrom(context, source, KEYS)))).flat();
  return KEYS.map((key) => ({ key, text: null, quotes: quotes.filter(({ section }) => section === key) }));
}

/**
 * What the unit's own authority says in its report, with what it took over from those below: the version in force, else the
 * one that waits to be accepted. Where it has not reported, what those directly below say in reports that were accepted.
 * Null where the caller does not answer for the unit and does not stand above.
 */
export const narrativeOf = defineLoader<CampaignsContext, ReportScope, NarrativeSection[] | null, string>(
  async (scopes, context) => {
    const facts = await scopeFacts(context).loadMany(scopes);
    const owners = facts.map((one) =>
      one === null || one instanceof Error || !(one.whole || !context.policyEnforced) ? null : one.owners,
    );
    const every = [...new Set(owners.flatMap((slugs) => slugs ?? []))];
    const years = scopes.flatMap(({ from, to }) => Array.from({ length: to - from + 2 }, (_none, i) => from + i));
    const reports =
      every.length === 0
        ? []
        : await context.db.report.findMany({
            where: {
              AND: [
                await reportFilter(context),
                { OR: [{ tenantId: { in: every } }, { superior: { in: every } }] },
                { OR: [...new Set(years)].map((year) => ({ period: { startsWith: String(year) } })) },
              ],
            },
            orderBy: [{ movementCode: 'asc' }, { period: 'asc' }, { tenantId: 'asc' }, { id: 'asc' }],
          });
    const versions = await Promise.all(reports.map(({ id }) => submittedVersions(context).load(id)));
    return Promise.all(
      scopes.map(async (scope, i) => {
        const own = owners[i];
        if (own === null || own === undefined) return null;
        const about = reports.flatMap((report, at) => (concerns(scope, report) ? [{ report, at }] : []));
        const mine = about.flatMap(({ report, at }): SourceReport[] => {
          const version = own.includes(report.tenantId) ? counted(versions[at] ?? []) : undefined;
          return version === undefined ? [] : [{ report, version }];
        });
        const accepted = about.flatMap(({ report, at }): SourceReport[] => {
          const version = own.includes(report.superior ?? '')
            ? versions[at]?.findLast(({ status }) => status === 'ACCEPTED')
            : undefined;
          return version === undefined ? [] : [{ report, version }];
        });
        const sections =
          mine.length > 0
            ? (await Promise.all(mine.map((source) => ownWords(context, source)))).flat()
            : await wordsFromBelow(context, accepted);
        return sections.filter(({ text, quotes }) => text !== null || quotes.length > 0);
      }),
    );
  },
  scopeName,
);
