import type { ReportModel } from './model.js';

/** Whether nothing of the year is on record that the caller may see. The map and its changes are no record of the year. */
export function isNothing({ file: { report, exemplars } }: ReportModel): boolean {
  const { indicators, breakdown, plans, milestones, discipline, contributions, awards, narrative } = report;
  const figures = [...(indicators ?? []), ...(breakdown ?? []).flatMap((unit) => unit.indicators ?? [])];
  return (
    figures.every((each) => (each.closing?.value ?? each.provisional?.value ?? null) === null) &&
    (plans?.total ?? 0) === 0 &&
    (milestones ?? []).length === 0 &&
    (discipline?.due ?? 0) === 0 &&
    (exemplars?.totalCount ?? 0) === 0 &&
    (report.exemplars ?? 0) === 0 &&
    (contributions?.sponsorships ?? 0) === 0 &&
    (contributions?.kinds ?? []).every(({ gifts, pledges }) => gifts + pledges === 0) &&
    (awards ?? []).every(({ count }) => count === 0) &&
    (narrative ?? []).length === 0
  );
}
