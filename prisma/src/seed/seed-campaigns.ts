import type pg from 'pg';
import { awardFormKey, awardFormOn } from './awards/award-forms.js';
import { insertMissing } from './insert.js';
import { movementFacts } from './movements.js';
import type { ClauseFacts, CriterionFacts, PlanFacts, ScopeFacts } from './plan-facts.js';
import { planFacts } from './plans/index.js';
import { stableId } from './stable-id.js';

export const planId = (key: string) => stableId('plan', key);

/** Finds a unit by its code and a day on which it bore it. */
type LocalityOf = (ref: { code: string; asOf: string }) => string;

/** Writes movements and plans with all their parts. A plan that is there already stays as it is, whole. */
export async function seedCampaigns(client: pg.ClientBase): Promise<void> {
  await insertMissing(
    client,
    'campaigns.movement',
    movementFacts.map((m) => ({
      code: m.code,
      name: m.name,
      period_from: m.periodFrom,
      period_to: m.periodTo,
      legal_basis: m.legalBasis,
    })),
  );
  const localityOf = await localityFinder(client);
  const { rows } = await client.query<{ id: string }>('SELECT id FROM campaigns.plan');
  const present = new Set(rows.map((row) => row.id));
  const missing = planFacts.filter((plan) => !present.has(planId(plan.key)));
  await insertMissing(client, 'campaigns.plan', missing.map(planRow));
  for (const plan of missing) await seedParts(client, plan, localityOf);
}

async function localityFinder(client: pg.ClientBase): Promise<LocalityOf> {
  const { rows } = await client.query<{ id: string; code: string; begins: string; ends: string }>(
    'SELECT id, code, begins::text AS begins, ends::text AS ends FROM map.locality',
  );
  return ({ code, asOf }) => {
    const unit = rows.find((row) => row.code === code && row.begins <= asOf && asOf < row.ends);
    if (unit === undefined) throw new Error(`seed: no unit bears the code ${code} on ${asOf}`);
    return unit.id;
  };
}

/** The day by which a plan is judged; the table checks the same. */
const recordDate = (plan: PlanFacts) =>
  plan.document.issuedOn ?? (plan.periodFrom === null ? null : `${plan.periodFrom}-01-01`);

function planRow(plan: PlanFacts, position: number) {
  const { document } = plan;
  // Seeds are dated in their own order, so that lists keep it.
  const written = new Date(Date.UTC(2026, 0, 1, 0, 0, position)).toISOString();
  return {
    id: planId(plan.key),
    tenant_id: plan.tenant,
    movement_code: plan.movement,
    title: plan.title,
    status: plan.status,
    visibility: plan.visibility,
    period_from: plan.periodFrom,
    period_to: plan.periodTo,
    document_type: document.type,
    number: document.number,
    symbol: document.symbol,
    raw: document.raw,
    issued_on: document.issuedOn,
    place: document.place,
    issuer: document.issuer,
    signer: document.signer,
    flags: document.flags,
    record_date: recordDate(plan),
    created_by: 'seed',
    issued_by: 'seed',
    created_at: written,
    updated_at: written,
  };
}

const placed = (fact: { clause: string; clauseRaw: string; anchor: string }) => ({
  clause: fact.clause,
  clause_raw: fact.clauseRaw,
  anchor: fact.anchor,
});

