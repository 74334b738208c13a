import { connect } from '@thi-dua/prisma/connect';
import { toGlobalId } from '@thi-dua/schema/global-id';
import { expect, test } from 'vitest';
import { annual, reporting } from './report-kit.js';

const { database, done, faults, query, see } = await reporting();
const operator = await connect(database.operatorUrl);
await operator.query(`
  INSERT INTO map.tenant (slug, kind, name, begins, ends) VALUES
    ('huyen-a', 'AGENCY', 'Huyện A', '0001-01-01', '9999-12-31'), ('huyen-b', 'AGENCY', 'Huyện B', '0001-01-01', '9999-12-31');
  INSERT INTO map.tenant_line (subordinate, superior, begins, ends) VALUES
    ('huyen-a', 'cao-bang', '0001-01-01', '9999-12-31'), ('huyen-b', 'cao-bang', '0001-01-01', '9999-12-31');
  SELECT map.rebuild_authority()`);
await operator.end();

const accepted = async (tenant: string, text: string, superior = 'cao-bang'): Promise<string> => {
  const { id } = await done(tenant, 'draftReport', {
    ...annual,
    sections: annual.sections.map(({ key }) => ({ key, text: `${text} ${key}` })),
  });
  await done(tenant, 'submitReport', { id });
  await done(superior, 'acceptReport', { id });
  return id;
};
interface Section {
  key: string;
  text: string | null;
  quotes: { text: string; number: number; tenant: { id: string }; report: { id: string } | null }[];
}
const drawn = (report: { draft: { sections: Section[] } }) =>
  report.draft.sections.flatMap(({ key, quotes }) => quotes.map((quote) => `${key} ${quote.number} ${quote.text}`));

test("a superior's report draws the sections of those accepted from below, each with its source and version, and keeps them", async () => {
  const a = await accepted('huyen-a', 'A');
  const { id: b } = await done('huyen-b', 'draftReport', annual);
  await done('huyen-b', 'submitReport', { id: b });
  const { id } = await done('cao-bang', 'draftReport', { ...annual, sections: [{ key: 'I', text: 'Tỉnh' }] });

  // What was not accepted is not drawn.
  const first = await done('cao-bang', 'consolidateReport', { id, edit: 1 });
  expect(drawn(first)).toEqual(['I 1 A I', 'II.1 1 A II.1', 'III.1 1 A III.1', 'IV 1 A IV']);
  expect(first.draft.sections[0]).toMatchObject({
    text: 'Tỉnh',
    quotes: [{ tenant: { id: toGlobalId('Tenant', 'huyen-a') }, report: { id: a } }],
  });
  expect(await faults('cao-bang', 'consolidateReport', { id, edit: 1 })).toEqual(['STALE_VERSION edit']);
  expect(await faults('cao-bang', 'consolidateReport', { id, edit: 2, sections: ['I', 'X'], from: [b, 'x'] })).toEqual([
    'UNKNOWN_SECTION sections.1',
    'NOT_A_SOURCE from.0',
    'NOT_A_SOURCE from.1',
  ]);

  // A correction below changes nothing here until it is accepted and drawn anew, section by section.
  await done('cao-bang', 'acceptReport', { id: b });
  await done('huyen-a', 'reviseReport', { id: a, changes: 'x' });
  await done('huyen-a', 'updateReport', { id: a, edit: 1, sections: [{ key: 'II.1', text: 'A mới' }] });
  await done('huyen-a', 'submitReport', { id: a });
  await done('cao-bang', 'acceptReport', { id: a });
  expect(drawn(await see('cao-bang', id))).toEqual(drawn(first));
  const second = await done('cao-bang', 'consolidateReport', { id, edit: 2, sections: ['II.1'] });
  expect(drawn(second)).toEqual([
    'I 1 A I',
    'II.1 2 A mới',
    'II.1 1 Giảm 1.200 hộ nghèo',
    'III.1 1 A III.1',
    'IV 1 A IV',
  ]);
  expect(drawn(await done('cao-bang', 'consolidateReport', { id, edit: 3, sections: ['IV'], from: [] }))).not.toContain(
    'IV 1 A IV',
  );

  // One level further: what has no words of its own is quoted with the source it has.
  await done('cao-bang', 'updateReport', { id, edit: 4, sections: [{ key: 'IV', text: 'Phương hướng tỉnh' }] });
  await done('cao-bang', 'submitReport', { id });
  await done('trung-uong', 'acceptReport', { id });
  const nation = await done('trung-uong', 'draftReport', { ...annual, sections: [] });
  const top = await done('trung-uong', 'consolidateReport', { id: nation.id, edit: 1 });
  expect(drawn(top)).toEqual([
    'I 1 Tỉnh',
    'II.1 2 A mới',
    'II.1 1 Giảm 1.200 hộ nghèo',
    'III.1 1 A III.1',
    'IV 1 Phương hướng tỉnh',
  ]);
  await done('trung-uong', 'submitReport', { id: nation.id });
  expect((await see('trung-uong', nation.id)).versions[0].sections).toEqual(top.draft.sections);
  expect(await see('cao-bang', nation.id)).toBeNull();
  expect(await see('huyen-b', id)).toBeNull();
});

