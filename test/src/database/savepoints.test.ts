import { connect } from '@thi-dua/prisma/connect';
import { PrismaClient } from '@thi-dua/prisma/generated/localities/client';
import { LeasePool } from '@thi-dua/prisma/leases';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testDatabase } from '../kit/database.js';

const { appUrl, adminUrl } = await testDatabase();
const pool = new LeasePool({
  url: appUrl,
  createClient: (adapter) => new PrismaClient({ adapter }),
  schema: 'localities',
  max: 2,
  maxWaitMs: 5000,
  applicationName: 'savepoints test',
});
afterAll(() => pool.close());
const open = () => pool.open({ tenant: 'ha-noi', subject: 'x' });

beforeAll(async () => {
  const admin = await connect(adminUrl);
  await admin.query(`CREATE SCHEMA probe; CREATE TABLE probe.word (word text PRIMARY KEY);
    GRANT USAGE ON SCHEMA probe TO PUBLIC; GRANT ALL ON probe.word TO PUBLIC`);
  await admin.end();
});

const say = (db: Pick<PrismaClient, '$executeRaw'>, word: string) =>
  db.$executeRaw`INSERT INTO probe.word VALUES (${word})`;
const said = async () => {
  const transaction = open();
  const rows = await transaction.db.$queryRaw<{ word: string }[]>`SELECT word FROM probe.word ORDER BY word`;
  await transaction.end('commit');
  return rows.map(({ word }) => word);
};

test('nested writes begun together each stand or fall alone, and take nothing of what runs beside them along', async () => {
  const transaction = open();
  const { db } = transaction;
  const outcomes = await Promise.allSettled([
    db.$transaction(async (inner) => {
      await say(inner, 'first');
      await say(inner, 'second');
    }),
    db.$transaction(async (inner) => {
      await say(inner, 'never');
      await say(inner, 'never');
    }),
    say(db, 'beside'),
    db.$transaction((inner) => say(inner, 'last')),
  ]);
  await transaction.end('commit');
  expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'fulfilled']);
  expect(await said()).toEqual(['beside', 'first', 'last', 'second']);
});
