import { readGlobalId, toGlobalId } from '@thi-dua/schema/global-id';
import { parse } from 'graphql';
import type { CampaignsContext } from '../builder.js';
import type { Frozen } from './freeze-annexes.js';

const countsDocument = parse(`
  query ($units: [_Any!]!, $year: Int!) {
    _entities(representations: $units) { ... on Locality {
      id awardCounts(year: $year) { count form { id name decidedBy } occasion subject year } } } }`);

interface UnitCounts {
  id: string;
  awardCounts:
    | {
        count: number;
        form: { id: string; name: string; decidedBy: string };
        occasion: string;
        subject: string;
        year: number;
      }[]
    | null;
}

/** Annex 04: the awards of the year's decisions that stand, in the territory and in each unit directly below it. */
export async function freezeAwards(
  context: CampaignsContext,
  { versionId, year }: Frozen,
  units: readonly string[],
): Promise<void> {
  const { _entities } = await context.ask<{ _entities: (UnitCounts | null)[] }>('awards', countsDocument, {
    units: units.map((unit) => ({ __typename: 'Locality', id: toGlobalId('Locality', unit) })),
    year,
  });
  const rows = _entities.flatMap((unit) => {
    const localityId = unit && readGlobalId('Locality', unit.id);
    if (!localityId) return [];
    return (unit.awardCounts ?? []).flatMap(({ form, ...counted }) => {
      const key = readGlobalId('AwardForm', form.id);
      return key === null
        ? []
        : [{ ...counted, localityId, form: key, formName: form.name, decidedBy: form.decidedBy }];
    });
  });
  await context.db.reportAward.createMany({ data: rows.map((row, position) => ({ ...row, versionId, position })) });
}
