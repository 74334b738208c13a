import { nameOf } from './annex/indicators.js';
import { isPartial } from './figure.js';
import type { Language } from './language.js';
import { countsOf } from './long-counts.js';
import type { FigureValue, ReportedFigures, ReportFile, UnitInfo } from './model.js';
import { textsIn } from './texts/texts.js';
import type { Texts } from './texts/vi.js';

/** One figure of a report, with all that tells it apart from the others: a row of the long form. */
export interface LongFigure {
  unit: UnitInfo | null;
  /** INDICATOR, UNITS, PLANS, TARGETS, DISCIPLINE, EXEMPLARS, CONTRIBUTIONS, AWARDS. */
  section: string;
  /** What is counted, in code: an indicator's code, a level, a kind, a form. */
  item: string;
  itemName: string;
  /** OPENING, CLOSING or CHANGE of an indicator; else which count it is. */
  measure: string;
  basis: 'OFFICIAL' | 'PROVISIONAL' | null;
  period: string;
  value: string | null;
  measuredIn: string;
  methodology: string | null;
  origin: string | null;
  reported: number | null;
  expected: number | null;
  /** PARTIAL adds up those who reported; MISSING is no figure that you may see; RESTRICTED is not open to you. */
  status: 'COMPLETE' | 'PARTIAL' | 'MISSING' | 'RESTRICTED';
}

const NOT_A_FIGURE = { methodology: null, origin: null, reported: null, expected: null };

/** Every figure of a report, one after another: of the unit itself, then of each unit below. */
export function* longFigures({ report }: ReportFile, language: Language): Generator<LongFigure> {
  const texts = textsIn(language);
  const { locality, year, indicators, breakdown } = report;
  const period = String(year);
  for (const each of indicators ?? []) {
    yield* ofIndicator(locality, each, year, texts);
    for (const [basis, value] of [
      ['OFFICIAL', each.change],
      ['PROVISIONAL', each.provisionalChange],
    ] as const) {
      if (value === null) continue;
      yield {
        ...NOT_A_FIGURE,
        ...{ unit: locality, section: 'INDICATOR', item: each.indicator.code, itemName: nameOf(each.indicator, texts) },
        ...{ measure: 'CHANGE', basis, period, value, measuredIn: each.indicator.unit, status: 'COMPLETE' as const },
      };
    }
  }
  for (const { value, basis = null, measuredIn = '', restricted = false, ...about } of countsOf(report, texts))
    yield {
      ...NOT_A_FIGURE,
      ...about,
      unit: locality,
      basis,
      period,
      value: value === null ? null : String(value),
      measuredIn,
      status: restricted ? 'RESTRICTED' : value === null ? 'MISSING' : 'COMPLETE',
    };
  for (const unit of breakdown ?? [])
    for (const each of unit.indicators ?? []) yield* ofIndicator(unit.locality, each, year, texts);
}

function* ofIndicator(
  unit: UnitInfo | null,
  { indicator, opening, closing, provisionalOpening, provisional }: ReportedFigures,
  year: number,
  texts: Texts,
): Generator<LongFigure> {
  const row = (measure: 'OPENING' | 'CLOSING', basis: 'OFFICIAL' | 'PROVISIONAL', figure: FigureValue): LongFigure => ({
    unit,
    section: 'INDICATOR',
    item: indicator.code,
    itemName: nameOf(indicator, texts),
    measure,
    basis,
    period: figure?.period ?? String(measure === 'OPENING' ? year - 1 : year),
    value: figure?.value ?? null,
    measuredIn: indicator.unit,
    methodology: figure?.methodology?.code ?? null,
    origin: figure?.value == null ? null : figure.origin,
    reported: figure?.coverage.reported ?? null,
    expected: figure?.coverage.expected ?? null,
    status: figure?.value == null ? 'MISSING' : isPartial(figure) ? 'PARTIAL' : 'COMPLETE',
  });
  yield row('OPENING', 'OFFICIAL', opening);
  yield row('CLOSING', 'OFFICIAL', closing);
  yield row('OPENING', 'PROVISIONAL', provisionalOpening);
  yield row('CLOSING', 'PROVISIONAL', provisional);
}
