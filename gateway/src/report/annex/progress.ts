import type { ReportFile } from '../model.js';
import { type Annex, day, number, text } from '../table.js';
import type { Texts } from '../texts/vi.js';

type Verdicts = ReportFile['report']['official'];

/** "11 targets: met 3; …", in the order in which verdicts are told. */
export function verdictsInWords(verdicts: NonNullable<Verdicts>, texts: Texts): string {
  const { targets, ...rest } = texts.verdict;
  const parts = [
    `${rest.met} ${verdicts.met}`,
    `${rest.onTrack} ${verdicts.onTrack}`,
    `${rest.offTrack} ${verdicts.offTrack}`,
    `${rest.notMet} ${verdicts.notMet}`,
    `${rest.noData} ${verdicts.noData}`,
    `${rest.notComparable} ${verdicts.notComparable}`,
    `${rest.qualitative} ${verdicts.qualitative}`,
  ];
  return `${targets}: ${verdicts.targets} (${parts.join('; ')})`;
}

/** Annex 06 of the outline: the steps of the plans that fell due in the year, and how their targets stand. */
export function progressAnnex({ report }: ReportFile, texts: Texts, number_: string): Annex {
  const words = texts.progress;
  const { milestones, official, provisional } = report;
  const standing = (verdicts: Verdicts, basis: string) =>
    `${words.targets(basis)}: ${verdicts === null ? texts.hidden : verdictsInWords(verdicts, texts)}.`;
  return {
    number: number_,
    sheet: words.sheet,
    title: words.title,
    columns: [
      { heading: texts.order, width: 5 },
      { heading: words.due, width: 12 },
      { heading: words.clause, width: 12 },
      { heading: words.step, width: 60 },
      { heading: words.plan, width: 50 },
      { heading: words.tenant, width: 28 },
      { heading: words.reported, width: 16 },
    ],
    rows: (milestones ?? []).map(({ dueOn, milestone, plan, reports }, i) => [
      number(i + 1),
      day(dueOn),
      text(milestone?.clause),
      text(milestone?.text),
      text(plan?.title),
      text(plan?.tenant?.name),
      text(reports && `${reports.onTime + reports.late}/${reports.due}`),
    ]),
    totals: 0,
    notes: [
      standing(official, texts.official),
      standing(provisional, texts.provisional),
      ...(milestones === null ? [texts.missing] : milestones.length === 0 ? [texts.nothing] : []),
    ],
  };
}
