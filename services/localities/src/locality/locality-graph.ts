import { pageArgs, paginate } from '@thi-dua/schema/connection';
import { badInput } from '@thi-dua/schema/errors';
import { readGlobalUuid, toGlobalId } from '@thi-dua/schema/global-id';
import { key, reference } from '@thi-dua/schema/subgraph-schema';
import { builder, connection, type LocalitiesContext } from '../builder.js';
import { NodeRef } from '../node/node-ref.js';
import { readNameQuery } from '../search/name-query.js';
import { countFound, foundKey, searchLocalities } from '../search/search-store.js';
import {
  ancestorsOn,
  childCountOn,
  childrenOn,
  countLocalitiesOn,
  type DesignationRow,
  designationsOf,
  type Flag,
  LOCALITY_LEVELS,
  type LocalityName,
  type LocalityNode,
  localitiesOn,
  localityByCode,
  localityById,
  localityKey,
  namesOf,
  parentOn,
} from './locality-store.js';
import { defaultDay, EVER_AFTER, EVER_BEFORE, firstDay, lastDay } from './standing.js';
import { predecessorsOf, type SuccessionRow, successorsOf } from './succession-store.js';

export const LocalityLevelEnum = builder.enumType('LocalityLevel', {
  description: 'The levels of administration. The district level ended on 1 July 2025.',
  values: LOCALITY_LEVELS,
});
export const ExtentEnum = builder.enumType('Extent', {
  description:
    'WHOLE: the unit went entirely into the other. PART: it was split, and nobody can say which household went where.',
  values: ['WHOLE', 'PART'] as const,
});

/** What lies around a unit is told by the unit alone: the same whether it was found by a code and day, or by its id. */
const around = (unit: LocalityNode, asOf: string | null | undefined, { today }: LocalitiesContext) => ({
  id: unit.id,
  day: asOf ?? defaultDay(unit, today),
});

export const LocalityRef = builder.objectRef<LocalityNode>('Locality');
export const LocalityFlagRef = builder.objectRef<Flag>('RecordFlag').implement({
  description: 'What the sources leave open about a record.',
  fields: (t) => ({
    code: t.exposeString('code', { description: 'Stable, in capitals.' }),
    explanation: t.exposeString('explanation'),
  }),
});

const LocalityNameRef = builder.objectRef<LocalityName>('LocalityName').implement({
  description: 'What a unit was called, and its type, for a time.',
  fields: (t) => ({
    name: t.exposeString('name'),
    fullName: t.exposeString('fullName'),
    type: t.exposeString('type', { description: 'Tỉnh, Thành phố, Quận, Huyện, Phường, Xã …' }),
    validFrom: t.field({ type: 'Date', nullable: true, resolve: (n) => (n.begins === EVER_BEFORE ? null : n.begins) }),
    validTo: t.field({ type: 'Date', nullable: true, resolve: (n) => (n.ends === EVER_AFTER ? null : n.ends) }),
  }),
});

const DesignationRef = builder.objectRef<DesignationRow>('Designation').implement({
  description: 'A status (diện) a unit holds for a time, e.g. extremely difficult commune.',
  fields: (t) => ({
    kind: t.exposeString('kind'),
    name: t.exposeString('name'),
    validFrom: t.field({ type: 'Date', resolve: (d) => d.begins }),
    validTo: t.field({ type: 'Date', nullable: true, resolve: (d) => (d.ends === EVER_AFTER ? null : d.ends) }),
    legalBasis: t.exposeString('legalBasis', { nullable: true }),
    endedBy: t.exposeString('endedBy', {
      nullable: true,
      description:
        'The decision that took it away; null while it is held, or where it lapsed with its stage or the unit.',
    }),
  }),
});

const LocalityRequired = async (id: string, context: LocalitiesContext): Promise<LocalityNode> => {
  const node = await localityById(context).load(id);
  if (node === null) throw new Error(`succession names a unit that is not on the map: ${id}`);
  return node;
};
export const SuccessionRef = builder.objectRef<SuccessionRow>('Succession').implement({
  description: 'The link from a unit that ended to what it became.',
  fields: (t) => ({
    from: t.field({ type: LocalityRef, resolve: (s, _args, context) => LocalityRequired(s.fromId, context) }),
    to: t.field({ type: LocalityRef, resolve: (s, _args, context) => LocalityRequired(s.toId, context) }),
    effectiveOn: t.field({ type: 'Date', resolve: (s) => s.effectiveOn }),
    extent: t.field({ type: ExtentEnum, resolve: (s) => s.extent }),
    legalBasis: t.exposeString('legalBasis', {
      nullable: true,
      description: 'The resolution; null where no source confirms it.',
    }),
  }),
});

