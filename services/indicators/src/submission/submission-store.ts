import { Prisma } from '@thi-dua/prisma/generated/indicators/client';
import type { IndicatorsContext } from '../builder.js';

export interface StoredSubmission<Result> {
  bodyHash: string;
  result: Result;
}

/** The stored answer for a key, if there is one. A retry that overtakes the first waits for it. */
export async function storedSubmission<Result>(
  context: IndicatorsContext,
  key: string,
): Promise<StoredSubmission<Result> | null> {
  const { tenant, subject } = context.caller;
  await context.db.$executeRaw(
    Prisma.sql`SELECT pg_advisory_xact_lock(hashtextextended(${JSON.stringify([tenant, subject, key])}, 0))`,
  );
  const [row] = await context.db.$queryRaw<StoredSubmission<Result>[]>(Prisma.sql`
    SELECT body_hash AS "bodyHash", result FROM indicators.submission
    WHERE tenant_id = ${tenant} AND subject = ${subject} AND idempotency_key = ${key}`);
  return row ?? null;
}

export async function storeSubmission(
  context: IndicatorsContext,
  key: string,
  bodyHash: string,
  result: object,
): Promise<void> {
  const { tenant, subject } = context.caller;
  await context.db.$executeRaw(Prisma.sql`
    INSERT INTO indicators.submission (tenant_id, subject, idempotency_key, body_hash, result)
    VALUES (${tenant}, ${subject}, ${key}, ${bodyHash}, ${JSON.stringify(result)}::jsonb)`);
}

/** Keeps the faults of an answer beside it. */
export async function storeFaults(context: IndicatorsContext, key: string): Promise<void> {
  const { tenant, subject } = context.caller;
  await context.db.$executeRaw(Prisma.sql`
    INSERT INTO indicators.submission_fault (tenant_id, subject, idempotency_key, position, line, field, code, message)
    SELECT ${tenant}, ${subject}, ${key}, row_number() OVER (ORDER BY f.line, f.ord), f.line, f.field, f.code, f.message
    FROM pg_temp.fault f`);
}

export interface StoredFault {
  position: number;
  line: number;
  field: string;
  code: string;
  message: string;
}

/** The faults of a stored answer, in their order, behind one of them. */
export function storedFaultsAfter(
  context: IndicatorsContext,
  key: string,
  after: number,
  take: number,
): Promise<StoredFault[]> {
  const { tenant, subject } = context.caller;
  return context.db.$queryRaw<StoredFault[]>(Prisma.sql`
    SELECT position, line, field, code, message FROM indicators.submission_fault
    WHERE tenant_id = ${tenant} AND subject = ${subject} AND idempotency_key = ${key} AND position > ${after}
    ORDER BY position LIMIT ${take}`);
}
