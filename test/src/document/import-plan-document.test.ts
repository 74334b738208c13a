import { connect } from '@thi-dua/prisma/connect';
import { planFacts } from '@thi-dua/prisma/seed/plans/index';
import { describe, expect, test } from 'vitest';
import { testDatabase } from '../kit/database.js';
import { ask, callerOf, campaigns } from '../kit/services.js';
import { documentOf, documentsPresent, readDocument } from '../seed/source-document.js';
import { made } from './made-up/index.js';
import { docxOf, zipOf } from './office-file.js';

const { appUrl, operatorUrl } = await testDatabase();
const service = campaigns(appUrl);

interface Answer {
  plan: { id: string; status: string; title: string; document: { raw: string | null } } | null;
  source: {
    text: string;
    facts: { path: string[]; start: number; end: number; text: string }[];
    leftover: { text: string }[];
  } | null;
  alreadyImported: boolean;
  errors: { code: string; path: string[]; message: string }[];
}
async function importPlan(input: Record<string, unknown>, tenant = 'cao-bang', roles?: ['PLANNER'] | ['REPORTER']) {
  const { data, errors } = await ask(
    service,
    callerOf(tenant, { subject: `planner@${tenant}`, ...(roles && { roles }) }),
    `mutation ($input: ImportPlanDocumentInput!) { importPlanDocument(input: $input) {
      plan { id status title document { raw } }
      source { text facts { path start end text } leftover { text } }
      alreadyImported errors { code path message } } }`,
    { input },
  );
  return { data: (data as unknown as { importPlanDocument: Answer } | null)?.importPlanDocument, errors };
}
const codes = (answer: Answer | undefined) => answer?.errors.map(({ code }) => code);
const base64 = (bytes: Buffer | string) => Buffer.from(bytes).toString('base64');

async function count(table: 'plan' | 'plan_document'): Promise<number> {
  const client = await connect(operatorUrl);
  const { rows } = await client.query<{ n: number }>(`SELECT count(*)::int AS n FROM campaigns.${table}`);
  await client.end();
  return rows[0]?.n ?? -1;
}

const text = made.province.text;

describe('importPlanDocument', () => {
  test('drafts a plan of the caller with its printed number, and where each fact stands', async () => {
    const { data } = await importPlan({ text, fileName: 'kế hoạch.txt' });
    expect(codes(data)).toEqual([]);
    expect(data?.plan).toMatchObject({ status: 'DRAFT', document: { raw: made.province.expected.raw } });
    expect(data?.alreadyImported).toBe(false);
    expect(data?.source?.facts.find(({ path }) => path.join('.') === 'document.number')?.text).toBe(
      made.province.expected.number,
    );
    for (const { start, end, text: printed } of data?.source?.facts ?? []) expect(text.slice(start, end)).toBe(printed);
  });

  test('recognises the same file, and leaves the draft as it stands', async () => {
    const first = await importPlan({ text: `${text}\n` });
    const plans = await count('plan');
    const again = await importPlan({ text: `${text}\n` });
    expect([again.data?.alreadyImported, again.data?.plan?.id]).toEqual([true, first.data?.plan?.id]);
    expect(await count('plan')).toBe(plans);
  });

  test('imports one file once though it is sent twice at the same time', async () => {
    const before = await count('plan');
    const answers = await Promise.all([1, 2, 3].map(() => importPlan({ text: `${text}\n\n` })));
    expect(new Set(answers.map(({ data }) => data?.plan?.id)).size).toBe(1);
    expect(await count('plan')).toBe(before + 1);
  });

  test('reads a .docx with its automatic numbers and tables as it reads the text', async () => {
    const { data } = await importPlan({ content: base64(docxOf(made.district.text)), fileName: 'kh.docx' }, 'ha-lang');
    expect(codes(data)).toEqual([]);
    expect(data?.plan?.document.raw).toBe(made.district.expected.raw);
  });

  test('keeps nothing of a dry run', async () => {
    const before = [await count('plan'), await count('plan_document')];
    const { data } = await importPlan({ text: `${text}\n\n\n`, dryRun: true });
    expect([codes(data), data?.plan]).toEqual([[], null]);
    expect(data?.source?.facts.length).toBeGreaterThan(20);
    expect([await count('plan'), await count('plan_document')]).toEqual(before);
  });

  test('shows a draft’s source to its owner alone', async () => {
    const { data } = await importPlan({ text: `${text}\n.` });
    const read = async (tenant: string) =>
      (await ask(service, callerOf(tenant), `{ plan(id: "${data?.plan?.id}") { source { fingerprint } } }`)).data;
    expect(await read('cao-bang')).toMatchObject({ plan: { source: { fingerprint: expect.any(String) } } });
    for (const tenant of ['trung-uong', 'ha-lang', 'quang-binh']) expect(await read(tenant)).toEqual({ plan: null });
  });

  test('is refused to who is no planner, and for a tenant that is another’s', async () => {
    const { errors } = await importPlan({ text }, 'cao-bang', ['REPORTER']);
    expect(errors?.[0]?.extensions?.code).toBe('FORBIDDEN');
    const { data } = await importPlan({ text, tenant: 'quang-binh' });
    expect(codes(data)).toEqual(['NOT_YOURS']);
  });
});

