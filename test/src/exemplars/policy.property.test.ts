import { randomUUID } from 'node:crypto';
import { type ExemplarStatus, maySeeExemplar, maySeeHousehold } from '@thi-dua/campaigns/exemplar/exemplar-policy';
import { standingTowards } from '@thi-dua/campaigns/standing/standing';
import { plain } from '@thi-dua/campaigns/words/plain';
import { connect } from '@thi-dua/prisma/connect';
import { tenantFacts } from '@thi-dua/prisma/seed/tenants';
import type { AuthorityRow } from '@thi-dua/schema/authority';
import { today } from '@thi-dua/schema/day';
import { toGlobalId } from '@thi-dua/schema/global-id';
import { afterAll, describe, expect, test } from 'vitest';
import { testDatabase } from '../kit/database.js';
import { ask, callerOf, campaigns } from '../kit/services.js';

const { appUrl, operatorUrl } = await testDatabase();
const operator = await connect(operatorUrl);
afterAll(() => operator.end());

/** A fixed sequence: a failure can be looked at again. */
function random(seed: number) {
  let state = seed;
  return (below: number) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}
const below = random(20_261_122);
const pick = <T>(from: readonly T[]): T => from[below(from.length)] as T;

// A district that changed its province, so that the record's own day matters: Hạ Lang under Hà Nội for some years.
await operator.query(`UPDATE map.tenant_line SET begins = '2023-01-01' WHERE subordinate = 'ha-lang'`);
await operator.query(`INSERT INTO map.tenant_line VALUES ('ha-lang', 'ha-noi', '0001-01-01', '2023-01-01')`);
await operator.query('SELECT map.rebuild_authority()');
const { rows: authority } = await operator.query<AuthorityRow>(
  'SELECT superior, subordinate, basis::text AS basis, begins::text AS begins, ends::text AS ends FROM map.authority',
);

interface Made {
  id: string;
  tenant: string;
  status: ExemplarStatus;
  day: string;
  household: boolean;
  words: string;
}
const vocabulary = ['bò giống', 'nhà ở', 'sinh kế', 'nuôi ong', 'đường biên'];
const made: Made[] = [];
for (let i = 0; i < 300; i++) {
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
  made.push({
    id: randomUUID(),
    tenant: tenant.slug,
    status: pick(['SUBMITTED', 'RETURNED', 'PUBLISHED', 'PUBLISHED', 'WITHDRAWN'] as const),
    day: pick(days),
    household: below(2) === 0,
    words: pick(vocabulary),
  });
}
await operator.query(
  `INSERT INTO campaigns.exemplar (id, tenant_id, status, title, topics, subject, summary, story, recorded_on, written_by,
     published_for, published_by, published_on, reason)
   SELECT id, tenant, status::campaigns.exemplar_status, words, ARRAY[words], 'HOUSEHOLD', 'x', 'x', day, 'x',
     CASE status WHEN 'PUBLISHED' THEN 'trung-uong' END, CASE status WHEN 'PUBLISHED' THEN 'x' END, CASE status WHEN 'PUBLISHED' THEN day END,
     CASE WHEN status IN ('RETURNED', 'WITHDRAWN') THEN 'x' END
   FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::date[]) AS p(id, tenant, status, words, day)`,
  [
    made.map((m) => m.id),
    made.map((m) => m.tenant),
    made.map((m) => m.status),
    made.map((m) => m.words),
    made.map((m) => m.day),
  ],
);
await operator.query(
  `INSERT INTO campaigns.exemplar_household (exemplar_id, name) SELECT id, 'Hộ ' || id FROM unnest($1::uuid[]) AS h(id)`,
  [made.filter((m) => m.household).map((m) => m.id)],
);

