import { connect } from '@thi-dua/prisma/connect';
import { toGlobalId } from '@thi-dua/schema/global-id';
import { describe, expect, test } from 'vitest';
import { testDatabase } from '../kit/database.js';
import { ask, awards, callerOf } from '../kit/services.js';

const { appUrl } = await testDatabase();
const service = awards(appUrl);
const forms = async (asOf?: string) => {
  const result = await ask(
    service,
    callerOf('thanh-xuan'),
    'query ($asOf: Date) { awardForms(asOf: $asOf) { id code class name inNameOf decidedBy validFrom validTo legalBasis confirmed } }',
    { asOf },
  );
  expect(result.errors).toBeUndefined();
  return result.data?.awardForms as Record<string, unknown>[];
};

describe('the catalogue of award forms', () => {
  test('knows on each day the forms of the law of that day, each once', async () => {
    const [before, since] = [await forms('2023-12-31'), await forms('2024-01-01')];
    expect(before.map((form) => [form.code, form.class])).toEqual(since.map((form) => [form.code, form.class]));
    expect(new Set(before.map((form) => form.validTo))).toEqual(new Set(['2024-01-01']));
    expect(new Set(since.map((form) => form.validFrom))).toEqual(new Set(['2024-01-01']));
    expect(before.map((form) => form.id)).not.toEqual(since.map((form) => form.id));
  });

  test("has the Government's flag decided by the Prime Minister under the old law, by the Government since (Luật 06/2022, Điều 78.1)", async () => {
    const flag = (list: Record<string, unknown>[]) => list.find((form) => form.code === 'GOVERNMENT_EMULATION_FLAG');
    expect(flag(await forms('2022-07-08'))).toMatchObject({ decidedBy: 'Thủ tướng Chính phủ', confirmed: false });
    expect(flag(await forms('2024-01-01'))).toMatchObject({ decidedBy: 'Chính phủ', confirmed: true });
  });

  test("gives a province's flag in the committee's name and its certificate in the chair's own; the chair decides both", async () => {
    const list = await forms();
    const find = (code: string) => list.find((form) => form.code === code);
    expect(find('PROVINCIAL_EMULATION_FLAG')).toMatchObject({
      inNameOf: 'Ủy ban nhân dân cấp tỉnh',
      decidedBy: 'Chủ tịch Ủy ban nhân dân cấp tỉnh',
    });
    expect(find('PROVINCIAL_CERTIFICATE')).toMatchObject({
      inNameOf: 'Chủ tịch Ủy ban nhân dân cấp tỉnh',
      decidedBy: 'Chủ tịch Ủy ban nhân dân cấp tỉnh',
    });
  });

  test('has three classes of the Labour Order, and the order of whatever class', async () => {
    expect((await forms()).filter((form) => form.code === 'LABOUR_ORDER').map((form) => form.class)).toEqual([
      null,
      1,
      2,
      3,
    ]);
  });

  test('is served from, not changed by, the app role', async () => {
    const app = await connect(appUrl);
    await expect(app.query('DELETE FROM awards.award_form')).rejects.toThrow('permission denied');
    await app.end();
  });
});

test('an award form is found again by its id, and by no other', async () => {
  const [form] = await forms();
  const ids = [form?.id, toGlobalId('AwardForm', 'NO_SUCH~old'), 'not-an-id', toGlobalId('Plan', 'x')];
  const { data } = await ask(
    service,
    callerOf('cao-bang'),
    'query ($r: [_Any!]!) { _entities(representations: $r) { ... on AwardForm { code } } }',
    { r: ids.map((id) => ({ __typename: 'AwardForm', id })) },
  );
  expect(data?._entities).toEqual([{ code: form?.code }, null, null, null]);
});
