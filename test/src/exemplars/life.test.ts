import { toGlobalId } from '@thi-dua/schema/global-id';
import { describe, expect, test } from 'vitest';
import { testDatabase } from '../kit/database.js';
import { ask, callerOf, campaigns } from '../kit/services.js';
import { codes, exemplarKit, faults, whole } from './kit.js';

const { appUrl } = await testDatabase();
const service = campaigns(appUrl);
const { act, read, submitted, published, titles } = exemplarKit(service);

describe('an exemplar', () => {
  test('is submitted, returned, mended, published and withdrawn, each step by whom it is for', async () => {
    const id = await submitted();
    expect(await act('returnExemplar', { id, version: 1, reason: 'Thiếu số liệu' }, 'trung-uong')).toMatchObject({
      exemplar: { status: 'RETURNED', version: 2, reason: 'Thiếu số liệu' },
    });
    expect(codes(await act('publishExemplar', { id, version: 2 }, 'trung-uong'))).toEqual(['NOT_SUBMITTED']);
    expect(await act('updateExemplar', { id, version: 2, summary: 'Đã thêm số liệu' })).toMatchObject({
      exemplar: { status: 'SUBMITTED', version: 3, reason: null },
    });
    expect(await act('publishExemplar', { id, version: 3 }, 'trung-uong')).toMatchObject({
      exemplar: { status: 'PUBLISHED', version: 4, publishedBy: { id: toGlobalId('Tenant', 'trung-uong') } },
    });
    expect(await act('withdrawExemplar', { id, version: 4, reason: 'Không còn hiệu quả' })).toMatchObject({
      exemplar: { status: 'WITHDRAWN', version: 5, reason: 'Không còn hiệu quả', publishedOn: null },
    });
    expect(codes(await act('updateExemplar', { id, version: 5, title: 'Lại' }))).toEqual(['WITHDRAWN']);
    expect(codes(await act('withdrawExemplar', { id, version: 5, reason: 'Lại' }))).toEqual(['WITHDRAWN']);
  });

  test('that is edited once published is not found any more until the superior has read it again', async () => {
    const id = await published({ title: 'Trồng dẻ ghép đường biên' });
    expect(await titles('ha-noi', 'text: "de ghep duong bien"')).toHaveLength(1);
    expect(await act('updateExemplar', { id, version: 2, story: 'Khác hẳn' })).toMatchObject({
      exemplar: { status: 'SUBMITTED', publishedOn: null, publishedBy: null },
    });
    expect(await titles('ha-noi', 'text: "de ghep duong bien"')).toEqual([]);
    expect(codes(await act('publishExemplar', { id, version: 2 }, 'trung-uong'))).toEqual(['STALE_VERSION']);
    expect(codes(await act('publishExemplar', { id, version: 3 }, 'trung-uong'))).toEqual([]);
    expect(await titles('ha-noi', 'text: "de ghep duong bien"')).toHaveLength(1);
  });

  test('is decided on by an authority above its owner alone, and never by who wrote it', async () => {
    const id = await submitted();
    expect(codes(await act('publishExemplar', { id, version: 1 }, 'cao-bang'))).toEqual(['NOT_YOURS']);
    for (const tenant of ['ha-noi', 'ha-lang', 'ban-dan-toc-cao-bang'])
      expect(codes(await act('publishExemplar', { id, version: 1 }, tenant)), tenant).toEqual(['NOT_FOUND']);
    // The central board has nobody above it.
    const board = await submitted({}, 'trung-uong');
    expect(codes(await act('publishExemplar', { id: board, version: 1 }, 'trung-uong', 'planner'))).toEqual([
      'SAME_PERSON',
    ]);
    expect(codes(await act('publishExemplar', { id: board, version: 1 }, 'trung-uong'))).toEqual([]);
    const open = await published();
    expect(codes(await act('withdrawExemplar', { id: open, version: 2, reason: 'x' }, 'ha-noi'))).toEqual([
      'NOT_YOURS',
    ]);
    expect(codes(await act('updateExemplar', { id: open, version: 2, title: 'x' }, 'trung-uong'))).toEqual([
      'NOT_YOURS',
    ]);
    expect(codes(await act('withdrawExemplar', { id: open, version: 2, reason: 'x' }, 'trung-uong'))).toEqual([]);
  });

  test('asks for the role that its step belongs to', async () => {
    const id = await submitted();
    for (const [field, role, input] of [
      ['submitExemplar', 'PLANNER', whole],
      ['updateExemplar', 'PLANNER', { id, version: 1 }],
      ['publishExemplar', 'SIGNER', { id, version: 1 }],
      ['returnExemplar', 'SIGNER', { id, version: 1, reason: 'x' }],
      ['withdrawExemplar', 'SIGNER', { id, version: 1, reason: 'x' }],
    ] as const) {
      const type = `${field.charAt(0).toUpperCase()}${field.slice(1)}Input!`;
      const { errors } = await ask(
        service,
        callerOf('trung-uong', { roles: role === 'SIGNER' ? ['PLANNER'] : ['SIGNER'] }),
        `mutation ($input: ${type}) { ${field}(input: $input) { errors { code } } }`,
        { input },
      );
      expect(errors?.[0]?.extensions.code, field).toBe('FORBIDDEN');
    }
  });

  test('of an ended tenant is written by its successor, dated up to its end, and published by who stood above it', async () => {
    const old = { ...whole, tenant: 'bac-giang' };
    expect(faults(await act('submitExemplar', { ...old, recordedOn: '2025-07-01' }, 'bac-ninh'))).toEqual([
      'AFTER_TENANT_END recordedOn',
    ]);
    const { exemplar } = await act('submitExemplar', { ...old, recordedOn: undefined }, 'bac-ninh');
    expect(await read('bac-ninh', `exemplar(id: "${exemplar?.id}") { recordedOn }`)).toEqual({
      exemplar: { recordedOn: '2025-06-30' },
    });
    expect(codes(await act('publishExemplar', { id: exemplar?.id, version: 1 }, 'bac-ninh'))).toEqual(['NOT_YOURS']);
    expect(codes(await act('publishExemplar', { id: exemplar?.id, version: 1 }, 'trung-uong'))).toEqual([]);
  });

  test('tells everything that is wrong with it at once, and writes nothing', async () => {
    const before = await read('cao-bang', 'exemplars(filter: { tenant: "cao-bang" }) { totalCount }');
    const answer = await act('submitExemplar', {
      title: ' ',
      topics: ['Nhà ở', 'nhà o', '—'],
      subject: 'COMMUNE',
      summary: 'x'.repeat(10_001),
      story: '',
      household: { name: 'Nông Văn Tú', contact: '' },
      recordedOn: '2099-01-01',
      localityCode: '00000',
      plan: toGlobalId('Plan', '00000000-0000-4000-8000-000000000000'),
    });
    expect(answer.exemplar).toBeNull();
    expect(faults(answer)).toEqual([
      'DUPLICATE topics.1',
      'EMPTY household.contact',
      'EMPTY story',
      'EMPTY title',
      'IN_FUTURE recordedOn',
      'NOT_A_HOUSEHOLD household',
      'NO_WORDS topics.2',
      'TOO_LONG summary',
      'UNKNOWN_LOCALITY localityCode',
      'UNKNOWN_PLAN plan',
    ]);
    expect(faults(await act('submitExemplar', { ...whole, localityCode: '01' }))).toEqual([
      'OUTSIDE_TERRITORY localityCode',
    ]);
    expect(faults(await act('submitExemplar', { ...whole, topics: [] }))).toEqual(['EMPTY topics']);
    expect(faults(await act('submitExemplar', { ...whole, tenant: 'ha-noi' }))).toEqual(['NOT_YOURS tenant']);
    const id = await submitted({ subject: 'HOUSEHOLD', household: { name: 'Nông Văn Tú' } });
    expect(
      faults(await act('updateExemplar', { id, version: 1, subject: 'COMMUNE', title: 'x'.repeat(501), topics: [] })),
    ).toEqual(['EMPTY topics', 'NOT_A_HOUSEHOLD household', 'TOO_LONG title']);
    expect(faults(await act('returnExemplar', { id, version: 1, reason: ' ' }, 'cao-bang'))).toEqual([
      'EMPTY reason',
      'NOT_YOURS id',
    ]);
    expect(await read('cao-bang', 'exemplars(filter: { tenant: "cao-bang" }) { totalCount }')).toEqual({
      exemplars: { totalCount: before.exemplars.totalCount + 1 },
    });
  });

  test('is edited by one of two at once: the other is told, and nothing is lost', async () => {
    const id = await submitted({ summary: 'Ban đầu' });
    const answers = await Promise.all(
      ['Một', 'Hai'].map((summary) => act('updateExemplar', { id, version: 1, summary })),
    );
    expect(answers.map(codes).sort()).toEqual([[], ['STALE_VERSION']]);
    // Nor does a superior publish what was changed since it read it.
    expect(codes(await act('publishExemplar', { id, version: 1 }, 'trung-uong'))).toEqual(['STALE_VERSION']);
  });
});