const services = {
  // The operator's login is exempt from row-level security: here the filter stands alone.
  policy: campaigns(operatorUrl),
  rowLevelSecurity: campaigns(appUrl, { policyEnforced: false }),
};
const seenBy = async (viewer: string, layer: keyof typeof services, filter = '') => {
  const { data, errors } = await ask(
    services[layer],
    callerOf(viewer),
    `{ exemplars(first: 500 ${filter && `, filter: { ${filter} }`}) { totalCount nodes { id household { name } } } }`,
  );
  expect(errors).toBeUndefined();
  const { totalCount, nodes } = JSON.parse(JSON.stringify(data)).exemplars as {
    totalCount: number;
    nodes: { id: string; household: { name: string } | null }[];
  };
  expect(totalCount).toBe(nodes.length);
  return {
    ids: nodes.map(({ id }) => id).sort(),
    households: nodes.flatMap(({ id, household }) => (household ? [id] : [])).sort(),
  };
};

describe.each([...tenantFacts.map((tenant) => tenant.slug), 'a-stranger'])('for %s', (viewer) => {
  const standing = (m: Made) => standingTowards(m.tenant, m.day, { caller: viewer, rows: authority, today: today() });
  const ids = (of: readonly Made[]) => of.map((m) => toGlobalId('Exemplar', m.id)).sort();
  const granted = made.filter((m) => maySeeExemplar(standing(m), m.status));

  test.each(['policy', 'rowLevelSecurity'] as const)(
    'the predicate and %s alone grant the same of 300 random exemplars, households included',
    async (layer) => {
      expect(await seenBy(viewer, layer)).toEqual({
        ids: ids(granted),
        households: ids(granted.filter((m) => m.household && maySeeHousehold(standing(m), m.status))),
      });
    },
  );

  test.each(['policy', 'rowLevelSecurity'] as const)(
    'the searches by index find what reading every exemplar would find, with %s alone',
    async (layer) => {
      for (const words of vocabulary) {
        const expected = ids(granted.filter((m) => plain(m.words) === plain(words)));
        expect((await seenBy(viewer, layer, `text: "${plain(words)}"`)).ids, words).toEqual(expected);
        expect((await seenBy(viewer, layer, `topic: "${plain(words)}"`)).ids, words).toEqual(expected);
      }
    },
  );

  test('the functions behind the searches tell of nothing else either', async () => {
    const app = await connect(appUrl);
    await app.query(`SELECT set_config('app.tenant', $1, false)`, [viewer]);
    for (const name of ['exemplars_with_words', 'exemplars_on_topic']) {
      const { rows } = await app.query<{ id: string }>(`SELECT campaigns.${name}('sinh ke') AS id`);
      const expected = granted.filter((m) => m.words === 'sinh kế').map((m) => m.id);
      expect(rows.map(({ id }) => id).sort()).toEqual(expected.sort());
    }
    await app.end();
  });
});

test('without a caller the searches find nothing', async () => {
  const app = await connect(appUrl);
  const { rows } = await app.query(`SELECT campaigns.exemplars_with_words('sinh ke')`);
  await app.end();
  expect(rows).toEqual([]);
});

test("the database's plain text and ours are the same", async () => {
  const letters = [...'aăâbcdđeêghikloôơpqrstuưvxyAĂÂĐÊÔƠƯ 0129.,;–-_/()«»“”…ŁßÿKİﬁ̣̀́̃̉ớợẾỆ'];
  const texts = Array.from({ length: 500 }, () => Array.from({ length: below(30) }, () => pick(letters)).join(''));
  const { rows } = await operator.query<{ given: string; plain: string }>(
    'SELECT given, campaigns.plain(given) AS plain FROM unnest($1::text[]) AS t(given)',
    [texts],
  );
  expect(rows.map((row) => row.plain)).toEqual(rows.map((row) => plain(row.given)));
});

test('a spelling keeps its diacritics, wherever the tone is written', async () => {
  const spelled = async (text: string) =>
    (await operator.query<{ s: string }>('SELECT campaigns.spelled($1) AS s', [text])).rows[0]?.s;
  expect(await spelled('Hộ nghèo, ĐƯỜNG')).toBe('ho65 ngheo2 d9u7o7ng2');
  expect(await spelled('hoà bình thuỷ')).toBe(await spelled('hòa bình thủy'));
  expect(await spelled('ho')).not.toBe(await spelled('hộ'));
});
