import { scopesMissing } from '@thi-dua/schema/require-scopes';
import type { Scope } from '@thi-dua/schema/scopes';
import { GraphQLError } from 'graphql';

/** A field that is not given to this caller. */
export interface Withheld {
  /** Its key in the answer. */
  readonly key: string;
  readonly required: readonly Scope[];
  /** Which field it is that takes them, by the schema's name. */
  readonly field: string;
}

/** Keys of placeholders. Names like these are the schema's own: no client's alias is one. */
const PREFIX = '__withheld_';

export const placeholder = (number: number): string => `${PREFIX}${number}`;

export function refusal({ required }: Withheld, path: (string | number)[]): GraphQLError {
  const { message, extensions } = scopesMissing(required);
  return new GraphQLError(message, { path, extensions });
}

/** Puts null wherever the answer has a placeholder, and says so at that very place. */
export function fillIn(data: unknown, withheld: readonly Withheld[]): { data: unknown; errors: GraphQLError[] } {
  const errors: GraphQLError[] = [];
  const fill = (value: unknown, path: (string | number)[]): unknown => {
    if (Array.isArray(value)) return value.map((item, i) => fill(item, [...path, i]));
    if (typeof value !== 'object' || value === null) return value;
    const missing = new Map<string, Withheld>();
    for (const key of Object.keys(value)) {
      const about = key.startsWith(PREFIX) ? withheld[Number(key.slice(PREFIX.length))] : undefined;
      if (about !== undefined && !missing.has(about.key)) missing.set(about.key, about);
    }
    for (const about of missing.values()) errors.push(refusal(about, [...path, about.key]));
    // What was asked for twice under one key, and once in vain, is null.
    const entries = Object.entries(value).flatMap(([key, inner]): [string, unknown][] => {
      if (missing.has(key)) return [];
      const about = key.startsWith(PREFIX) ? withheld[Number(key.slice(PREFIX.length))] : undefined;
      return [about === undefined ? [key, fill(inner, [...path, key])] : [about.key, null]];
    });
    return Object.fromEntries(entries);
  };
  return { data: fill(data, []), errors };
}
