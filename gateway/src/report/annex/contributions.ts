import type { ReportFile } from '../model.js';
import { type Annex, number, text } from '../table.js';
import type { Texts } from '../texts/vi.js';

export function contributionsAnnex({ report: { contributions } }: ReportFile, texts: Texts, number_: string): Annex {
  const words = texts.contributions;
  return {
    number: number_,
    sheet: words.sheet,
    title: words.title,
    columns: [
      { heading: texts.order, width: 5 },
      { heading: words.kind, width: 30 },
      { heading: words.unit, width: 14 },
      { heading: words.given, width: 22 },
      { heading: words.gifts, width: 12 },
      { heading: words.pledged, width: 22 },
      { heading: words.pledges, width: 12 },
    ],
    rows: (contributions?.kinds ?? []).map(({ kind, given, gifts, pledged, pledges }, i) => [
      number(i + 1),
      text(texts.contributionKind[kind]),
      text(texts.contributionUnit[kind]),
      number(given),
      number(gifts),
      number(pledged),
      number(pledges),
    ]),
    totals: 0,
    notes:
      contributions === null
        ? [texts.hidden]
        : [words.sponsorships(String(contributions.sponsorships), String(contributions.sponsoredHouseholds))],
  };
}
