import { toGlobalId } from '@thi-dua/schema/global-id';
import { describe, expect, test } from 'vitest';
import { tenantGraph } from './kit.js';

const { asked, done, faults, data } = await tenantGraph();

/** Drafts a plan as one person of a tenant; gives its id, or the faults. */
async function draft(caller: string, title: string, issuedOn: string, tenant?: string) {
  const { createPlan } = await data(
    caller,
    'mutation ($input: CreatePlanInput!) { createPlan(input: $input) { plan { id } errors { code } } }',
    {
      input: {
        ...(tenant !== undefined && { tenant }),
        movement: 'VNN-2021-2025',
        title,
        document: { type: 'KẾ HOẠCH', issuer: 'UBND', issuedOn },
      },
    },
  );
  return {
    id: createPlan.plan?.id as string,
    errors: createPlan.errors.map(({ code }: { code: string }) => code) as string[],
  };
}

/** Issues it as another person; gives the faults. */
async function issue(caller: string, id: string, issuedOn?: string): Promise<string[]> {
  const { data: answer, errors } = await asked.ask(
    caller,
    'mutation ($input: IssuePlanInput!) { issuePlan(input: $input) { errors { code } } }',
    { input: { id, issuedOn } },
    { subject: `signer@${caller}` },
  );
  expect(errors).toBeUndefined();
  return (answer as { issuePlan: { errors: { code: string }[] } }).issuePlan.errors.map(({ code }) => code);
}

const issued = async (owner: string, title: string, day: string) => {
  const { id, errors } = await draft(owner, title, day);
  expect(errors).toEqual([]);
  expect(await issue(owner, id)).toEqual([]);
  return id;
};

/** The titles, among those of this file, that a tenant is shown. */
async function titlesSeenBy(viewer: string): Promise<string[]> {
  const { plans } = await data(viewer, '{ plans(first: 500) { totalCount nodes { title } } }');
  expect(plans.totalCount).toBe(plans.nodes.length);
  return plans.nodes
    .map(({ title }: { title: string }) => title)
    .filter((title: string) => title.startsWith('«'))
    .sort();
}

const seesPlan = async (viewer: string, id: string) =>
  (await data(viewer, 'query ($id: ID!) { plan(id: $id) { title } }', { id })).plan !== null;

async function submit(caller: string, localityCode: string, period: string): Promise<string[]> {
  const { submitObservations } = await data(
    caller,
    'mutation ($input: SubmitObservationsInput!) { submitObservations(input: $input) { accepted errors { code } } }',
    {
      input: {
        idempotencyKey: `${caller}-${localityCode}-${period}`,
        rows: [{ localityCode, asOf: '2026-01-01', indicator: 'ETHNIC_MINORITY_HOUSEHOLDS', period, value: '7' }],
      },
    },
  );
  expect(submitObservations.accepted).toBe(submitObservations.errors.length === 0 ? 1 : 0);
  return submitObservations.errors.map(({ code }: { code: string }) => code);
}

const figuresSeenBy = async (viewer: string, localityCode: string) =>
  (
    await data(
      viewer,
      `{ observations(filter: { localityCode: "${localityCode}", asOf: "2026-01-01" }, first: 500) { nodes { period } } }`,
    )
  ).observations.nodes.map(({ period }: { period: string }) => period);

const commune = (slug: string, localityCode: string) =>
  done('cao-bang', 'createTenant', {
    slug,
    kind: 'COMMUNE',
    localityCode,
    superior: 'cao-bang',
    establishedOn: '2025-07-01',
  });

await issued('cao-bang', '«of the province, early»', '2026-01-10');
await draft('cao-bang', '«of the province, draft»', '2026-01-10');
await issued('ha-noi', '«of another province»', '2026-01-10');
await commune('xa-ha-lang', '01558');
await commune('xa-vinh-quy', '01561');
await issued('xa-vinh-quy', '«of the neighbour»', '2026-01-10');

