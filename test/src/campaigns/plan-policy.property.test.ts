import { randomUUID } from 'node:crypto';
import { maySeePlan, type PlanFacts } from '@thi-dua/campaigns/plan/plan-policy';
import { connect } from '@thi-dua/prisma/connect';
import { tenantFacts } from '@thi-dua/prisma/seed/tenants';
import type { AuthorityRow } from '@thi-dua/schema/authority';
import { today } from '@thi-dua/schema/day';
import { toGlobalId } from '@thi-dua/schema/global-id';
import { expect, test } from 'vitest';
import { testDatabase } from '../kit/database.js';
import { ask, callerOf, campaigns } from '../kit/services.js';

const { appUrl, operatorUrl } = await testDatabase();
const operator = await connect(operatorUrl);

/** A fixed sequence: a failure can be looked at again. */
function random(seed: number) {
  let state = seed;
  return (below: number) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}
const below = random(20_251_121);
const pick = <T>(from: readonly T[]): T => from[below(from.length)] as T;

// A district that changed its province, so that the record's own day matters: Hạ Lang under Hà Nội for some years.
await operator.query(`UPDATE map.tenant_line SET begins = '2023-01-01' WHERE subordinate = 'ha-lang'`);
await operator.query(`INSERT INTO map.tenant_line VALUES ('ha-lang', 'ha-noi', '0001-01-01', '2023-01-01')`);
await operator.query('SELECT map.rebuild_authority()');

const { rows: authority } = await operator.query<AuthorityRow>(
  'SELECT superior, subordinate, basis::text AS basis, begins::text AS begins, ends::text AS ends FROM map.authority',
);

const plans: (PlanFacts & { id: string })[] = [];
for (let i = 0; i < 400; i++) {
  const tenant = pick(tenantFacts);
  const days = [
    '2017-06-01',
    '2022-12-31',
    '2023-01-01',
    '2024-05-05',
    '2025-06-30',
    '2025-07-01',
    '2026-01-01',
  ].filter((day) => (tenant.establishedOn ?? '') <= day && day < (tenant.dissolvedOn ?? '9999'));
  plans.push({
    id: randomUUID(),
    tenantId: tenant.slug,
    status: pick(['DRAFT', 'ISSUED', 'CLOSED'] as const),
    visibility: pick(['LINE', 'LINE', 'PUBLIC'] as const),
    recordDate: pick([null, ...days]),
  });
}
await operator.query(
  `INSERT INTO campaigns.plan (id, tenant_id, movement_code, title, status, visibility, document_type, issuer, issued_on, record_date, created_by)
   SELECT id, tenant, 'VNN-2021-2025', 'x', status::campaigns.plan_status, visibility::campaigns.visibility, 'x', 'x', day, day, 'x'
   FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::date[]) AS p(id, tenant, status, visibility, day)`,
  [
    plans.map((p) => p.id),
    plans.map((p) => p.tenantId),
    plans.map((p) => p.status),
    plans.map((p) => p.visibility),
    plans.map((p) => p.recordDate),
  ],
);
await operator.end();

const viewers = [...tenantFacts.map((tenant) => tenant.slug), 'a-stranger'];
const idsSeenBy = async (viewer: string, policyEnforced: boolean) => {
  const seen = new Set<string>();
  const service = services[policyEnforced ? 'policy' : 'rowLevelSecurity'];
  for (let after: string | null = null; ; ) {
    const { data } = await ask(
      service,
      callerOf(viewer),
      'query ($after: String) { plans(first: 500, after: $after) { nodes { id } pageInfo { hasNextPage endCursor } } }',
      { after },
    );
    const page = (data as { plans: { nodes: { id: string }[]; pageInfo: { hasNextPage: boolean; endCursor: string } } })
      .plans;
    for (const node of page.nodes) seen.add(node.id);
    if (!page.pageInfo.hasNextPage) return seen;
    after = page.pageInfo.endCursor;
  }
};
const services = {
  policy: campaigns(operatorUrl),
  rowLevelSecurity: campaigns(appUrl, { policyEnforced: false }),
};

test.each(viewers)(
  'for %s the predicate, the filter and row-level security grant the same of 400 random plans',
  async (viewer) => {
    const granted = plans
      .filter((plan) => maySeePlan(viewer, plan, authority, today()))
      .map((plan) => toGlobalId('Plan', plan.id));
    const ours = new Set(plans.map((plan) => toGlobalId('Plan', plan.id)));
    const among = (seen: Set<string>) => [...seen].filter((id) => ours.has(id)).sort();
    // The operator's login is exempt from row-level security: here the filter stands alone.
    expect(among(await idsSeenBy(viewer, true))).toEqual([...granted].sort());
    expect(among(await idsSeenBy(viewer, false))).toEqual([...granted].sort());
  },
);