export const LocalityConnectionRef = connection('Locality', LocalityRef);

export const nameOn = async (unit: LocalityNode, day: string, context: LocalitiesContext): Promise<LocalityName> => {
  const names = await namesOf(context).load(unit.id);
  const name = names.find((n) => n.begins <= day && day < n.ends) ?? names.at(-1);
  if (name === undefined) throw new Error(`unit without a name: ${unit.id}`);
  return name;
};
const standsOn = (unit: LocalityNode, day: string) => unit.begins <= day && day < unit.ends;

export async function representedLocality({ id }: { id: string }, context: LocalitiesContext) {
  const inner = readGlobalUuid('Locality', id);
  const node = inner === null ? null : await localityById(context).load(inner);
  return node === null ? null : { __typename: 'Locality', ...node };
}

builder.objectType(LocalityRef, {
  description:
    'One administrative unit during one stretch of time. Codes are reused, so a code names a unit only together with a day; ' +
    'a merger begins a new unit, even under an old name or code, while a renamed or retyped unit goes on.',
  directives: key('id'),
  extensions: reference<LocalitiesContext, { id: string }>(representedLocality),
  interfaces: [NodeRef],
  fields: (t) => ({
    id: t.id({ resolve: (unit) => toGlobalId('Locality', unit.id) }),
    code: t.exposeString('code', {
      description:
        "The statistics office's code (2 digits province, 3 district, 5 commune), or VN; of a neighbourhood, the code of the commune that listed it first, a hyphen and its own there.",
    }),
    name: t.string({
      description: 'Without its type: "Khương Mai". On the day asked for.',
      resolve: async (unit, _args, context) => (await nameOn(unit, unit.day, context)).name,
    }),
    fullName: t.string({
      description: 'With its type: "Phường Khương Mai". On the day asked for.',
      resolve: async (unit, _args, context) => (await nameOn(unit, unit.day, context)).fullName,
    }),
    names: t.field({
      type: [LocalityNameRef],
      description: 'Every name it has borne, oldest first.',
      resolve: (unit, _args, context) => namesOf(context).load(unit.id),
    }),
    level: t.field({ type: LocalityLevelEnum, resolve: (unit) => unit.level }),
    validFrom: t.field({
      type: 'Date',
      nullable: true,
      description: 'Its first day; null where that lies before the first record, or no source states it (see flags).',
      resolve: firstDay,
    }),
    validTo: t.field({
      type: 'Date',
      nullable: true,
      description: 'The day after its last; null while it stands, or where no source states the day (see flags).',
      resolve: lastDay,
    }),
    flags: t.field({ type: [LocalityFlagRef], resolve: (unit) => unit.flags }),
    parent: t.field({
      type: LocalityRef,
      nullable: true,
      description:
        "The unit it lies in directly. Left out, `asOf` is today, or its own last day, whatever day it was looked up for. Null on days it didn't stand.",
      args: { asOf: t.arg({ type: 'Date', required: false }) },
      resolve: (unit, { asOf }, context) => parentOn(context).load(around(unit, asOf, context)),
    }),
    ancestors: t.field({
      type: [LocalityRef],
      description: 'The units it lies in, nearest first; on the day as for `parent`.',
      args: { asOf: t.arg({ type: 'Date', required: false }) },
      resolve: (unit, { asOf }, context) => ancestorsOn(context).load(around(unit, asOf, context)),
    }),
    children: t.field({
      type: LocalityConnectionRef,
      description:
        'The units that lie in it directly, by code; on the day as for `parent`. A territory of which not all units are recorded says so by a flag of coverage.',
      args: { asOf: t.arg({ type: 'Date', required: false }), ...pageArgs(t) },
      resolve: (unit, { asOf, ...page }, context) => {
        const at = around(unit, asOf, context);
        return paginate(page, {
          keyLength: 1,
          keyOf: (child: LocalityNode) => [child.code],
          fetch: (take, after) =>
            childrenOn(context).load({ ...at, take, after: after === null ? '' : String(after[0]) }),
          count: () => childCountOn(context).load(at),
        });
      },
    }),
    predecessors: t.field({
      type: [SuccessionRef],
      description: 'What it was made from.',
      resolve: (unit, _args, context) => predecessorsOf(context).load(unit.id),
    }),
    successors: t.field({
      type: [SuccessionRef],
      description: 'What it became.',
      resolve: (unit, _args, context) => successorsOf(context).load(unit.id),
    }),
    designations: t.field({
      type: [DesignationRef],
      description: 'The statuses it holds on the day, today or its own last day where none is named.',
      args: { asOf: t.arg({ type: 'Date', required: false }) },
      resolve: async (unit, { asOf }, context) => {
        const day = asOf ?? unit.day;
        if (!standsOn(unit, day)) return [];
        return (await designationsOf(context).load(unit.id)).filter((d) => d.begins <= day && day < d.ends);
      },
    }),
  }),
});

