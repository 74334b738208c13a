import { Prisma } from '@thi-dua/prisma/generated/localities/client';
import type { UserError } from '@thi-dua/schema/user-error';
import type { LocalitiesContext } from '../builder.js';
import { callerClient } from '../import/caller-client.js';
import type { Client } from '../import/client.js';
import { fault } from './tenant-faults.js';

/** Figures that stand as one tenant reported them while another answers for the unit. */
export interface StrandedFigures {
  /** Null: of tenants whose figures the caller may not know of; nothing else is told of these. */
  tenant: string | null;
  figures: number | null;
  /** The last of the days on which their periods end. */
  lastDay: string | null;
  /** Of some of the units. */
  codes: string[] | null;
}

/** Where a change may strand figures: those from a day on, of units and all that lies in them. */
export interface Reach {
  units: readonly string[];
  day: string;
  /** Only figures that these tenants reported. */
  of?: readonly string[];
}

/**
 * What a change of tenants or of the map, once written, has stranded: figures that whoever now answers for the unit could
 * not correct. No figure changes until the transaction ends.
 */
export async function strandedFigures(client: Client, { units, day, of }: Reach): Promise<StrandedFigures[]> {
  const { rows } = await client.query<StrandedFigures>(
    'SELECT tenant, figures, "lastDay", codes FROM map.stranded_figures($1::uuid[], $2::date, $3::text[])',
    [[...units], day, of === undefined ? null : [...of]],
  );
  return rows;
}

/** What speaks against the change, in words. */
export function strandedText({ tenant, figures, lastDay, codes }: StrandedFigures, day: string): string {
  const rule = 'Who reported a figure, or the successor that acts for that one, answers for it';
  if (tenant === null) return `Figures of others stand for periods that end on ${day} or later. ${rule}.`;
  return (
    `${figures} figures that "${tenant}" reported stand for periods that end on ${day} or later, the last on ${lastDay} ` +
    `(units ${codes?.join(', ')}), and another tenant would answer for them. ${rule}.`
  );
}

/** Writes a change of tenants or of the map, unless it strands figures: then nothing of it stays, and the faults say whose. */
export async function unlessStranding(
  context: LocalitiesContext,
  { path, ...reach }: Reach & { path: string },
  write: () => Promise<void>,
): Promise<UserError[]> {
  await context.db.$executeRaw(Prisma.sql`SAVEPOINT stranding`);
  await write();
  const stranded = reach.units.length === 0 ? [] : await strandedFigures(callerClient(context.db), reach);
  await context.db.$executeRaw(
    stranded.length > 0 ? Prisma.sql`ROLLBACK TO SAVEPOINT stranding` : Prisma.sql`RELEASE SAVEPOINT stranding`,
  );
  return stranded.map((figures) => fault('RECORDS_LATER', strandedText(figures, reach.day), path));
}
