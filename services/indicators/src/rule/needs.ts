import type { RuleSpec } from '@thi-dua/schema/rule';
import { hasBegun, type Point, yearPoint } from './point.js';
import { type FigureKey, type Frame, type Question, type Scheduled, type Subject, unitsOfShare } from './question.js';
import { drawnUpAt } from './schedule.js';
import { between, type DatedRule, spanOf, yearsOf } from './span.js';

/** Every figure that {@link judge} may ask for: known beforehand, so that all can be loaded together. */
export function neededFigures(question: Question): FigureKey[] {
  return [
    ...needsOf(question.rule, question).flatMap(figuresOf),
    ...[...question.promised.values()].flat().flatMap(neededFigures),
  ];
}

const figuresOf = ({ indicators, units, points }: Need): FigureKey[] =>
  units.flatMap((unit) =>
    indicators.flatMap((indicator) =>
      points.flatMap((at, i) =>
        points.slice(i).map((standardOf) => ({ unit, indicator, period: at.period, standardOf: standardOf.period })),
      ),
    ),
  );

/** Every unit whose designations {@link judge} may ask for. */
export function neededDesignations(question: Question): string[] {
  const of = (rule: RuleSpec, { units }: Subject): string[] => {
    if ('rules' in rule) return rule.rules.flatMap((part) => of(part, { units, whole: true }));
    if (rule.kind === 'SHARE_OF_UNITS') return of(rule.rule, unitsOfShare(question, rule));
    return rule.kind === 'LEAVES_DESIGNATION' ? units.map((unit) => unit.id) : [];
  };
  return [
    of(question.rule, question.subject),
    [...question.promised.values()].flat().flatMap(neededDesignations),
  ].flat();
}

/** Every figure that {@link scheduledYears} may ask for. */
export const neededForSchedule = (schedule: readonly Scheduled[], frame: Frame): FigureKey[] =>
  scheduleNeeds(schedule, frame).flatMap(figuresOf);

interface Need {
  units: readonly string[];
  indicators: readonly string[];
  /** In order of time: each is read under its own standard, or under that of a later one. */
  points: readonly Point[];
}

function needsOf(rule: RuleSpec, question: Question): Need[] {
  const { subject, frame, schedule } = question;
  const units = subject.units.map((unit) => unit.id);
  switch (rule.kind) {
    case 'LEVEL_AT':
    case 'AVERAGE_ANNUAL_CHANGE':
    case 'MULTIPLE_OF_BASELINE':
    case 'RANGE':
      return [{ units, indicators: [rule.indicator], points: datedPoints(rule, frame) }];
    case 'CHANGE_FROM_BASELINE':
      return [{ units, indicators: rule.indicators, points: datedPoints(rule, frame) }];
    case 'COUNT_OF_MODELS':
      return [{ units, indicators: ['POVERTY_REDUCTION_MODELS'], points: datedPoints(rule, frame) }];
    case 'HOLDS_EVERY_YEAR':
    case 'FALLS_EVERY_YEAR':
      return [{ units, indicators: [rule.indicator], points: yearlyPoints(yearsOf(rule, frame)?.years ?? [], frame) }];
    case 'SCHEDULE': {
      const bound = new Set(units);
      return scheduleNeeds(
        schedule.filter(({ indicator, unit }) => indicator === rule.indicator && bound.has(unit)),
        frame,
      );
    }
    case 'SHARE_OF_UNITS':
      return needsOf(rule.rule, { ...question, subject: unitsOfShare(question, rule) });
    case 'ALL_OF':
    case 'ANY_OF':
      return rule.rules.flatMap((part) => needsOf(part, question));
    case 'LEAVES_DESIGNATION':
    case 'FULFILS_TARGET':
      return [];
  }
}

function datedPoints(rule: DatedRule, frame: Frame): Point[] {
  const span = spanOf(rule, frame);
  return [span.opening, ...between(span, frame), span.due].filter(
    (point): point is Point => point !== null && hasBegun(point, frame),
  );
}

/** Of each unit of an annexed table its own years. */
function scheduleNeeds(schedule: readonly Scheduled[], frame: Frame): Need[] {
  const rows = new Map<string, Scheduled[]>();
  for (const row of schedule) {
    const name = `${row.unit} ${row.indicator}`;
    rows.set(name, [...(rows.get(name) ?? []), row]);
  }
  return [...rows.values()].map((own) => {
    const years = own.map((row) => row.year);
    const drawnUp = drawnUpAt(frame, Math.min(...years));
    return {
      units: own.slice(0, 1).map((row) => row.unit),
      indicators: own.slice(0, 1).map((row) => row.indicator),
      points: [...yearlyPoints(years, frame), ...(drawnUp && hasBegun(drawnUp, frame) ? [drawnUp] : [])].sort(
        (a, b) => a.month - b.month,
      ),
    };
  });
}

/** The years, and the one before each. */
function yearlyPoints(years: readonly number[], frame: Frame): Point[] {
  const all = new Set(years.flatMap((year) => [year - 1, year]));
  return [...all]
    .sort((a, b) => a - b)
    .map(yearPoint)
    .filter((at) => hasBegun(at, frame));
}
