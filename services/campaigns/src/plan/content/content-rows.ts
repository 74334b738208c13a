import { randomUUID } from 'node:crypto';
import type { Plan, Prisma, PrismaClient } from '@thi-dua/prisma/generated/campaigns/client';
import type { RuleSpec } from '@thi-dua/schema/rule';
import type { CampaignsContext } from '../../builder.js';
import type { RuleGiven } from '../../rule/rule-input.js';
import { planFilter } from '../plan-policy.js';
import { nfc, numberLine } from '../plan-text.js';
import { formOf, type Understood } from './content-check.js';
import type { CriterionGiven, PlanContent } from './content-input.js';
import { unitKey } from './units.js';

/** `anchor`: known only of what was read from the document itself. */
const placed = (given: { clause: string; clauseRaw?: string | null; anchor?: string }, position: number) => ({
  position,
  clause: nfc(given.clause),
  clauseRaw: nfc(given.clauseRaw ?? given.clause),
  anchor: given.anchor ?? '',
});
const textOrNull = (text: string | null | undefined) => (text ? nfc(text) : null);
const json = (value: object | null): Prisma.InputJsonValue | undefined => value ?? undefined;

const clauseLists = [
  ['objectives', 'OBJECTIVE'],
  ['requirements', 'REQUIREMENT'],
  ['contents', 'CONTENT'],
  ['solutions', 'SOLUTION'],
  ['priorityGroups', 'PRIORITY_GROUP'],
  ['eligibleSubjects', 'ELIGIBLE_SUBJECT'],
] as const;

/** Writes the lists that were handed in, each in place of what stood there; the others stay. */
export async function writeContent(
  context: CampaignsContext,
  planId: string,
  content: PlanContent,
  understood: Understood,
): Promise<void> {
  const { db } = context;
  for (const [list, kind] of clauseLists) {
    const given = content[list];
    if (!given) continue;
    await db.clause.deleteMany({ where: { planId, kind } });
    await db.clause.createMany({
      data: given.map((clause, i) => ({ planId, kind, ...placed(clause, i), text: nfc(clause.text) })),
    });
  }
  await writeCitations(context, planId, content.legalBases);
  await writeTargets(db, planId, content.targets, understood);
  await writeCriteria(db, planId, content.criteria, understood);
  if (content.milestones) {
    await db.milestone.deleteMany({ where: { planId } });
    await db.milestone.createMany({
      data: content.milestones.map((given, i) => ({
        planId,
        ...placed(given, i),
        kinds: given.kinds,
        when: given.when,
        bound: given.bound,
        tentative: given.tentative ?? false,
        body: textOrNull(given.body),
        text: nfc(given.text),
      })),
    });
  }
  if (content.assignments) {
    await db.assignment.deleteMany({ where: { planId } });
    await db.assignment.createMany({
      data: content.assignments.map((given, i) => ({
        planId,
        ...placed(given, i),
        body: nfc(given.body),
        role: given.role ?? null,
        duty: nfc(given.duty),
      })),
    });
  }
  if (content.recipients) {
    await db.recipient.deleteMany({ where: { planId } });
    await db.recipient.createMany({
      data: content.recipients.map(({ name, role }, position) => ({ planId, position, name: nfc(name), role })),
    });
  }
  if (content.awardForms) {
    await db.planAwardForm.deleteMany({ where: { planId } });
    await db.planAwardForm.createMany({
      data: content.awardForms.map((given, i) => ({
        planId,
        ...placed(given, i),
        awardFormKey: given.form ? (formOf(understood.forms, given.form, given.class)?.key ?? null) : null,
        text: nfc(given.text),
        level: textOrNull(given.level),
        condition: textOrNull(given.condition),
        occasions: given.occasions ?? [],
      })),
    });
  }
  if (content.annexes) {
    await db.annex.deleteMany({ where: { planId } });
    await db.annex.createMany({
      data: content.annexes.map(({ title, columns, rows }, position) => ({
        planId,
        position,
        title: nfc(title),
        columns: columns.map(nfc),
        rows: rows.map((row) => row.map(nfc)),
      })),
    });
  }
}

async function writeCitations(
  context: CampaignsContext,
  planId: string,
  given: PlanContent['legalBases'],
): Promise<void> {
  if (!given) return;
  const { db } = context;
  await db.citation.deleteMany({ where: { planId } });
  const rows = given.map((citation: (typeof given)[number] & { anchor?: string }, position) => ({
    planId,
    position,
    number: textOrNull(citation.number),
    issuedOn: citation.issuedOn ? new Date(`${citation.issuedOn}T00:00:00Z`) : null,
    issuer: textOrNull(citation.issuer),
    title: textOrNull(citation.title),
    relation: citation.relation,
    anchor: citation.anchor ?? '',
  }));
  const cited = await citedPlans(context, rows);
  await db.citation.createMany({
    data: rows.map((row) => ({
      ...row,
      citedPlanId: cited.find((plan) => plan.id !== planId && cites(row, plan))?.id ?? null,
    })),
  });
}

