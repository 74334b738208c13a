import { coverageCell, figureCell } from '../figure.js';
import type { FigureValue, ReportedFigures, ReportFile, UnitInfo } from '../model.js';
import type { POVERTY_INDICATORS } from '../operation.js';
import { type Annex, type Cell, type Column, EMPTY, number, text } from '../table.js';
import type { Texts } from '../texts/vi.js';

type Code = (typeof POVERTY_INDICATORS)[number];
type Basis = 'OFFICIAL' | 'PROVISIONAL';

const POOR = {
  stock: 'POOR_HOUSEHOLDS',
  escaped: 'ESCAPED_POVERTY',
  fresh: 'NEWLY_POOR',
  back: 'FALLEN_BACK',
  other: 'OTHER_CHANGE',
  rate: 'POVERTY_RATE',
} as const satisfies Record<string, Code>;
const NEAR_POOR = {
  stock: 'NEAR_POOR_HOUSEHOLDS',
  escaped: 'ESCAPED_NEAR_POVERTY',
  fresh: 'NEWLY_NEAR_POOR',
  back: 'FALLEN_BACK_NEAR_POOR',
  other: 'NEAR_POOR_OTHER_CHANGE',
  rate: 'NEAR_POVERTY_RATE',
} as const satisfies Record<string, Code>;

/** Annex 02 of the outline: the unit itself, then each directly below it, with what opened, changed and closed the year. */
export function povertyAnnex({ report }: ReportFile, texts: Texts, number_: string, basis: Basis): Annex {
  const words = texts.poverty;
  const official = basis === 'OFFICIAL';
  const half = (group: string): Column[] =>
    [words.opening, words.escaped, words.fresh, words.back, words.other, words.closing, words.rate].map((heading) => ({
      heading,
      group,
      width: 11,
    }));
  const cells = (indicators: readonly ReportedFigures[]): Cell[] => {
    const of = (code: Code) => indicators.find(({ indicator }) => indicator.code === code);
    const opening = (code: Code): FigureValue => (official ? of(code)?.opening : of(code)?.provisionalOpening) ?? null;
    const closing = (code: Code): FigureValue => (official ? of(code)?.closing : of(code)?.provisional) ?? null;
    const side = ({ stock, escaped, fresh, back, other, rate }: typeof POOR | typeof NEAR_POOR) => [
      figureCell(opening(stock)),
      ...[escaped, fresh, back, other, stock, rate].map((code) => figureCell(closing(code))),
    ];
    return [
      figureCell(closing('HOUSEHOLDS')),
      ...side(POOR),
      ...side(NEAR_POOR),
      coverageCell(closing('POOR_HOUSEHOLDS')),
    ];
  };
  const unit = (of: UnitInfo | null) => [text(of?.code), text(of?.fullName)];
  return {
    number: number_,
    sheet: official ? words.sheet : words.provisionalSheet,
    title: words.title(official ? texts.official : texts.provisional),
    columns: [
      { heading: texts.order, width: 5 },
      { heading: texts.code, width: 8 },
      { heading: texts.name, width: 28 },
      { heading: words.households, width: 12 },
      ...half(words.poor),
      ...half(words.nearPoor),
      { heading: words.coverage, width: 11 },
    ],
    rows: [
      [EMPTY, text(report.locality?.code), text(words.total), ...cells(report.indicators ?? [])],
      ...(report.breakdown ?? []).map(({ locality, indicators }, i) => [
        number(i + 1),
        ...unit(locality),
        ...cells(indicators ?? []),
      ]),
    ],
    totals: 1,
    notes: [texts.partialMark],
  };
}
