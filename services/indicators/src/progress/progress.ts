import type { RuleBrief, RuleSpec, ShareOfUnits, TargetBrief } from '@thi-dua/schema/rule';
import type { IndicatorsContext } from '../builder.js';
import type { Basis } from '../figure/figure.js';
import type { IndicatorValue } from '../figure/indicator-value.js';
import { decimal } from '../rule/fraction.js';
import { judge, taken } from '../rule/judge.js';
import { bearersDay } from '../rule/leaving.js';
import { type Frame, type Judgement, type Question, type Scheduled, type Subject, shareKey } from '../rule/question.js';
import { type LoadedFacts, loadFacts, needsOf } from './facts-store.js';
import { type SubjectKey, subjectOf } from './subject-store.js';

export interface Progress extends Omit<Judgement, 'figures'> {
  figures: IndicatorValue[];
}
/** How a rule is judged. */
export interface Terms {
  basis: Basis;
  /** The day that is taken for today. */
  today: string;
  /** The unit that is judged, for a criterion: whom a target binds, it says itself. */
  unit?: string;
  /** The last year that counts, for a nomination. */
  lastYear?: number | null;
}

/** How a rule stands; null where the caller may not see all that the verdict rests on. */
export const progressOf = async (
  context: IndicatorsContext,
  brief: RuleBrief,
  terms: Terms,
): Promise<Progress | null> => progressOfAll(context, [brief], terms);

/** How the computable parts of a target stand together; null where it has none, or as above. */
export const progressOfTarget = async (
  context: IndicatorsContext,
  { parts }: TargetBrief,
  terms: Terms,
): Promise<Progress | null> => (parts.length === 0 ? null : progressOfAll(context, parts, terms));

/** Of at least one rule. */
async function progressOfAll(
  context: IndicatorsContext,
  briefs: readonly RuleBrief[],
  terms: Terms,
): Promise<Progress | null> {
  const judged = await Promise.all(briefs.map((brief) => judgementOf(context, brief, terms)));
  const seen = judged.filter((one) => one !== null);
  if (seen.length < judged.length) return null;
  const [only] = seen;
  const judgement = seen.length === 1 && only ? only.judgement : taken(seen.map((one) => one.judgement));
  const shown = new Map(
    seen.flatMap(({ judgement: { figures }, loaded }) =>
      figures.flatMap((key) => {
        const value = loaded.shown(key);
        return value === null
          ? []
          : [[[value.unit, value.indicator.code, value.period, value.methodology?.code].join(' '), value] as const];
      }),
    ),
  );
  return { ...judgement, figures: [...shown.values()] };
}

/** Null where the caller may not see, or not know of, what the rule rests on. */
async function judgementOf(
  context: IndicatorsContext,
  brief: RuleBrief,
  terms: Terms,
): Promise<{ judgement: Judgement; loaded: LoadedFacts } | null> {
  const question = await questionOf(context, brief, terms);
  if (question === null) return null;
  const loaded = await loadFacts(context, needsOf(question), terms.basis);
  const judgement = judge(question, loaded.facts);
  return loaded.withheld() ? null : { judgement, loaded };
}

/** A plan that names no first year begins with that of its own day. */
export const frameOf = ({ from, to, day }: Pick<RuleBrief, 'from' | 'to' | 'day'>, terms: Terms): Frame => ({
  from: from ?? (day === null ? null : Number(day.slice(0, 4))),
  to: terms.lastYear ?? to,
  day,
  today: terms.today,
});

export const scheduledOf = (schedule: RuleBrief['schedule']): Scheduled[] =>
  schedule.map(({ locality, value, ...row }) => ({ ...row, unit: locality, value: decimal(value) }));

/** Whom a rule binds by name: an annexed table, where nothing else is said, those that it names. */
function named({ rule, scope, schedule }: RuleBrief): readonly string[] {
  if (scope !== null && scope.localities.length > 0) return scope.localities;
  return rule.kind === 'SCHEDULE' ? [...new Set(schedule.map((row) => row.locality))] : [];
}

/** Null where the caller may not know what a rule speaks of, and for a unit that there is not. */
async function questionOf(context: IndicatorsContext, brief: RuleBrief, terms: Terms): Promise<Question | null> {
  if (Object.values(brief.promised).includes(null)) return null;
  const frame = frameOf(brief, terms);
  const { unit } = terms;
  const within: SubjectKey['within'] = unit === undefined ? { tenant: brief.owner } : { unit };
  const scope = unit === undefined ? brief.scope : null;
  const find = (key: Pick<SubjectKey, 'localities' | 'levels' | 'designation'>): Promise<Subject> =>
    subjectOf(context).load({ within, day: dayFor(key.designation, frame), ...key });
  const [subject, shares, promised] = await Promise.all([
    find({
      localities: unit === undefined ? named(brief) : [],
      levels: scope?.levels ?? [],
      designation: scope?.designation ?? null,
    }),
    Promise.all(
      sharesIn(brief.rule).map(async (share) => {
        const { levels, designation } = share;
        return [shareKey(share), await find({ localities: scope?.localities ?? [], levels, designation })] as const;
      }),
    ),
    Promise.all(
      Object.entries(brief.promised).map(async ([of, promises]) => {
        const questions = await Promise.all(
          (promises ?? []).map((promise) => questionOf(context, promise, { basis: terms.basis, today: terms.today })),
        );
        return [of, questions.filter((question) => question !== null)] as const;
      }),
    ),
  ]);
  if (unit !== undefined && subject.units.length === 0) return null;
  const schedule = scheduledOf(brief.schedule);
  return { rule: brief.rule, subject, shares: new Map(shares), frame, schedule, promised: new Map(promised) };
}

/** Who bears a designation is told on the plan's own day; which units there are, on the day that is judged. */
function dayFor(designation: string | null, frame: Frame): string {
  if (designation !== null) return bearersDay(frame);
  const end = frame.to === null ? frame.today : `${frame.to}-12-31`;
  return end < frame.today ? end : frame.today;
}

function sharesIn(rule: RuleSpec): ShareOfUnits[] {
  if ('rules' in rule) return rule.rules.flatMap(sharesIn);
  return rule.kind === 'SHARE_OF_UNITS' ? [rule, ...sharesIn(rule.rule)] : [];
}
