import type { Report, ReportQuote, ReportVersion } from '@thi-dua/prisma/generated/campaigns/client';
import type { CampaignsContext } from '../builder.js';
import { quotesOf, sectionsOf } from './report-store.js';

/** What one report takes over from another, with its source and version. */
export type Quoted = Omit<ReportQuote, 'versionId' | 'position'>;

/** A report with the version of it that is drawn from. */
export interface SourceReport {
  report: Report;
  version: ReportVersion;
}

/** What a source says in each section: its own words, or, where it has none, what it drew from below in its turn. */
export async function quotedFrom(
  context: CampaignsContext,
  { report, version }: SourceReport,
  keys: readonly string[],
): Promise<Quoted[]> {
  const [sections, quotes] = await Promise.all([
    sectionsOf(context).load(version.id),
    quotesOf(context).load(version.id),
  ]);
  return keys.flatMap((key) => {
    const own = sections.find(({ section }) => section === key);
    if (own !== undefined) {
      const source = { sourceReportId: report.id, sourceNumber: version.number, sourceTenant: report.tenantId };
      return [{ section: key, text: own.text, ...source }];
    }
    return quotes
      .filter(({ section }) => section === key)
      .map(({ versionId: _version, position: _position, ...quote }) => quote);
  });
}
