import type { RuleSpec, ShareOfUnits } from '@thi-dua/schema/rule';
import type { Words } from '@thi-dua/schema/words';
import { judgeDated } from './dated.js';
import { decimal } from './fraction.js';
import { judgeLeaving, leavingPace } from './leaving.js';
import type { Limit } from './limit.js';
import {
  type Facts,
  type FigureKey,
  type Judgement,
  type Outcome,
  type Question,
  type Subject,
  type Unit,
  unitsOfShare,
  type Verdict,
} from './question.js';
import { whyNotAll } from './reading.js';
import { judgeScheduleOfOne } from './schedule.js';
import { countVerdicts, verdictOnShare } from './share.js';
import { asked, notYetDue, PERCENT, sentence, sentences, words } from './texts.js';
import { best, worst } from './verdict.js';
import { judgeYearly } from './yearly.js';

/** How a rule stands, on the facts that there are: the same question and facts always get the same answer. */
export function judge(question: Question, facts: Facts): Judgement {
  const used = new Map<string, FigureKey>();
  const watched: Facts = {
    ...facts,
    figure: (key) => {
      const figure = facts.figure(key);
      if (figure !== null) used.set(nameOf(key), key);
      return figure;
    },
  };
  const outcome = outcomeOf(question, watched);
  return { ...outcome, figures: [...used.values()], byUnit: verdictsOf(question, outcome, watched) };
}

/** What several rules come to together, of at least one: the worst of their verdicts, for each unit as well. */
export function taken(judgements: readonly Judgement[]): Judgement {
  const units = new Map<string, Verdict>();
  for (const { unit, verdict } of judgements.flatMap(({ byUnit }) => byUnit))
    units.set(unit, worst([verdict, units.get(unit) ?? verdict]));
  const figures = new Map(judgements.flatMap((judgement) => judgement.figures.map((key) => [nameOf(key), key])));
  return {
    ...together(judgements, worst),
    figures: [...figures.values()],
    byUnit: [...units].map(([unit, verdict]) => ({ unit, verdict })),
  };
}

const nameOf = (key: FigureKey) => [key.unit, key.indicator, key.period, key.standardOf].join(' ');

/** What the rule comes to for each unit by itself; of a share, what each of its units does. */
function verdictsOf(question: Question, outcome: Outcome, facts: Facts): Judgement['byUnit'] {
  const { rule, subject } = question;
  const shared = rule.kind === 'SHARE_OF_UNITS';
  const { units } = shared ? unitsOfShare(question, rule) : subject;
  const [only] = units;
  if (!shared && units.length === 1 && only !== undefined) return [{ unit: only.id, verdict: outcome.verdict }];
  return units.map((unit) => ({
    unit: unit.id,
    verdict: outcomeOf(ofOne(question, unit, shared ? rule.rule : rule), facts).verdict,
  }));
}

const ofOne = (question: Question, unit: Unit, rule: RuleSpec): Question => ({
  ...question,
  rule,
  subject: { units: [unit], whole: true },
});

function outcomeOf(question: Question, facts: Facts): Outcome {
  const { rule, subject, frame, schedule } = question;
  switch (rule.kind) {
    case 'LEVEL_AT':
    case 'AVERAGE_ANNUAL_CHANGE':
    case 'CHANGE_FROM_BASELINE':
    case 'MULTIPLE_OF_BASELINE':
    case 'RANGE':
    case 'COUNT_OF_MODELS':
      return judgeDated(rule, subject, frame, facts);
    case 'HOLDS_EVERY_YEAR':
    case 'FALLS_EVERY_YEAR':
      return judgeYearly(rule, subject, frame, facts);
    case 'SCHEDULE': {
      const nobody = whyNotAll(subject);
      if (nobody !== null) return noData(nobody);
      return together(
        subject.units.map((unit) => judgeScheduleOfOne(rule, unit, schedule, frame, facts)),
        worst,
      );
    }
    case 'LEAVES_DESIGNATION': {
      const [unit] = subject.units;
      if (subject.whole && subject.units.length === 1 && unit !== undefined)
        return judgeLeaving(rule, unit, frame, facts);
      return judgeShare({ ...everyOne, rule }, subject, question, facts);
    }
    case 'SHARE_OF_UNITS':
      return judgeShare(rule, unitsOfShare(question, rule), question, facts);
    case 'FULFILS_TARGET':
      return judgePromise(rule.of, question, facts);
    case 'ALL_OF':
      return together(
        rule.rules.map((part) => outcomeOf({ ...question, rule: part }, facts)),
        worst,
      );
    case 'ANY_OF':
      return together(
        rule.rules.map((part) => outcomeOf({ ...question, rule: part }, facts)),
        best,
      );
  }
}

const everyOne = { comparator: 'GE', threshold: '100' } as const;

const noData = (why: Words): Outcome => ({
  verdict: 'NO_DATA',
  explanation: sentence(why),
  dueOn: null,
});
const latest = (days: readonly (string | null)[]): string | null =>
  days.reduce((a, b) => (a === null || (b !== null && a < b) ? b : a), null);

/** At least one outcome as one; with many units only those that decide it are put into words. */
function together(outcomes: readonly Outcome[], verdictOf: typeof worst): Outcome {
  const verdict = verdictOf(outcomes.map((outcome) => outcome.verdict));
  const deciding = outcomes.filter((outcome) => outcome.verdict === verdict);
  const texts = new Map(deciding.map(({ explanation }) => [explanation.vi, explanation]));
  return {
    verdict,
    explanation: sentences([...texts.values()]),
    dueOn: latest(outcomes.map((outcome) => outcome.dueOn)),
  };
}

function judgeShare(
  rule: Pick<ShareOfUnits, 'comparator' | 'threshold' | 'rule'>,
  subject: Subject,
  question: Question,
  facts: Facts,
): Outcome {
  const { frame } = question;
  const nobody = whyNotAll(subject);
  if (nobody !== null) return noData(nobody);
  const outcomes = subject.units.map((unit) => outcomeOf(ofOne(question, unit, rule.rule), facts));
  const counts = countVerdicts(outcomes);
  const limit: Limit = { comparator: rule.comparator, threshold: decimal(rule.threshold) };
  const dueOn = latest(outcomes.map((outcome) => outcome.dueOn));
  const over = dueOn !== null && frame.today > dueOn;
  const pace = rule.rule.kind === 'LEAVES_DESIGNATION' ? leavingPace(limit, dueOn, frame) : null;
  const verdict = verdictOnShare(counts, limit, over, pace);
  const required = asked([limit], PERCENT);
  const told = words(
    `${counts.met} trong ${counts.all} đơn vị đạt, ${counts.onTrack} đúng tiến độ, ${counts.unknown} chưa đủ số liệu; yêu cầu ${required.vi}`,
    `${counts.met} of ${counts.all} units met it, ${counts.onTrack} are on track, of ${counts.unknown} it is not known; required: ${required.en}`,
  );
  return {
    verdict,
    explanation: sentence(over || verdict === 'MET' || verdict === 'NOT_MET' ? told : notYetDue(told, dueOn)),
    dueOn,
  };
}

function judgePromise(of: string, { promised }: Question, facts: Facts): Outcome {
  const questions = promised.get(of);
  if (questions === undefined)
    return noData(words(`chỉ tiêu của “${of}” chưa có trong hệ thống`, `the targets of "${of}" are not in the system`));
  if (questions.length === 0)
    return noData(words(`“${of}” không có chỉ tiêu nào tính được`, `none of the targets of "${of}" can be computed`));
  return together(
    questions.map((question) => outcomeOf(question, facts)),
    worst,
  );
}
