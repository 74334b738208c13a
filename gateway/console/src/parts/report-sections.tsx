import type { ReportData } from '../generated/report.js';
import { useText } from '../i18n/text.js';
import type { Place } from '../place.js';
import { Awards } from '../sections/awards.js';
import { Contributions } from '../sections/contributions.js';
import { Discipline } from '../sections/discipline.js';
import { MapChanges } from '../sections/map-changes.js';
import { Milestones } from '../sections/milestones.js';
import { Narrative } from '../sections/narrative.js';
import { Targets } from '../sections/targets.js';

type Annual = NonNullable<ReportData['annualReport']>;
/** The sections that a year and a review of several years have in common. */
export type Sections = Pick<
  Annual,
  | 'complete'
  | 'restricted'
  | 'discipline'
  | 'targets'
  | 'plans'
  | 'units'
  | 'awards'
  | 'exemplars'
  | 'milestones'
  | 'narrative'
> & { readonly contributions: readonly NonNullable<Annual['contributions']>[] | null };

/** The other sections of a report: each comes from the service that owns it, or is left out where that is away. */
export function ReportSections({ heading, report, place }: { heading: string; report: Sections; place: Place }) {
  const { t } = useText();
  const { restricted } = report;
  return (
    <section aria-labelledby="report" class="report">
      <div class="report-head">
        <h2 id="report">{heading}</h2>
        <p class="quiet">
          {report.complete ? t.report.complete : t.report.incomplete} {restricted && t.report.restricted}
        </p>
      </div>
      <Discipline discipline={report.discipline} restricted={restricted} place={place} />
      <div class="sections">
        <Targets targets={report.targets} plans={report.plans} />
        <Milestones steps={report.milestones} restricted={restricted} />
        {report.units !== null && <MapChanges units={report.units} />}
        <Contributions totals={report.contributions} />
        <Awards awards={report.awards} exemplars={report.exemplars} />
        <Narrative sections={report.narrative} restricted={restricted} />
      </div>
    </section>
  );
}