describe("a household's own data", () => {
  const secret = {
    name: 'Nông Thị Bích',
    address: 'Xóm Bản Đâư',
    contact: '0912 345 678',
    circumstances: 'Chồng mất sớm',
  };

  test("is shown to the owner's line and null for everyone else, as where there is none", async () => {
    const id = await published({ subject: 'HOUSEHOLD', title: 'Hộ chị B vượt khó', household: secret });
    const none = await published({ subject: 'HOUSEHOLD', title: 'Hộ chị C vượt khó' });
    const of = async (viewer: string, exemplar: string) =>
      (await read(viewer, `exemplar(id: "${exemplar}") { household { name address contact circumstances } }`)).exemplar;
    for (const viewer of ['cao-bang', 'trung-uong', 'ha-lang'])
      expect(await of(viewer, id), viewer).toEqual({ household: secret });
    for (const viewer of ['ha-noi', 'bac-ninh', 'thanh-xuan', 'a-stranger'])
      expect(await of(viewer, id), viewer).toEqual(await of(viewer, none));
  });

  test('is not seen below its owner before it is published', async () => {
    const id = await submitted({ subject: 'HOUSEHOLD', household: secret });
    expect(await read('ha-lang', `exemplar(id: "${id}") { household { name } }`)).toEqual({ exemplar: null });
    expect(await read('trung-uong', `exemplar(id: "${id}") { household { name } }`)).toEqual({
      exemplar: { household: { name: secret.name } },
    });
  });

  test('is found by no search, not even by the owner', async () => {
    await published({ subject: 'HOUSEHOLD', title: 'Hộ chị D vượt khó', household: secret });
    for (const words of ['nong thi bich', 'xom ban dau', '0912 345 678', 'chong mat som'])
      expect(await titles('cao-bang', `text: "${words}"`), words).toEqual([]);
  });

  test('may not stand in the texts that are published, with or without diacritics', async () => {
    const given = { ...whole, subject: 'HOUSEHOLD', household: secret };
    expect(
      faults(
        await act('submitExemplar', {
          ...given,
          title: 'Chị NÔNG THỊ BÍCH thoát nghèo',
          summary: 'Gọi 0912-345-678',
          story: 'chi nong thi bich da …',
          topics: ['nông thị bích'],
        }),
      ),
    ).toEqual(['NAMES_HOUSEHOLD story', 'NAMES_HOUSEHOLD summary', 'NAMES_HOUSEHOLD title', 'NAMES_HOUSEHOLD topics']);
    const id = await submitted({ subject: 'HOUSEHOLD', household: secret });
    expect(faults(await act('updateExemplar', { id, version: 1, title: 'Nông Thị Bích' }))).toEqual([
      'NAMES_HOUSEHOLD title',
    ]);
    // A longer name that holds it is another one.
    expect(codes(await act('submitExemplar', { ...given, title: 'Chị Nông Thị Bíchh' }))).toEqual([]);
  });

  test('is replaced, kept where left out, and removed by null', async () => {
    const id = await submitted({ subject: 'HOUSEHOLD', household: secret });
    const edit = async (version: number, over: Record<string, unknown>) =>
      (await act('updateExemplar', { id, version, ...over })).exemplar?.household;
    expect(await edit(1, { summary: 'x' })).toEqual({ name: secret.name });
    expect(await edit(2, { household: { name: 'Nông Thị Hoa' } })).toEqual({ name: 'Nông Thị Hoa' });
    expect(await edit(3, { household: null, subject: 'COMMUNE' })).toBeNull();
  });
});
