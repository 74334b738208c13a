import { today } from '@thi-dua/schema/day';
import { readableDay } from '../language.js';
import type { ReportFile } from '../model.js';
import { type Annex, type Cell, number, text } from '../table.js';
import type { Texts } from '../texts/vi.js';

/** The first sheet: what the report is of, and whether it is the whole. */
export function summaryAnnex({ report }: ReportFile, movements: readonly string[], texts: Texts): Annex {
  const { locality, year, boundary, complete, restricted, frozenAt } = report;
  const rows: [string, Cell][] = [
    [texts.unit, text(locality?.fullName)],
    [texts.code, text(locality?.code)],
    [texts.year, number(year)],
    [texts.boundary, text(boundary === null ? texts.ownMap : texts.mapOf(readableDay(boundary, texts.language)))],
    [
      texts.state,
      text(frozenAt === null ? texts.current : texts.frozenOn(readableDay(today(new Date(frozenAt)), texts.language))),
    ],
    [texts.complete, text(complete ? texts.isComplete : texts.isIncomplete)],
    [texts.restricted, text(restricted ? texts.isRestricted : texts.isWhole)],
  ];
  return {
    number: '',
    sheet: texts.summary,
    title: texts.reportTitle(movements.join('; '), year),
    columns: [
      { heading: texts.item, width: 26 },
      { heading: texts.content, width: 90 },
    ],
    rows: rows.map(([item, value]) => [text(item), value]),
    totals: 0,
    notes: [],
  };
}
