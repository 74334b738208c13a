import type { RuleSpec } from '@thi-dua/schema/rule';
import type { UserError } from '@thi-dua/schema/user-error';
import type { CampaignsContext } from '../../builder.js';
import { indicatorsOf, type RuleGiven, readRule } from '../../rule/rule-input.js';
import { fault } from '../plan-result.js';
import { textFault } from '../plan-text.js';
import type { CriterionGiven, PlanContent } from './content-input.js';
import { awardFormsOn, indicatorCodes, type KnownForm } from './peer-truth.js';
import { type FoundUnit, findUnits, type UnitRef, unitKey } from './units.js';

/** What the lists speak of, found and understood: what the rows are made from. */
export interface Understood {
  units: ReadonlyMap<string, FoundUnit>;
  rules: ReadonlyMap<RuleGiven, RuleSpec>;
  forms: readonly KnownForm[];
  /** The day by which units and forms are looked up where none is named. */
  day: string;
}

/** More of a kind than any document has; beyond it something else was sent. */
const MAX_ITEMS = 1000;
const MAX_DEPTH = 4;
const WHEN = /^(\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?|-Q[1-4])?|--((0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01]))?)$/;
const CLAUSE = /^[\p{L}\p{N}]+(\.[\p{L}\p{N}]+)*$/u;