async function seedParts(client: pg.ClientBase, plan: PlanFacts, localityOf: LocalityOf): Promise<void> {
  const id = planId(plan.key);
  const partId = (kind: string, ...path: (string | number)[]) => stableId(kind, [plan.key, ...path].join('/'));
  const scopeOf = (scope: ScopeFacts | null) =>
    scope && {
      localities: scope.localities.map(localityOf),
      levels: scope.levels,
      designation: scope.designation,
      fixed: scope.fixed,
    };

  await insertMissing(
    client,
    'campaigns.citation',
    plan.legalBases.map((citation, position) => ({
      id: partId('citation', position),
      plan_id: id,
      position,
      number: citation.number,
      issued_on: citation.issuedOn,
      issuer: citation.issuer,
      title: citation.title,
      relation: citation.relation,
      anchor: citation.anchor,
      cited_plan_id: citation.plan === undefined ? null : planId(citation.plan),
    })),
  );

  const clauses: [string, ClauseFacts[]][] = [
    ['OBJECTIVE', plan.objectives],
    ['REQUIREMENT', plan.requirements],
    ['CONTENT', plan.contents],
    ['SOLUTION', plan.solutions],
    ['PRIORITY_GROUP', plan.priorityGroups],
    ['ELIGIBLE_SUBJECT', plan.eligibleSubjects],
  ];
  await insertMissing(
    client,
    'campaigns.clause',
    clauses.flatMap(([kind, facts]) =>
      facts.map((fact, position) => ({
        id: partId('clause', kind, position),
        plan_id: id,
        kind,
        position,
        ...placed(fact),
        text: fact.text,
      })),
    ),
  );

  await insertMissing(
    client,
    'campaigns.target',
    plan.targets.map((target, position) => ({
      id: partId('target', position),
      plan_id: id,
      position,
      ...placed(target),
      text: target.text,
    })),
  );
  await insertMissing(
    client,
    'campaigns.target_part',
    plan.targets.flatMap((target, t) =>
      target.parts.map((part, position) => ({
        id: partId('target-part', t, position),
        plan_id: id,
        target_id: partId('target', t),
        position,
        text: part.text,
        scope: scopeOf(part.scope),
        rule: part.rule,
      })),
    ),
  );
  await insertMissing(
    client,
    'campaigns.scheduled_value',
    plan.targets.flatMap((target, t) =>
      target.schedule.map((value, position) => ({
        id: partId('scheduled-value', t, position),
        plan_id: id,
        target_id: partId('target', t),
        locality_id: localityOf(value.locality),
        year: value.year,
        indicator: value.indicator,
        meaning: value.meaning,
        value: value.value,
        position,
      })),
    ),
  );

  await insertMissing(client, 'campaigns.criterion', criterionRows(plan, id, partId));

  await insertMissing(
    client,
    'campaigns.milestone',
    plan.milestones.map((m, position) => ({
      id: partId('milestone', position),
      plan_id: id,
      position,
      ...placed(m),
      kinds: m.kinds,
      when: m.when,
      bound: m.bound,
      tentative: m.tentative,
      body: m.body,
      text: m.text,
    })),
  );
  await insertMissing(
    client,
    'campaigns.assignment',
    plan.assignments.map((a, position) => ({
      id: partId('assignment', position),
      plan_id: id,
      position,
      ...placed(a),
      body: a.body,
      role: a.role,
      duty: a.duty,
    })),
  );
  await insertMissing(
    client,
    'campaigns.recipient',
    plan.recipients.map((r, position) => ({
      id: partId('recipient', position),
      plan_id: id,
      position,
      name: r.name,
      role: r.role,
    })),
  );
  // The forms are those of the law on the plan's own day; an undated plan's, those of its first year.
  const day = recordDate(plan);
  await insertMissing(
    client,
    'campaigns.plan_award_form',
    plan.awardForms.map((f, position) => {
      const form = f.form === null || day === null ? undefined : awardFormOn(f.form, day);
      return {
        id: partId('plan-award-form', position),
        plan_id: id,
        position,
        ...placed(f),
        award_form_key: form === undefined ? null : awardFormKey(form),
        text: f.text,
        level: f.level,
        condition: f.condition,
        occasions: f.occasions,
      };
    }),
  );
  await insertMissing(
    client,
    'campaigns.annex',
    plan.annexes.map((a, position) => ({
      id: partId('annex', position),
      plan_id: id,
      position,
      title: a.title,
      columns: a.columns,
      rows: a.rows,
    })),
  );
}

/** Items before their sub-items, numbered through in the order of the document. */
function criterionRows(plan: PlanFacts, id: string, partId: (kind: string, ...path: (string | number)[]) => string) {
  let position = 0;
  const rows = (
    facts: CriterionFacts[],
    path: (string | number)[],
  ): Record<string, string | number | object | null>[] =>
    facts.flatMap((fact, i) => {
      const own = [...path, i];
      const row = {
        id: partId('criterion', ...own),
        plan_id: id,
        parent_id: path.length === 0 ? null : partId('criterion', ...path),
        position: position++,
        ...placed(fact),
        subject: fact.subject,
        purpose: fact.purpose,
        text: fact.text,
        rule: fact.rule,
      };
      return [row, ...rows(fact.parts, own)];
    });
  return rows(plan.criteria, []);
}
