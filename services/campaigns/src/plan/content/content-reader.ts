import type { FaultCode } from '@thi-dua/schema/fault-codes';
import type { RuleSpec } from '@thi-dua/schema/rule';
import type { UserError } from '@thi-dua/schema/user-error';
import { indicatorsOf, type RuleGiven, readRule } from '../../rule/rule-input.js';
import { fault } from '../plan-result.js';
import { textFault } from '../plan-text.js';
import type { CriterionGiven, PlanContent } from './content-input.js';
import { type UnitRef, unitKey } from './units.js';

/** More of a kind than any document has; beyond it something else was sent. */
const MAX_ITEMS = 1000;
const MAX_DEPTH = 4;
const WHEN = /^(\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?|-Q[1-4])?|--((0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01]))?)$/;
const CLAUSE = /^[\p{L}\p{N}]+(\.[\p{L}\p{N}]+)*$/u;

type Path = readonly string[];
type List<Name extends keyof PlanContent> = NonNullable<PlanContent[Name]>;

/**
 * Reads the lists of a plan by themselves: collects what is wrong with their form, and the units and indicators they
 * speak of, which others have to vouch for.
 */
export class ContentReader {
  readonly errors: UserError[] = [];
  readonly rules = new Map<RuleGiven, RuleSpec>();
  readonly units: { ref: UnitRef; path: string[] }[] = [];
  readonly indicators: { code: string; path: string[] }[] = [];

  /** `day`: on which units bore their codes, where no other is named. */
  constructor(private readonly day: string) {}

  read(content: PlanContent): void {
    for (const [list, items] of Object.entries(content)) {
      if (Array.isArray(items) && items.length > MAX_ITEMS)
        this.#fault('TOO_MANY', `A plan has at most ${MAX_ITEMS} of these.`, [list]);
    }
    if (this.errors.length > 0) return;
    for (const list of clauseLists) this.#clauses(list, content[list] ?? []);
    this.#legalBases(content.legalBases ?? []);
    this.#targets(content.targets ?? []);
    this.#criteria(content.criteria ?? [], ['criteria'], 1);
    this.#organisation(content);
    this.#awardForms(content.awardForms ?? []);
    this.#annexes(content.annexes ?? []);
  }

