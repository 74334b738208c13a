import { Prisma } from '@thi-dua/prisma/generated/indicators/client';
import { defineLoader } from '@thi-dua/schema/context';
import type { IndicatorsContext } from '../builder.js';
import type { Basis } from '../figure/figure.js';

interface ReleaseKey {
  unit: string;
  period: string;
  basis: Basis;
}
const text = ({ unit, period, basis }: ReleaseKey) => [unit, period, basis].join(' ');

/** Whether a release stands for a unit and period. Acts of release are public: everyone signed in may know, whatever they opened. */
export const isOpened = defineLoader<IndicatorsContext, ReleaseKey, boolean, string>(
  async (keys, context) => {
    const rows = await context.db.$queryRaw<ReleaseKey[]>(Prisma.sql`
    SELECT r.locality_id AS unit, r.period, r.basis::text AS basis
    FROM unnest(${keys.map((key) => key.unit)}::uuid[], ${keys.map((key) => key.period)}::text[], ${keys.map((key) => key.basis)}::text[])
      AS k(unit, period, basis)
    JOIN indicators.release r ON r.locality_id = k.unit AND r.period = k.period AND r.basis = k.basis::indicators.basis`);
    const opened = new Set(rows.map(text));
    return keys.map((key) => opened.has(text(key)));
  },
  text,
  Number.POSITIVE_INFINITY,
);