type Cited = Pick<Plan, 'id' | 'raw' | 'number' | 'symbol' | 'issuer' | 'issuedOn'>;
type Citing = { number: string | null; issuedOn: Date | null; issuer: string | null };

/** A citation means the plan whose number, issuer and day it states. */
const cites = ({ number, issuedOn, issuer }: Citing, plan: Cited) =>
  (number === plan.raw || number === numberLine(plan.number, plan.symbol)) &&
  issuedOn?.getTime() === plan.issuedOn?.getTime() &&
  issuer?.toLowerCase() === plan.issuer.toLowerCase();

/** Issued plans of these numbers that the writer may see: a link tells that its target exists. */
async function citedPlans(context: CampaignsContext, rows: readonly Citing[]): Promise<Cited[]> {
  const numbers = rows.flatMap(({ number }) => number ?? []);
  if (numbers.length === 0) return [];
  // Where the document itself is not at hand, its printed line is not either.
  const leading = numbers.flatMap((number) => /^\d+/.exec(number)?.[0] ?? []);
  return context.db.plan.findMany({
    where: {
      AND: [
        {
          OR: [{ raw: { in: numbers } }, { number: { in: leading } }],
          issuedOn: { not: null },
          status: { not: 'DRAFT' },
        },
        await planFilter(context),
      ],
    },
    select: { id: true, raw: true, number: true, symbol: true, issuer: true, issuedOn: true },
  });
}

async function writeTargets(
  db: PrismaClient,
  planId: string,
  given: PlanContent['targets'],
  { units, rules, day }: Understood,
): Promise<void> {
  if (!given) return;
  const unit = ({ code, asOf }: { code: string; asOf?: string | null }) => {
    const found = units.get(unitKey({ code, asOf: asOf ?? day }));
    if (found === undefined) throw new Error('a unit was not found before the plan was written');
    return found.id;
  };
  const targets = given.map((target, i) => ({ id: randomUUID(), given: target, position: i }));
  await db.target.deleteMany({ where: { planId } });
  await db.target.createMany({
    data: targets.map(({ id, given: target, position }) => ({
      id,
      planId,
      ...placed(target, position),
      text: nfc(target.text),
    })),
  });
  await db.targetPart.createMany({
    data: targets.flatMap(({ id: targetId, given: { parts } }) =>
      (parts ?? []).map(({ text, scope, rule }, position) => ({
        planId,
        targetId,
        position,
        text: nfc(text),
        scope: scope
          ? {
              localities: (scope.localities ?? []).map(unit),
              levels: scope.levels ?? [],
              designation: scope.designation ?? null,
              fixed: scope.fixed ?? false,
            }
          : undefined,
        rule: json(specOf(rules, rule)),
      })),
    ),
  });
  await db.scheduledValue.createMany({
    data: targets.flatMap(({ id: targetId, given: { schedule } }) =>
      (schedule ?? []).map((value, position) => ({
        planId,
        targetId,
        position,
        localityId: unit(value.locality),
        year: value.year,
        indicator: value.indicator,
        meaning: value.meaning,
        value: value.value,
      })),
    ),
  });
}

const specOf = (rules: Understood['rules'], given: RuleGiven | null | undefined): RuleSpec | null =>
  given ? (rules.get(given) ?? null) : null;

async function writeCriteria(
  db: PrismaClient,
  planId: string,
  given: PlanContent['criteria'],
  { rules }: Understood,
): Promise<void> {
  if (!given) return;
  const rows: Prisma.CriterionCreateManyInput[] = [];
  const add = (criterion: CriterionGiven, parentId: string | null) => {
    const id = randomUUID();
    rows.push({
      id,
      planId,
      parentId,
      ...placed(criterion, rows.length),
      subject: {
        kinds: criterion.subject.kinds,
        text: nfc(criterion.subject.text),
        where: textOrNull(criterion.subject.where),
      },
      purpose: criterion.purpose,
      text: nfc(criterion.text),
      rule: json(specOf(rules, criterion.rule)),
    });
    for (const part of criterion.parts ?? []) add(part, id);
  };
  for (const criterion of given) add(criterion, null);
  await db.criterion.deleteMany({ where: { planId } });
  await db.criterion.createMany({ data: rows });
}