  #fault(code: FaultCode, message: string, path: Path): void {
    this.errors.push(fault(code, message, ...path));
  }

  #texts(given: Record<string, string | null | undefined>, path: Path): void {
    for (const [name, text] of Object.entries(given)) {
      if (text !== null && text !== undefined) this.errors.push(...textFault(text, ...path, name));
    }
  }

  #place({ clause, clauseRaw }: { clause: string; clauseRaw?: string | null }, path: Path): void {
    this.#texts({ clauseRaw }, path);
    if (!CLAUSE.test(clause.trim()) || clause.length > 64)
      this.#fault('BAD_CLAUSE', 'Write letters and numbers, parted by dots: "I.1.a".', [...path, 'clause']);
  }

  #rule(given: RuleGiven | null | undefined, path: string[]): void {
    if (!given) return;
    const { rule, errors } = readRule(given, path);
    this.errors.push(...errors);
    if (rule === null) return;
    this.rules.set(given, rule);
    this.indicators.push(...indicatorsOf(rule).map((code) => ({ code, path })));
  }

  #unit({ code, asOf }: { code: string; asOf?: string | null }, path: Path): UnitRef {
    const ref = { code, asOf: asOf ?? this.day };
    this.units.push({ ref, path: [...path, 'code'] });
    return ref;
  }

  #clauses(list: (typeof clauseLists)[number], clauses: List<'objectives'>): void {
    for (const [i, clause] of clauses.entries()) {
      this.#place(clause, [list, String(i)]);
      this.#texts({ text: clause.text }, [list, String(i)]);
    }
  }

  #legalBases(citations: List<'legalBases'>): void {
    for (const [i, { number, issuer, title }] of citations.entries()) {
      const path = ['legalBases', String(i)];
      this.#texts({ number, issuer, title }, path);
      if (!number && !title) this.#fault('EMPTY', 'Name the document by its number, its title or both.', path);
    }
  }

  #targets(targets: List<'targets'>): void {
    for (const [i, target] of targets.entries()) {
      const path = ['targets', String(i)];
      this.#place(target, path);
      this.#texts({ text: target.text }, path);
      for (const [j, { text, scope, rule }] of (target.parts ?? []).entries()) {
        const at = [...path, 'parts', String(j)];
        this.#texts({ text }, at);
        this.#texts({ designation: scope?.designation }, [...at, 'scope']);
        this.#rule(rule, [...at, 'rule']);
        for (const [k, unit] of (scope?.localities ?? []).entries())
          this.#unit(unit, [...at, 'scope', 'localities', String(k)]);
      }
      this.#schedule(target.schedule ?? [], [...path, 'schedule']);
    }
  }

  #schedule(schedule: NonNullable<List<'targets'>[number]['schedule']>, path: Path): void {
    const cells = new Set<string>();
    for (const [i, { locality, year, indicator }] of schedule.entries()) {
      const at = [...path, String(i)];
      const unit = this.#unit(locality, [...at, 'locality']);
      this.indicators.push({ code: indicator, path: [...at, 'indicator'] });
      if (year < 1945 || year > 2100)
        this.#fault('YEAR_OUT_OF_RANGE', 'A year lies between 1945 and 2100.', [...at, 'year']);
      const cell = [unitKey(unit), year, indicator].join(' ');
      if (cells.has(cell)) this.#fault('DUPLICATE', 'A schedule has one value a unit, year and indicator.', at);
      cells.add(cell);
    }
  }

  #criteria(criteria: readonly CriterionGiven[], path: Path, depth: number): void {
    for (const [i, criterion] of criteria.entries()) {
      const at = [...path, String(i)];
      this.#place(criterion, at);
      this.#texts({ text: criterion.text }, at);
      this.#texts({ text: criterion.subject.text, where: criterion.subject.where }, [...at, 'subject']);
      this.#rule(criterion.rule, [...at, 'rule']);
      if (depth > MAX_DEPTH) this.#fault('TOO_DEEP', `Sub-items nest at most ${MAX_DEPTH} deep.`, at);
      else this.#criteria(criterion.parts ?? [], [...at, 'parts'], depth + 1);
    }
  }

  #organisation({ milestones, assignments, recipients }: PlanContent): void {
    for (const [i, milestone] of (milestones ?? []).entries()) {
      const path = ['milestones', String(i)];
      this.#place(milestone, path);
      this.#texts({ text: milestone.text, body: milestone.body }, path);
      if (!WHEN.test(milestone.when))
        this.#fault('BAD_WHEN', 'Write 2022-07-08, 2022-07, 2019-Q1, 2022, --11-25 or --.', [...path, 'when']);
      if (milestone.kinds.length === 0) this.#fault('EMPTY', 'Name at least one kind of step.', [...path, 'kinds']);
    }
    for (const [i, assignment] of (assignments ?? []).entries()) {
      this.#place(assignment, ['assignments', String(i)]);
      this.#texts({ body: assignment.body, duty: assignment.duty }, ['assignments', String(i)]);
    }
    for (const [i, { name }] of (recipients ?? []).entries()) this.#texts({ name }, ['recipients', String(i)]);
  }

  #awardForms(forms: List<'awardForms'>): void {
    for (const [i, form] of forms.entries()) {
      const path = ['awardForms', String(i)];
      this.#place(form, path);
      this.#texts({ text: form.text, level: form.level, condition: form.condition }, path);
    }
  }

  #annexes(annexes: List<'annexes'>): void {
    for (const [i, { title, columns, rows }] of annexes.entries()) {
      const path = ['annexes', String(i)];
      this.#texts({ title }, path);
      for (const [j, row] of rows.entries()) {
        if (row.length !== columns.length)
          this.#fault('ROW_LENGTH', 'A row has as many cells as there are columns.', [...path, 'rows', String(j)]);
      }
    }
  }
}

const clauseLists = [
  'objectives',
  'requirements',
  'contents',
  'solutions',
  'priorityGroups',
  'eligibleSubjects',
] as const;