describe('a document that cannot be imported', () => {
  const bad: [string, Record<string, unknown>, string[]][] = [
    ['neither text nor file', {}, ['BAD_INPUT']],
    ['text and file', { text: 'x', content: 'eA==' }, ['BAD_INPUT']],
    ['no base64', { content: '§§§' }, ['WRONG_FILE_TYPE']],
    ['a PDF file', { content: base64('%PDF-1.7\n') }, ['WRONG_FILE_TYPE']],
    ['an image', { content: base64(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0xff])) }, ['WRONG_FILE_TYPE']],
    [
      'an encrypted or old file',
      { content: base64(Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])) },
      ['FILE_ENCRYPTED'],
    ],
    ['a zip without a document', { content: base64(zipOf({ 'x.txt': 'x' })) }, ['WRONG_FILE_TYPE']],
    ['a .docx that is cut short', { content: base64(docxOf(text).subarray(0, 900)) }, ['FILE_UNREADABLE']],
    [
      'a .docx with broken XML',
      { content: base64(zipOf({ 'word/document.xml': '<w:document><w:p>' })) },
      ['FILE_UNREADABLE'],
    ],
    [
      'a .docx with entities of its own',
      { content: base64(zipOf({ 'word/document.xml': '<!DOCTYPE a [<!ENTITY b "c">]><a/>' })) },
      ['FILE_UNREADABLE'],
    ],
    [
      'a zip bomb',
      {
        content: base64(
          zipOf({ 'word/document.xml': `<w:document>${'<w:p><w:t>0</w:t></w:p>'.repeat(2_000_000)}</w:document>` }),
        ),
      },
      ['TOO_LARGE'],
    ],
    ['a text beyond all plans', { text: 'a'.repeat(4_000_001) }, ['TOO_LARGE']],
    [
      'a text that is no official document',
      { text: 'Hôm nay trời đẹp.' },
      ['NO_PLAN', 'NO_ISSUER', 'UNKNOWN_MOVEMENT'],
    ],
    ['an empty text', { text: '' }, ['NO_PLAN', 'NO_ISSUER', 'UNKNOWN_MOVEMENT']],
    [
      'an issue day after the plan’s period',
      { text: text.replace('năm 2023', 'năm 2026'), movement: 'VNN-2021-2025' },
      ['ISSUED_AFTER_PERIOD'],
    ],
    ['a movement that does not exist', { text: `${text}!`, movement: 'NONE' }, ['UNKNOWN_MOVEMENT']],
  ];
  test.each(bad)('%s is refused by its code, and nothing is kept', async (_, input, expected) => {
    const before = [await count('plan'), await count('plan_document')];
    const { data, errors } = await importPlan(input);
    expect(errors).toBeUndefined();
    expect(codes(data)).toEqual(expected);
    expect([data?.plan, data?.source]).toEqual([null, null]);
    expect([await count('plan'), await count('plan_document')]).toEqual(before);
  });

  test('a table whose unit lies outside the territory is refused', async () => {
    const { data } = await importPlan({ text: made.withTable('Thanh Xuân') });
    expect(codes(data)).toEqual(['OUTSIDE_TERRITORY']);
  });
  test('a table whose unit nobody knows is refused', async () => {
    const { data } = await importPlan({ text: made.withTable('Không Đâu Cả') });
    expect(codes(data)).toEqual(['UNKNOWN_LOCALITY']);
  });
});

describe.skipIf(!documentsPresent)('the five documents (skipped where ../shared/seeds is absent)', () => {
  test.each(planFacts.filter(({ tenant }) => tenant in documentOf))(
    '$key imports without help, with the units that the stored plan binds',
    async (plan) => {
      const imported = await importPlan({ text: readDocument(plan.tenant) }, plan.tenant);
      expect(codes(imported.data)).toEqual([]);
      const units =
        'movement { code } targets { clause parts { scope { localities { id } levels fixed designation } } schedule { year value locality { id } } }';
      const { data } = await ask(
        service,
        callerOf(plan.tenant),
        `query ($id: ID!) { plan(id: $id) { ${units} } plans(first: 50, filter: { tenant: "${plan.tenant}" }) { nodes { status title ${units} } } }`,
        {
          id: imported.data?.plan?.id,
        },
      );
      const read = JSON.parse(JSON.stringify(data)) as {
        plan: Record<string, unknown>;
        plans: { nodes: { status: string; title: string }[] };
      };
      const stored = read.plans.nodes.find(({ status, title }) => status !== 'DRAFT' && title === plan.title);
      const { status: _status, title: _title, ...facts } = stored ?? { status: '', title: '' };
      const sorted = (value: unknown): unknown =>
        JSON.parse(JSON.stringify(value), (key, inner) =>
          key === 'localities'
            ? [...inner].sort((a: { id: string }, b: { id: string }) => a.id.localeCompare(b.id))
            : inner,
        );
      expect(sorted(read.plan)).toEqual(sorted(facts));
    },
  );
});