describe('a new tenant', () => {
  test('reads what its superiors have issued, and nothing of others', async () => {
    expect(await titlesSeenBy('xa-ha-lang')).toEqual(['«of the province, early»']);
    const seeded = await data('xa-ha-lang', '{ plans(filter: { tenant: "trung-uong" }) { nodes { status } } }');
    expect(seeded.plans.nodes.length).toBeGreaterThan(0);
    expect(await figuresSeenBy('xa-ha-lang', '01561')).toEqual([]);
  });

  test('is read by its superiors once it issues; its neighbour and strangers learn nothing', async () => {
    const id = await issued('xa-ha-lang', '«of the commune»', '2026-01-20');
    await draft('xa-ha-lang', '«of the commune, draft»', '2026-09-30');
    for (const [viewer, shown] of [
      ['xa-ha-lang', ['«of the commune, draft»', '«of the commune»', '«of the province, early»']],
      ['cao-bang', ['«of the commune»', '«of the neighbour»', '«of the province, draft»', '«of the province, early»']],
      ['trung-uong', ['«of another province»', '«of the commune»', '«of the neighbour»', '«of the province, early»']],
      ['xa-vinh-quy', ['«of the neighbour»', '«of the province, early»']],
      ['ha-noi', ['«of another province»']],
      ['a-stranger', []],
    ] as const)
      expect(await titlesSeenBy(viewer), viewer).toEqual([...shown].sort());
    const nothing = toGlobalId('Plan', '00000000-0000-4000-8000-000000000000');
    for (const viewer of ['xa-vinh-quy', 'ha-noi', 'a-stranger']) {
      const look = (of: string) => asked.ask(viewer, 'query ($id: ID!) { plan(id: $id) { id title } }', { id: of });
      expect(await look(id), viewer).toEqual(await look(nothing));
    }
  });

  test('reports the figures of its own territory', async () => {
    expect(await submit('xa-ha-lang', '01558', '2026-08')).toEqual([]);
    expect(await submit('xa-vinh-quy', '01558', '2026-08')).toEqual(['FOREIGN_LOCALITY']);
    expect(await figuresSeenBy('cao-bang', '01558')).toEqual(['2026-08']);
    expect(await figuresSeenBy('xa-vinh-quy', '01558')).toEqual([]);
  });

  test('dates nothing before its first day', async () => {
    expect((await draft('xa-ha-lang', '«too early»', '2025-06-30')).errors).toEqual(['BEFORE_TENANT_BEGIN']);
  });
});

