import { coverageCell, figureCell } from '../figure.js';
import type { ReportedFigures, ReportFile } from '../model.js';
import { type Annex, number, text } from '../table.js';
import type { Texts } from '../texts/vi.js';

export const nameOf = ({ name, nameEn }: ReportedFigures['indicator'], texts: Texts): string =>
  texts.language === 'en' ? nameEn : name;

/** Every indicator of the unit itself, on both bases. */
export function indicatorsAnnex({ report: { indicators } }: ReportFile, texts: Texts, number_: string): Annex {
  const words = texts.indicators;
  return {
    number: number_,
    sheet: words.sheet,
    title: words.title,
    columns: [
      { heading: texts.order, width: 5 },
      { heading: words.indicator, width: 48 },
      { heading: words.unit, width: 12 },
      { heading: words.methodology, width: 14 },
      ...[words.official, words.provisional].flatMap((group) => [
        { heading: words.opening, group, width: 13 },
        { heading: words.closing, group, width: 13 },
        { heading: words.change, group, width: 12 },
      ]),
      { heading: words.coverage, width: 11 },
      { heading: words.note, width: 40 },
    ],
    rows: (indicators ?? []).map((each, i) => {
      const { indicator, closing, standardBreak } = each;
      const difference = closing?.reconciliation?.difference ?? null;
      return [
        number(i + 1),
        text(nameOf(indicator, texts)),
        text(indicator.unit),
        text(closing?.methodology?.code),
        figureCell(each.opening),
        figureCell(closing),
        number(each.change),
        figureCell(each.provisionalOpening),
        figureCell(each.provisional),
        number(each.provisionalChange),
        coverageCell(closing),
        text(
          [
            standardBreak && words.standardBreak(standardBreak.before.code, standardBreak.after.code, standardBreak.on),
            difference !== null && difference !== '0' && words.difference(difference),
          ]
            .filter((note) => note)
            .join(' '),
        ),
      ];
    }),
    totals: 0,
    notes: indicators === null ? [texts.missing] : [texts.partialMark, words.opened],
  };
}
