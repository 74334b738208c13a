import { Prisma } from '@thi-dua/prisma/generated/campaigns/client';
import { ROLES } from '@thi-dua/schema/caller';
import { today } from '@thi-dua/schema/day';
import { cameByLink } from '@thi-dua/schema/export-link';
import {
  Claim,
  Claimed,
  EXPORT_ROUTES,
  ExportFile,
  type ExportKind,
  ExportReport,
  type ExportWork,
  Reported,
  Sweep,
  Swept,
  worksExports,
} from '@thi-dua/schema/export-work';
import type { Route, RouteAddress, RouteAnswer } from '@thi-dua/schema/route';
import { jsonIn, within } from '@thi-dua/schema/route-work';
import type { z } from 'zod';
import type { CampaignsContext } from '../builder.js';
import { tenantTime } from '../plan/tenant-store.js';
import { mayExport, ownExports } from './export-policy.js';
import { isThere } from './export-store.js';

const nothing: RouteAnswer = {
  status: 404,
  headers: { 'content-type': 'text/plain; charset=utf-8' },
  body: 'not found\n',
};
const json = (body: unknown): RouteAnswer => ({
  status: 200,
  headers: { 'content-type': 'application/json; charset=utf-8' },
  body: JSON.stringify(body),
});

/** A step of whoever works exports off, which nobody else may take. */
const step = <Asked extends z.ZodType, Answered extends z.ZodType>(
  at: RouteAddress,
  asked: Asked,
  answered: Answered,
  act: (context: CampaignsContext, asked: z.infer<Asked>) => Promise<z.infer<Answered>>,
): Route => ({
  ...at,
  changes: null,
  async answer(request, caller, open) {
    if (!worksExports(caller)) return nothing;
    const wish = asked.parse(await jsonIn(request));
    return json(answered.parse(await within(open, (context: CampaignsContext) => act(context, wish))));
  },
});

interface ClaimedRow {
  id: string;
  run: number;
  tenant: string;
  subject: string;
  roles: string[];
  kinds: ExportKind[];
  updatedSince: Date | null;
  asOf: string;
  gzip: boolean;
  startedAt: Date;
  kindsDone: number;
  cursor: string | null;
  objectCount: number;
  bytes: bigint;
}

const workOf = ({ kindsDone, cursor, objectCount, bytes, ...row }: ClaimedRow): ExportWork => ({
  ...row,
  roles: ROLES.filter((role) => row.roles.includes(role)),
  updatedSince: row.updatedSince?.toISOString() ?? null,
  startedAt: row.startedAt.toISOString(),
  position: { kindsDone, cursor, objectCount, bytes: Number(bytes) },
});

const claim = step(EXPORT_ROUTES.claim, Claim, Claimed, async ({ db }, { atOnce, leaseSeconds }) => {
  const [found] = await db.$queryRaw<ClaimedRow[]>(Prisma.sql`
    SELECT id::text AS id, run, tenant_id AS tenant, subject, roles, kinds::text[] AS kinds, updated_since AS "updatedSince",
      as_of::text AS "asOf", gzip, started_at AS "startedAt", kinds_done AS "kindsDone", cursor,
      object_count AS "objectCount", bytes
    FROM campaigns.claim_export(${atOnce}::int, make_interval(secs => ${leaseSeconds}::int))`);
  return { work: found === undefined ? null : workOf(found) };
});

/** What became of it, where it is this run's still; false where it was cancelled or another took it up. */
const report = step(EXPORT_ROUTES.report, ExportReport, Reported, async (context, told) => {
  const mine = { id: told.id, run: told.run, status: 'RUNNING' as const, ...ownExports(context) };
  const set = async (data: Prisma.BulkExportUpdateManyMutationInput) =>
    (await context.db.bulkExport.updateMany({ where: mine, data })).count > 0;
  const failed = (errorCode: string, errorMessage: string) =>
    set({ status: 'FAILED', finishedAt: new Date(), leaseUntil: null, errorCode, errorMessage });
  switch (told.state) {
    case 'LEFT':
      return { goOn: await set({ leaseUntil: null }) };
    case 'FAILED':
      return { goOn: await failed(told.code, told.message) };
    case 'DONE':
      return {
        goOn: await set({
          ...told.position,
          status: 'DONE',
          finishedAt: new Date(),
          leaseUntil: null,
          expiresAt: new Date(told.expiresAt),
        }),
      };
    case 'RUNNING': {
      if (await endedMeanwhile(context, told.id)) {
        await failed('TENANT_ENDED', 'The tenant ended while its export was under way.');
        return { goOn: false };
      }
      // By the clock that says whether it has run out.
      const [lease] = await context.db.$queryRaw<{ until: Date }[]>(
        Prisma.sql`SELECT clock_timestamp() + make_interval(secs => ${told.leaseSeconds}::int) AS until`,
      );
      return { goOn: await set({ ...told.position, leaseUntil: lease?.until ?? null }) };
    }
  }
});

/** Whether the tenant has ended since the export was asked for: one that had ended before reads its archive. */
async function endedMeanwhile(context: CampaignsContext, id: string): Promise<boolean> {
  const [row, time] = await Promise.all([
    context.db.bulkExport.findFirst({ where: { id, ...ownExports(context) }, select: { createdAt: true } }),
    tenantTime(context).load(context.caller.tenant),
  ]);
  return row !== null && time !== null && time.ends <= context.today && time.ends > today(row.createdAt);
}

const sweep = step(EXPORT_ROUTES.sweep, Sweep, Swept, async ({ db }, { ids }) => ({
  wanted: (
    await db.$queryRaw<{ id: string }[]>(
      Prisma.sql`SELECT id::text AS id FROM campaigns.sweep_exports(${ids}::uuid[]) id`,
    )
  ).map(({ id }) => id),
}));

/** `GET /exports/file?id=…`: which file the gateway gives for an export to whoever asks: to its maker, or by a link to it. */
const file: Route = {
  ...EXPORT_ROUTES.file,
  changes: null,
  async answer({ query }, caller, open) {
    const id = query.get('id') ?? '';
    if (!mayExport(caller) && !cameByLink(caller, id)) return nothing;
    const row = await within(open, (context: CampaignsContext) =>
      context.db.bulkExport.findFirst({ where: { id, ...ownExports(context) } }),
    );
    if (row === null || !isThere(row) || row.finishedAt === null) return nothing;
    const { run, gzip, bytes, finishedAt } = row;
    const found: ExportFile = { id, run, gzip, bytes: Number(bytes), finishedAt: finishedAt.toISOString() };
    return json(ExportFile.parse(found));
  },
};

export const exportRoutes: readonly Route[] = [claim, report, sweep, file];