/** Everything that is wrong with what was handed in, all at once, or what it means. */
export async function understand(
  context: CampaignsContext,
  content: PlanContent,
  owner: string,
  day: string,
): Promise<{ understood: Understood; errors: UserError[] }> {
  const errors: UserError[] = [];
  const texts = (given: Record<string, string | null | undefined>, path: string[]) => {
    for (const [name, text] of Object.entries(given)) {
      if (text !== null && text !== undefined) errors.push(...textFault(text, ...path, name));
    }
  };
  const place = ({ clause, clauseRaw }: { clause: string; clauseRaw?: string | null }, path: string[]) => {
    texts({ clauseRaw }, path);
    if (!CLAUSE.test(clause.trim()) || clause.length > 64)
      errors.push(fault('BAD_CLAUSE', 'Write letters and numbers, parted by dots: "I.1.a".', ...path, 'clause'));
  };
  for (const [list, items] of Object.entries(content)) {
    if (Array.isArray(items) && items.length > MAX_ITEMS)
      errors.push(fault('TOO_MANY', `A plan has at most ${MAX_ITEMS} of these.`, list));
  }
  const empty: Understood = { units: new Map(), rules: new Map(), forms: [], day };
  if (errors.length > 0) return { understood: empty, errors };

  const rules = new Map<RuleGiven, RuleSpec>();
  const asked: { ref: UnitRef; path: string[] }[] = [];
  const indicators: { code: string; path: string[] }[] = [];
  const rule = (given: RuleGiven | null | undefined, path: string[]) => {
    if (!given) return;
    const { rule: read, errors: faults } = readRule(given, path);
    errors.push(...faults);
    if (read === null) return;
    rules.set(given, read);
    indicators.push(...indicatorsOf(read).map((code) => ({ code, path })));
  };

  for (const list of [
    'objectives',
    'requirements',
    'contents',
    'solutions',
    'priorityGroups',
    'eligibleSubjects',
  ] as const) {
    content[list]?.forEach((item, i) => {
      place(item, [list, String(i)]);
      texts({ text: item.text }, [list, String(i)]);
    });
  }
  content.legalBases?.forEach(({ number, issuer, title }, i) => {
    texts({ number, issuer, title }, ['legalBases', String(i)]);
    if (!number && !title)
      errors.push(fault('EMPTY', 'Name the document by its number, its title or both.', 'legalBases', String(i)));
  });
  content.targets?.forEach((target, i) => {
    const path = ['targets', String(i)];
    place(target, path);
    texts({ text: target.text }, path);
    target.parts?.forEach((part, j) => {
      const at = [...path, 'parts', String(j)];
      texts({ text: part.text, designation: part.scope?.designation }, at);
      rule(part.rule, [...at, 'rule']);
      part.scope?.localities?.forEach(({ code, asOf }, k) => {
        asked.push({ ref: { code, asOf: asOf ?? day }, path: [...at, 'scope', 'localities', String(k), 'code'] });
      });
    });
    const cells = new Set<string>();
    target.schedule?.forEach((value, j) => {
      const at = [...path, 'schedule', String(j)];
      const ref = { code: value.locality.code, asOf: value.locality.asOf ?? day };
      asked.push({ ref, path: [...at, 'locality', 'code'] });
      indicators.push({ code: value.indicator, path: [...at, 'indicator'] });
      if (value.year < 1945 || value.year > 2100)
        errors.push(fault('YEAR_OUT_OF_RANGE', 'A year lies between 1945 and 2100.', ...at, 'year'));
      const cell = [unitKey(ref), value.year, value.indicator].join(' ');
      if (cells.has(cell))
        errors.push(fault('DUPLICATE', 'A schedule has one value a unit, year and indicator.', ...at));
      cells.add(cell);
    });
  });
  const criterion = (given: CriterionGiven, path: string[], depth: number) => {
    place(given, path);
    texts({ text: given.text }, path);
    texts({ text: given.subject.text, where: given.subject.where }, [...path, 'subject']);
    rule(given.rule, [...path, 'rule']);
    if (depth > MAX_DEPTH) errors.push(fault('TOO_DEEP', `Sub-items nest at most ${MAX_DEPTH} deep.`, ...path));
    else
      for (const [i, part] of (given.parts ?? []).entries()) criterion(part, [...path, 'parts', String(i)], depth + 1);
  };
  for (const [i, given] of (content.criteria ?? []).entries()) criterion(given, ['criteria', String(i)], 1);
  content.milestones?.forEach((milestone, i) => {
    const path = ['milestones', String(i)];
    place(milestone, path);
    texts({ text: milestone.text, body: milestone.body }, path);
    if (!WHEN.test(milestone.when))
      errors.push(fault('BAD_WHEN', 'Write 2022-07-08, 2022-07, 2019-Q1, 2022, --11-25 or --.', ...path, 'when'));
    if (milestone.kinds.length === 0) errors.push(fault('EMPTY', 'Name at least one kind of step.', ...path, 'kinds'));
  });
  content.assignments?.forEach((assignment, i) => {
    place(assignment, ['assignments', String(i)]);
    texts({ body: assignment.body, duty: assignment.duty }, ['assignments', String(i)]);
  });
  content.recipients?.forEach(({ name }, i) => {
    texts({ name }, ['recipients', String(i)]);
  });
  content.awardForms?.forEach((form, i) => {
    const path = ['awardForms', String(i)];
    place(form, path);
    texts({ text: form.text, level: form.level, condition: form.condition }, path);
  });
  content.annexes?.forEach((annex, i) => {
    const path = ['annexes', String(i)];
    texts({ title: annex.title }, path);
    annex.rows.forEach((row, j) => {
      if (row.length !== annex.columns.length)
        errors.push(fault('ROW_LENGTH', 'A row has as many cells as there are columns.', ...path, 'rows', String(j)));
    });
  });

  const units = await findUnits(
    context,
    owner,
    asked.map(({ ref }) => ref),
  );
  for (const { ref, path } of asked) {
    const unit = units.get(unitKey(ref));
    if (unit === undefined)
      errors.push(
        fault('UNKNOWN_LOCALITY', `No unit bore the code "${ref.code.slice(0, 40)}" on ${ref.asOf}.`, ...path),
      );
    else if (!unit.inTerritory)
      errors.push(fault('OUTSIDE_TERRITORY', 'A plan binds only units of its own territory.', ...path));
  }
  if (indicators.length > 0) {
    const known = await indicatorCodes(context);
    for (const { code, path } of indicators) {
      if (!known.has(code))
        errors.push(fault('UNKNOWN_INDICATOR', `No indicator has the code "${code.slice(0, 40)}".`, ...path));
    }
  }
  const forms = content.awardForms?.some(({ form }) => form) ? await awardFormsOn(context, day) : [];
  content.awardForms?.forEach(({ form, class: grade }, i) => {
    if (form && formOf(forms, form, grade) === null)
      errors.push(
        fault('UNKNOWN_AWARD_FORM', `The law of ${day} knows no such form.`, 'awardForms', String(i), 'form'),
      );
  });
  return { understood: { units, rules, forms, day }, errors };
}

/** The form of this code; of an order without a class: of whatever class. */
export const formOf = (forms: readonly KnownForm[], code: string, grade: number | null | undefined): KnownForm | null =>
  forms.find((form) => form.code === code && form.class === (grade ?? null)) ?? null;
