import { decimal, divide, multiply, whole } from '@thi-dua/indicators/rule/fraction';
import { judge } from '@thi-dua/indicators/rule/judge';
import {
  type Facts,
  type Figure,
  type Frame,
  type Judgement,
  type Question,
  type Stretch,
  type Subject,
  shareKey,
} from '@thi-dua/indicators/rule/question';
import type { RuleSpec } from '@thi-dua/schema/rule';

/** The standard of 2021 holds from 2022 on, as the seeded ones do. */
export const standardAt = (period: string) => (period < '2022' ? 'chuẩn 2016' : 'chuẩn 2022');

export const indicators: Record<string, { vi: string; en: string; kind: Figure['kind']; standard: boolean }> = {
  POVERTY_RATE: { vi: 'tỷ lệ hộ nghèo', en: 'poverty rate', kind: 'RATIO', standard: true },
  POOR_HOUSEHOLDS: { vi: 'số hộ nghèo', en: 'poor households', kind: 'COUNT', standard: true },
  NEAR_POOR_HOUSEHOLDS: { vi: 'số hộ cận nghèo', en: 'near-poor households', kind: 'COUNT', standard: true },
  FALLEN_BACK: { vi: 'số hộ tái nghèo', en: 'households fallen back', kind: 'COUNT', standard: true },
  POOR_HOUSEHOLD_INCOME_PER_CAPITA: { vi: 'thu nhập', en: 'income', kind: 'MEAN', standard: false },
  POVERTY_REDUCTION_MODELS: { vi: 'số mô hình', en: 'models', kind: 'COUNT', standard: false },
};

/** "7.5", "194/43000" for a ratio with its parts, "~12" for a roll-up that not all units account for. */
export type Stated = string;
function figureOf(stated: Stated, kind: Figure['kind']): Figure {
  const text = stated.replace('~', '');
  const [numerator = '', denominator] = text.split('/');
  if (denominator === undefined) return { value: decimal(text), parts: null, kind, whole: !stated.startsWith('~') };
  const parts = { numerator: decimal(numerator), denominator: decimal(denominator) };
  const share = divide(parts.numerator, parts.denominator);
  if (share === null) throw new RangeError('a ratio of nothing');
  return { value: multiply(share, whole(100)), parts, kind, whole: !stated.startsWith('~') };
}

/** Figures by "unit INDICATOR period", under the standard of the period, or of another: "u POVERTY_RATE 2021 as of 2022". */
export type Table = Record<string, Stated>;

export function factsOf(table: Table, designations: Record<string, readonly Stretch[]> = {}): Facts {
  const standard = (code: string, period: string) => (indicators[code]?.standard ? standardAt(period) : null);
  const figures = new Map(
    Object.entries(table).map(([name, stated]) => {
      const [key = '', standardOf] = name.split(' as of ');
      const [unit = '', code = '', period = ''] = key.split(' ');
      return [
        [unit, code, period, standard(code, standardOf ?? period)].join(' '),
        figureOf(stated, indicators[code]?.kind ?? 'COUNT'),
      ];
    }),
  );
  return {
    figure: ({ unit, indicator, period, standardOf }) =>
      figures.get([unit, indicator, period, standard(indicator, standardOf)].join(' ')) ?? null,
    standard,
    indicator: (code) => ({
      vi: indicators[code]?.vi ?? code,
      en: indicators[code]?.en ?? code,
      rate: indicators[code]?.kind === 'RATIO',
    }),
    designation: (unit, kind) => designations[`${unit} ${kind}`] ?? [],
  };
}

export const subject = (...ids: string[]): Subject => ({
  units: ids.map((id) => ({ id, lastDay: null })),
  whole: true,
});

export interface Asked {
  rule: RuleSpec;
  subject?: Subject;
  frame?: Partial<Frame>;
  shares?: Subject;
  schedule?: Question['schedule'];
  promised?: Question['promised'];
}
export const PLAN: Frame = { from: 2021, to: 2025, day: '2022-07-08', today: '2026-03-01' };

export function questionOf({ rule, shares, frame, schedule, promised, ...asked }: Asked): Question {
  return {
    rule,
    subject: asked.subject ?? subject('u'),
    shares: new Map(rule.kind === 'SHARE_OF_UNITS' && shares ? [[shareKey(rule), shares]] : []),
    frame: { ...PLAN, ...frame },
    schedule: schedule ?? [],
    promised: promised ?? new Map(),
  };
}

export const judged = (
  asked: Asked,
  table: Table = {},
  designations: Record<string, readonly Stretch[]> = {},
): Judgement => judge(questionOf(asked), factsOf(table, designations));

/** The figures that a judgement rests on, in the words of a {@link Table}. */
export const used = ({ figures }: Judgement): string[] =>
  figures.map(({ unit, indicator, period }) => `${unit} ${indicator} ${period}`).sort();
