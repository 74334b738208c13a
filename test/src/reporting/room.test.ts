import { createIdentitySigner } from '@thi-dua/schema/identity';
import type { RouteAnswer } from '@thi-dua/schema/route';
import { describe, expect, test } from 'vitest';
import { testDatabase } from '../kit/database.js';
import { callerOf, identityKey, indicators } from '../kit/services.js';
import { CSV, csv, newKey } from './reporting-kit.js';

const database = await testDatabase();
const signer = createIdentitySigner(identityKey);
const KIB = 1024;

/** A service with little room, and files that arrive when the test says so. */
function withRoom(files: number, bytes: number) {
  const service = indicators(database.appUrl, { spool: { files, bytes } });
  return async (body: AsyncIterable<Uint8Array>, signal = new AbortController().signal): Promise<RouteAnswer> =>
    service.serve(
      { method: 'POST', path: '/import/observations' },
      { query: new URLSearchParams(), headers: { 'content-type': CSV, 'idempotency-key': newKey() }, body, signal },
      await signer.sign(callerOf('quang-binh'), service.name),
    );
}
const small = (period: string) => Buffer.from(csv([`450,HOUSEHOLDS,${period},7`]));
async function* whole(...chunks: Uint8Array[]) {
  yield* chunks;
}
/** A file of which nothing has come yet. */
function slow() {
  let arrive: (chunk: Uint8Array) => void = () => {};
  const chunk = new Promise<Uint8Array>((resolve) => {
    arrive = resolve;
  });
  return {
    body: (async function* () {
      yield await chunk;
    })(),
    arrive,
  };
}
async function lines({ body }: RouteAnswer): Promise<Record<string, unknown>[]> {
  const texts: string[] = [];
  for await (const piece of typeof body === 'string' ? [body] : body) texts.push(String(piece));
  return texts.map((text) => JSON.parse(text));
}
const refused = { status: 503, headers: expect.objectContaining({ 'retry-after': '10' }) };

describe('files are taken in as far as there is room', () => {
  test('no more at once than may be; the next one when one is done', async () => {
    const send = withRoom(1, 64 * KIB);
    const { body, arrive } = slow();
    const first = await send(body);
    const answered = lines(first);
    const second = await send(whole(small('2011-01')));
    expect(second).toMatchObject(refused);
    expect(JSON.parse(String(second.body)).errors[0].extensions).toEqual({ code: 'OVERLOADED', retryAfter: 10 });
    arrive(small('2011-01'));
    expect((await answered).at(-1)).toMatchObject({ type: 'summary', accepted: 1 });
    expect((await lines(await send(whole(small('2011-02'))))).at(-1)).toMatchObject({ type: 'summary', accepted: 1 });
  });

  test('not beyond the room on the disk: the one that fills it ends, and gives back what it had', async () => {
    const send = withRoom(4, 64 * KIB);
    const large = Buffer.from(csv(Array.from({ length: 3000 }, () => '450,HOUSEHOLDS,2011-03,7')));
    expect(large.length).toBeGreaterThan(64 * KIB);
    const told = await lines(await send(whole(large.subarray(0, 60 * KIB), large.subarray(60 * KIB))));
    expect(told.at(-1)).toMatchObject({ type: 'error', code: 'OVERLOADED', retryAfter: 10 });
    expect((await lines(await send(whole(small('2011-03'))))).at(-1)).toMatchObject({ type: 'summary', accepted: 1 });
  });

  test('the faults of a file take room as well', async () => {
    const send = withRoom(4, 64 * KIB);
    const faulty = Buffer.from(csv(Array.from({ length: 1500 }, (_, i) => `x${i},HOUSEHOLDS,2011,7`)));
    expect(faulty.length).toBeLessThan(48 * KIB);
    expect((await lines(await send(whole(faulty)))).at(-1)).toMatchObject({ type: 'error', code: 'OVERLOADED' });
    expect((await lines(await send(whole(small('2011-04'))))).at(-1)).toMatchObject({ type: 'summary', accepted: 1 });
  });

  test('whose sender is gone before anything is read leaves its place to others', async () => {
    const send = withRoom(1, 64 * KIB);
    const gone = new AbortController();
    expect((await send(slow().body, gone.signal)).status).toBe(200);
    expect((await send(whole(small('2011-05')))).status).toBe(503);
    gone.abort();
    expect((await lines(await send(whole(small('2011-05'))))).at(-1)).toMatchObject({ type: 'summary', accepted: 1 });
  });
});
