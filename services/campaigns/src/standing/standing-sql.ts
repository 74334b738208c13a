import { Prisma } from '@thi-dua/prisma/generated/campaigns/client';
import type { CampaignsContext } from '../builder.js';

/** A column of the statement, written by us and never by a caller. */
type Column = Prisma.Sql;

const lines = (context: CampaignsContext, holds: Prisma.Sql, day: Column | null): Prisma.Sql => {
  const today = Prisma.sql`(a.begins <= ${context.today}::date AND ${context.today}::date < a.ends)`;
  const then = day === null ? Prisma.sql`false` : Prisma.sql`(a.begins <= ${day} AND ${day} < a.ends)`;
  return Prisma.sql`EXISTS (SELECT FROM map.authority a WHERE ${holds} AND (${today} OR ${then}))`;
};

/** The caller is the record's owner, or acts for it. */
export const ownedBy = (context: CampaignsContext, owner: Column): Prisma.Sql => {
  const { tenant } = context.caller;
  return Prisma.sql`(${owner} = ${tenant} OR ${lines(context, Prisma.sql`a.subordinate = ${owner} AND a.superior = ${tenant} AND a.basis = 'SUCCESSOR'`, null)})`;
};

/** The caller stands above the record's owner, today or on the record's day. */
export const overseenBy = (context: CampaignsContext, owner: Column, day: Column | null): Prisma.Sql =>
  lines(
    context,
    Prisma.sql`a.subordinate = ${owner} AND a.superior = ${context.caller.tenant} AND a.basis IN ('LINE', 'ARCHIVE')`,
    day,
  );

/** The caller stands below the record's owner, today or on the record's day. */
export const belowOf = (context: CampaignsContext, owner: Column, day: Column): Prisma.Sql =>
  lines(
    context,
    Prisma.sql`a.superior = ${owner} AND a.subordinate = ${context.caller.tenant} AND a.basis = 'LINE'`,
    day,
  );