export const requireCode = (code: string, argument: string) => {
  if (!/^[A-Za-z0-9.-]{1,32}$/.test(code)) {
    throw badInput(
      `"${argument}" is not a code. Use 2 digits for a province, 3 for a district, 5 for a commune, or VN.`,
      argument,
    );
  }
  return code;
};

export const requireDesignationKind = (kind: string, argument: string) => {
  if (!/^[A-Z][A-Z0-9_]{0,63}$/.test(kind)) {
    throw badInput(`"${argument}" is not a kind of designation. Use capitals, e.g. POOR_DISTRICT.`, argument);
  }
  return kind;
};

builder.queryField('locality', (t) =>
  t.field({
    type: LocalityRef,
    nullable: true,
    description: 'The unit that bears a code on a day; without a day, the one valid today, else the last that bore it.',
    requiresScopes: ['map:read'],
    args: { code: t.arg.string({ required: true }), asOf: t.arg({ type: 'Date', required: false }) },
    resolve: (_root, { code, asOf }, context) => localityByCode(context, requireCode(code, 'code'), asOf ?? null),
  }),
);

const LocalityFilterInput = builder.inputType('LocalityFilter', {
  description: 'All conditions that are given must hold.',
  fields: (t) => ({
    levels: t.field({ type: [LocalityLevelEnum], required: false }),
    codes: t.stringList({ required: false, description: 'At most 500.' }),
    within: t.string({
      required: false,
      description: 'The code of a unit they lie in, at any depth, on the day asked for.',
    }),
    name: t.string({
      required: false,
      description:
        'What they are called on the day, as people type it: with or without type ("Q. Thanh Xuan") and diacritics, begun ' +
        'only or with a slip; or a code. Units around it may follow behind commas: "Tân Lập, Mộc Châu". At most 100 characters.',
    }),
    designation: t.string({ required: false, description: 'The kind of a designation they hold on the day.' }),
  }),
});

builder.queryField('localities', (t) =>
  t.field({
    type: LocalityConnectionRef,
    description:
      'The units that stand on a day (today where none is named), from the nation down, by code within a level; where a ' +
      'name is asked for, the best match first.',
    requiresScopes: ['map:read'],
    args: {
      filter: t.arg({ type: LocalityFilterInput, required: false }),
      asOf: t.arg({ type: 'Date', required: false }),
      ...pageArgs(t),
    },
    resolve: (_root, { filter, asOf, ...page }, context) => {
      const day = asOf ?? context.today;
      const codes = filter?.codes?.map((code) => requireCode(code, 'filter.codes'));
      if (codes && codes.length > 500) throw badInput('"filter.codes" takes at most 500 codes.', 'filter.codes');
      if (filter?.within) requireCode(filter.within, 'filter.within');
      if (typeof filter?.designation === 'string') requireDesignationKind(filter.designation, 'filter.designation');
      const where = { levels: filter?.levels, codes, within: filter?.within, designation: filter?.designation };
      if (typeof filter?.name === 'string') {
        const query = readNameQuery(filter.name, 'filter.name');
        return paginate(page, {
          keyLength: 3,
          keyOf: foundKey,
          fetch: (take, after) => searchLocalities(context, query, where, day, take, after),
          count: () => countFound(context, query, where, day),
        });
      }
      return paginate(page, {
        keyLength: 2,
        keyOf: localityKey,
        fetch: (take, after) => localitiesOn(context, where, day, take, after),
        count: () => countLocalitiesOn(context, where, day),
      });
    },
  }),
);