describe('a tenant that has ended', () => {
  test('does not end before the last plan that it issued', async () => {
    expect(await faults('cao-bang', 'dissolveTenant', { slug: 'xa-ha-lang', on: '2026-01-20' })).toEqual([
      'RECORDS_LATER on',
    ]);
    await done('cao-bang', 'dissolveTenant', { slug: 'xa-ha-lang', on: '2026-10-01' });
    await issued('cao-bang', '«of the province, late»', '2026-11-01');
  });

  test('completes what concerns days up to its end, and nothing later', async () => {
    const before = await draft('xa-ha-lang', '«of the last day»', '2026-09-30');
    expect(before.errors).toEqual([]);
    expect(await issue('xa-ha-lang', before.id, '2026-10-01')).toEqual(['AFTER_TENANT_END']);
    expect(await issue('xa-ha-lang', before.id)).toEqual([]);
    expect((await draft('xa-ha-lang', '«too late»', '2026-10-01')).errors).toEqual(['AFTER_TENANT_END']);
    expect(await submit('xa-ha-lang', '01558', '2026-09')).toEqual([]);
    // The month after is the business of whoever answers for the unit then.
    expect(await submit('xa-ha-lang', '01558', '2026-10')).toEqual(['AFTER_TENANT_END']);
    expect(await submit('cao-bang', '01558', '2026-10')).toEqual([]);
  });

  test('reads what its superiors issued in its time, and not what they issue since', async () => {
    const shown = await titlesSeenBy('xa-ha-lang');
    expect(shown).toContain('«of the province, early»');
    expect(shown).not.toContain('«of the province, late»');
    expect(await titlesSeenBy('xa-vinh-quy')).toContain('«of the province, late»');
  });

  test('is read by its superiors as before; a neighbour still learns nothing', async () => {
    expect(await titlesSeenBy('cao-bang')).toEqual(expect.arrayContaining(['«of the commune»', '«of the last day»']));
    expect(await titlesSeenBy('trung-uong')).toEqual(expect.arrayContaining(['«of the commune»', '«of the last day»']));
    expect(await titlesSeenBy('xa-vinh-quy')).not.toContain('«of the commune»');
    expect((await draft('xa-vinh-quy', '«not theirs»', '2026-09-30', 'xa-ha-lang')).errors).toEqual(['NOT_YOURS']);
  });

  test('makes nothing new of others', async () => {
    expect(
      await faults('xa-ha-lang', 'createTenant', {
        slug: 'la',
        kind: 'AGENCY',
        superior: 'xa-ha-lang',
        establishedOn: '2025-08-01',
        dissolvedOn: '2025-09-01',
      }),
    ).toEqual(['NOT_SUPERIOR superior']);
  });

  test('leaves everything to the successor that is named: it reads drafts, and completes them in its name', async () => {
    await done('cao-bang', 'nameSuccessor', { tenant: 'xa-ha-lang', successor: 'xa-vinh-quy' });
    expect(await titlesSeenBy('xa-vinh-quy')).toEqual(
      expect.arrayContaining(['«of the commune»', '«of the commune, draft»', '«of the last day»']),
    );
    const { id, errors } = await draft('xa-vinh-quy', '«by the successor»', '2026-09-29', 'xa-ha-lang');
    expect(errors).toEqual([]);
    expect(await issue('xa-vinh-quy', id)).toEqual([]);
    const { plan } = await data('cao-bang', 'query ($id: ID!) { plan(id: $id) { tenant { slug } } }', { id });
    expect(plan).toEqual({ tenant: { slug: 'xa-ha-lang' } });
    expect((await draft('xa-vinh-quy', '«too late»', '2026-10-01', 'xa-ha-lang')).errors).toEqual(['AFTER_TENANT_END']);
    expect(await submit('xa-vinh-quy', '01558', '2026-07')).toEqual([]);
    expect((await figuresSeenBy('xa-vinh-quy', '01558')).sort()).toEqual(['2026-07', '2026-08', '2026-09']);
    for (const stranger of ['ha-noi', 'a-stranger']) expect(await seesPlan(stranger, id), stranger).toBe(false);
  });

  test('passes, once its successor has ended too, to the successor of that', async () => {
    await done('cao-bang', 'createTenant', {
      slug: 'xa-ly-quoc',
      kind: 'COMMUNE',
      localityCode: '01537',
      superior: 'cao-bang',
      establishedOn: '2025-07-01',
    });
    await done('cao-bang', 'dissolveTenant', { slug: 'xa-vinh-quy', on: '2026-10-15' });
    expect(await titlesSeenBy('xa-ly-quoc')).not.toContain('«of the commune»');
    await done('cao-bang', 'nameSuccessor', { tenant: 'xa-vinh-quy', successor: 'xa-ly-quoc' });
    expect(await titlesSeenBy('xa-ly-quoc')).toEqual(
      expect.arrayContaining(['«of the commune, draft»', '«of the neighbour»']),
    );
  });

  test('gives up to another successor what was left to the wrong one', async () => {
    await done('trung-uong', 'nameSuccessor', {
      tenant: 'xa-ha-lang',
      successor: 'cao-bang',
      insteadOf: 'xa-vinh-quy',
    });
    expect(await titlesSeenBy('xa-vinh-quy')).not.toContain('«of the commune»');
    expect(await titlesSeenBy('xa-ly-quoc')).not.toContain('«of the commune»');
    expect(await titlesSeenBy('cao-bang')).toContain('«of the commune, draft»');
  });
});

test('a tenant that was moved is read by the superior of each record’s day, and by that of today', async () => {
  await done('trung-uong', 'createTenant', {
    slug: 'so-doi',
    kind: 'AGENCY',
    superior: 'bac-ninh',
    establishedOn: '2025-08-01',
  });
  const early = await issued('so-doi', '«under Bắc Ninh»', '2026-05-31');
  const late = await issued('so-doi', '«under Quảng Trị»', '2026-06-01');
  const above = await issued('bac-ninh', '«of Bắc Ninh, later»', '2026-07-01');
  await done('trung-uong', 'transferTenant', { slug: 'so-doi', superior: 'quang-tri', from: '2026-06-01' });
  const seen = async (viewer: string) => [await seesPlan(viewer, early), await seesPlan(viewer, late)];
  expect(await seen('bac-ninh')).toEqual([true, false]);
  expect(await seen('quang-tri')).toEqual([true, true]);
  expect(await seen('trung-uong')).toEqual([true, true]);
  expect(await seen('cao-bang')).toEqual([false, false]);
  // Downwards alike: it reads what its superior issued while it was one.
  expect(await seesPlan('so-doi', above)).toBe(false);
});
