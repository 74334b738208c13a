import { type Change, CriticalityLevel, diff } from '@graphql-inspector/core';
import {
  type GraphQLEnumType,
  type GraphQLInputObjectType,
  type GraphQLInterfaceType,
  type GraphQLObjectType,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
} from 'graphql';

/** A breaking change that is meant: what it is, since when it stands in the schema, and why clients are asked to bear it. */
export interface Declared {
  change: string;
  path: string;
  on: string;
  reason: string;
}

/** What clients notice: neither words of descriptions, nor what a new type or field consists of. */
export async function changesBetween(released: GraphQLSchema, current: GraphQLSchema): Promise<Change[]> {
  const changes = await diff(released, current);
  const added = new Set(
    changes.filter(({ type }) => type === 'TYPE_ADDED' || type === 'FIELD_ADDED').map(({ path }) => path),
  );
  const isPartOfNew = (path: string): boolean => {
    const holder = path.slice(0, Math.max(0, path.lastIndexOf('.')));
    return holder !== '' && (added.has(holder) || isPartOfNew(holder));
  };
  return changes.filter(({ type, path = '' }) => !String(type).includes('DESCRIPTION') && !isPartOfNew(path));
}

export const isBreaking = ({ criticality }: Change): boolean => criticality.level === CriticalityLevel.Breaking;

/** Everything in a schema that says it is deprecated, by its coordinate. */
export function deprecationsOf(schema: GraphQLSchema): Map<string, string> {
  const found = new Map<string, string>();
  const note = (coordinate: string, reason: string | null | undefined) => {
    if (typeof reason === 'string') found.set(coordinate, reason);
  };
  const ofFields = (type: GraphQLObjectType | GraphQLInterfaceType) => {
    for (const field of Object.values(type.getFields())) {
      note(`${type.name}.${field.name}`, field.deprecationReason);
      for (const argument of field.args)
        note(`${type.name}.${field.name}.${argument.name}`, argument.deprecationReason);
    }
  };
  const ofMembers = (
    name: string,
    members: readonly { name: string; deprecationReason?: string | null | undefined }[],
  ) => {
    for (const member of members) note(`${name}.${member.name}`, member.deprecationReason);
  };
  const membersOf = (type: GraphQLEnumType | GraphQLInputObjectType) =>
    isEnumType(type) ? type.getValues() : Object.values(type.getFields());
  for (const type of Object.values(schema.getTypeMap())) {
    if (isIntrospectionType(type)) continue;
    if (isObjectType(type) || isInterfaceType(type)) ofFields(type);
    if (isEnumType(type) || isInputObjectType(type)) ofMembers(type.name, membersOf(type));
  }
  return found;
}

/** How a deprecation is worded: until when it stands at least, and what takes its place. */
const wording = /^(?:.+ )?Removed after (\d{4}-\d{2}-\d{2})\. (?:Use .+|Nothing takes its place)\.$/;
export const endOf = (reason: string): string | null => wording.exec(reason)?.[1] ?? null;

/** How long a deprecated name stands from the release that deprecates it, in days. */
export const NOTICE_DAYS = 180;

const daysAfter = (day: string, days: number) =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

export interface Comparison {
  released: GraphQLSchema;
  /** The day of the release that is compared with. */
  releasedOn: string;
  current: GraphQLSchema;
  declared: readonly Declared[];
}

/** Everything that forbids the current schema to follow the released one; empty where it may. */
export async function refusals({ released, releasedOn, current, declared }: Comparison): Promise<string[]> {
  const breaking = (await changesBetween(released, current)).filter(isBreaking);
  const same = (one: Declared) => (change: Change) => change.type === one.change && change.path === one.path;
  const before = deprecationsOf(released);
  const now = deprecationsOf(current);
  const notice = daysAfter(releasedOn, NOTICE_DAYS);
  return [
    ...breaking
      .filter((change) => !declared.some((one) => same(one)(change)))
      .map(({ type, path, message }) => `undeclared: ${type} ${path} (${message})`),
    ...declared
      .filter((one) => !breaking.some(same(one)))
      .map(({ change, path }) => `declared, but not so: ${change} ${path}`),
    ...declared.flatMap(({ path, on, reason }) => {
      const promised = endOf(before.get(path) ?? '');
      return [
        ...(reason.trim() === '' ? [`declared without a reason: ${path}`] : []),
        ...(promised !== null && on <= promised ? [`removed before ${promised}, as was promised: ${path}`] : []),
      ];
    }),
    ...[...now].flatMap(([coordinate, reason]) => {
      const end = endOf(reason);
      if (end === null) return [`deprecated without a day and what takes its place: ${coordinate} ("${reason}")`];
      const promised = endOf(before.get(coordinate) ?? '');
      if (promised !== null) return end < promised ? [`promised until ${promised}: ${coordinate}`] : [];
      return end < notice ? [`deprecated for less than ${NOTICE_DAYS} days: ${coordinate}`] : [];
    }),
  ];
}
