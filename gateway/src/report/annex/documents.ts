import type { ReportFile } from '../model.js';
import { type Annex, day, number, text } from '../table.js';
import type { Texts } from '../texts/vi.js';

/** The plans in force or closed by the year's end, as documents: number and symbol as printed. */
export function documentsAnnex({ report: { plans } }: ReportFile, texts: Texts, number_: string): Annex {
  const words = texts.documents;
  const listed = plans?.plans.nodes ?? [];
  const years = (from: number | null, to: number | null) =>
    from === null && to === null ? '' : [from, to].map((year) => year ?? '').join(' - ');
  return {
    number: number_,
    sheet: words.sheet,
    title: words.title,
    columns: [
      { heading: texts.order, width: 5 },
      { heading: words.number, width: 18 },
      { heading: words.day, width: 12 },
      { heading: words.title_, width: 60 },
      { heading: words.issuer, width: 34 },
      { heading: words.period, width: 14 },
      { heading: words.status, width: 16 },
    ],
    rows: listed.map(({ title, status, periodFrom, periodTo, document }, i) => [
      number(i + 1),
      text([document.number, document.symbol].filter((part) => part !== null).join('/')),
      day(document.issuedOn),
      text(title),
      text(document.issuer),
      text(years(periodFrom, periodTo)),
      text(texts.status[status]),
    ]),
    totals: 0,
    notes:
      plans === null
        ? [texts.missing]
        : [
            words.counts(String(plans.total), String(plans.issued), String(plans.closed)),
            ...(plans.total > listed.length ? [texts.more(plans.total - listed.length)] : []),
          ],
  };
}