test('inspections and directives are recorded beside them, for both sides and those above, and for nobody else', async () => {
  const record = async (tenant: string, input: Record<string, unknown>) => {
    const { recordSupervision } = await query(
      tenant,
      'mutation ($input: RecordSupervisionInput!) { recordSupervision(input: $input) { supervision { id } errors { code path } } }',
      {
        input: {
          movement: 'VNN-2021-2025',
          kind: 'INSPECTION',
          addressee: 'huyen-a',
          day: '2023-03-01',
          subject: 'Kiểm tra',
          findings: 'Chưa đạt',
          ...input,
        },
      },
    );
    return recordSupervision;
  };
  const { supervision, errors } = await record('cao-bang', { number: '15/KL-UBND' });
  expect(errors).toEqual([]);
  expect((await record('cao-bang', { kind: 'DIRECTIVE', day: '2023-02-01' })).errors).toEqual([]);
  const list = async (tenant: string, filter = '') =>
    (
      await query(
        tenant,
        `{ supervisions(filter: { ${filter} }) { totalCount nodes { id kind day number subject findings addressee { id } } } }`,
      )
    ).supervisions;
  for (const tenant of ['cao-bang', 'huyen-a', 'trung-uong'])
    expect(
      (await list(tenant)).nodes.map(({ day }: { day: string }) => day),
      tenant,
    ).toEqual(['2023-02-01', '2023-03-01']);
  for (const tenant of ['huyen-b', 'ha-noi', 'so-dan-toc-ton-giao-cao-bang'])
    expect((await list(tenant)).totalCount, tenant).toBe(0);
  expect((await list('huyen-a', 'kind: INSPECTION, from: "2023-01-01", to: "2023-12-31"')).nodes).toEqual([
    {
      id: supervision.id,
      kind: 'INSPECTION',
      day: '2023-03-01',
      number: '15/KL-UBND',
      subject: 'Kiểm tra',
      findings: 'Chưa đạt',
      addressee: { id: toGlobalId('Tenant', 'huyen-a') },
    },
  ]);
  const told = async (tenant: string, input: Record<string, unknown>) =>
    (await record(tenant, input)).errors.map(
      ({ code, path }: { code: string; path: string[] }) => `${code} ${path.join('.')}`,
    );
  expect(await told('cao-bang', { subject: ' ', day: '2999-01-01', addressee: 'ha-noi', movement: 'NONE' })).toEqual([
    'EMPTY subject',
    'IN_FUTURE day',
    'NOT_BELOW addressee',
    'UNKNOWN_MOVEMENT movement',
  ]);
  expect(await told('huyen-b', {})).toEqual(['NOT_BELOW addressee']);
  expect(await told('huyen-b', { tenant: 'cao-bang' })).toEqual(['NOT_YOURS tenant']);
});
