import type { ReportFile } from '../model.js';
import { type Annex, EMPTY, number, text } from '../table.js';
import type { Texts } from '../texts/vi.js';

export function disciplineAnnex({ report: { discipline } }: ReportFile, texts: Texts, number_: string): Annex {
  const words = texts.discipline;
  const counts = ({ due, onTime, late, missing }: { due: number; onTime: number; late: number; missing: number }) =>
    [due, onTime, late, missing].map((each) => number(each));
  return {
    number: number_,
    sheet: words.sheet,
    title: words.title,
    columns: [
      { heading: texts.order, width: 5 },
      { heading: words.tenant, width: 46 },
      ...[words.due, words.onTime, words.late, words.missing].map((heading) => ({ heading, width: 14 })),
    ],
    rows:
      discipline === null
        ? []
        : [
            [EMPTY, text(words.total), ...counts(discipline)],
            ...discipline.byTenant.map((each, i) => [number(i + 1), text(each.tenant?.name), ...counts(each)]),
          ],
    totals: discipline === null ? 0 : 1,
    notes: discipline === null ? [texts.hidden] : [],
  };
}
