import { readGlobalId, toGlobalId } from '@thi-dua/schema/global-id';
import { key, reference } from '@thi-dua/schema/subgraph-schema';
import { builder, type LocalitiesContext } from '../builder.js';
import { LocalityFlagRef, LocalityRef } from '../locality/locality-graph.js';
import { type LocalityNode, localityById } from '../locality/locality-store.js';
import { defaultDay, EVER_AFTER, EVER_BEFORE } from '../locality/standing.js';
import { NodeRef } from '../node/node-ref.js';
import { provincesOf, type RegionRow, regionByCode, regionOfProvince, regionsOn } from './region-store.js';

/** A region as it is drawn on a day; left open: today, or its own last day. */
type RegionNode = RegionRow & { day?: string };

const dayOf = (region: RegionNode, context: LocalitiesContext) => region.day ?? defaultDay(region, context.today);

export const RegionRef = builder.objectRef<RegionNode>('Region');
export async function representedRegion({ id }: { id: string }, context: LocalitiesContext) {
  const code = readGlobalId('Region', id);
  const region = code === null ? null : await regionByCode(context).load(code);
  return region === null ? null : { __typename: 'Region', ...region };
}

builder.objectType(RegionRef, {
  description:
    'A socio-economic region (vùng kinh tế - xã hội): a group of provinces that figures are broken down by. Redrawn by ' +
    'decision; no authority answers for one.',
  directives: key('id'),
  extensions: reference<LocalitiesContext, { id: string }>(representedRegion),
  interfaces: [NodeRef],
  fields: (t) => ({
    id: t.id({ resolve: (region) => toGlobalId('Region', region.code) }),
    code: t.exposeString('code'),
    name: t.exposeString('name'),
    nameEn: t.exposeString('nameEn'),
    validFrom: t.field({ type: 'Date', nullable: true, resolve: (r) => (r.begins === EVER_BEFORE ? null : r.begins) }),
    validTo: t.field({ type: 'Date', nullable: true, resolve: (r) => (r.ends === EVER_AFTER ? null : r.ends) }),
    legalBasis: t.exposeString('legalBasis', { nullable: true, description: 'The decision that drew it last.' }),
    flags: t.field({ type: [LocalityFlagRef], resolve: (region) => region.flags }),
    provinces: t.field({
      type: [LocalityRef],
      description: 'By code; today, or on the day the region was asked for.',
      args: { asOf: t.arg({ type: 'Date', required: false }) },
      resolve: async (region, { asOf }, context) => {
        const day = asOf ?? dayOf(region, context);
        const ids = await provincesOf(context).load({ code: region.code, day });
        const found = await Promise.all(ids.map((id) => localityById(context).load(id)));
        return found.filter((unit): unit is LocalityNode => unit !== null).map((unit) => ({ ...unit, day }));
      },
    }),
  }),
});

builder.queryField('regions', (t) =>
  t.field({
    type: [RegionRef],
    description: 'The socio-economic regions of a day (today where none is named), from north to south.',
    requiresScopes: ['map:read'],
    args: { asOf: t.arg({ type: 'Date', required: false }) },
    resolve: async (_root, { asOf }, context) => {
      const day = asOf ?? context.today;
      return (await regionsOn(context, day)).map((region) => ({ ...region, day }));
    },
  }),
);

builder.objectField(LocalityRef, 'region', (t) =>
  t.field({
    type: RegionRef,
    nullable: true,
    description: 'Of a province: the region it belongs to, today or on its own last day.',
    args: { asOf: t.arg({ type: 'Date', required: false }) },
    resolve: async (unit, { asOf }, context) => {
      const day = asOf ?? unit.day;
      const region = await regionOfProvince(context).load({ id: unit.id, day });
      return region && { ...region, day };
    },
  }),
);
