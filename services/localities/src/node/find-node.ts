import { defineLoader } from '@thi-dua/schema/context';
import { unavailable } from '@thi-dua/schema/errors';
import { ENTITIES, type EntityName } from '@thi-dua/schema/global-id';
import type { ServiceName } from '@thi-dua/schema/identity';
import { parse } from 'graphql';
import type { LocalitiesContext } from '../builder.js';
import { represented } from './represented.js';

export interface EntityKey {
  __typename: EntityName;
  id: string;
}

const document = parse('query ($keys: [_Any!]!) { _entities(representations: $keys) { __typename } }');

/**
 * Whether the caller may see what another service keeps, by that service's word: a key is not shown before. A service that
 * does not answer leaves open what it keeps, and nothing else.
 */
const isSeen = defineLoader<LocalitiesContext, EntityKey, boolean, string>(
  async (keys, context) => {
    const seen = new Map<string, boolean | Error>();
    const ask = async (owner: ServiceName) => {
      const own = keys.filter(({ __typename }) => ENTITIES[__typename].owner === owner);
      try {
        const { _entities } = await context.ask<{ _entities: (object | null)[] }>(owner, document, { keys: own });
        for (const [i, { id }] of own.entries()) seen.set(id, (_entities[i] ?? null) !== null);
      } catch (error) {
        for (const { id } of own) seen.set(id, error instanceof Error ? error : unavailable());
      }
    };
    await Promise.all([...new Set(keys.map(({ __typename }) => ENTITIES[__typename].owner))].map(ask));
    return keys.map(({ id }) => seen.get(id) ?? false);
  },
  ({ id }) => id,
);

/** What a global id names, as far as this service knows it; null for what the caller may not see, as for what is not there. */
export async function findNode(key: EntityKey, context: LocalitiesContext): Promise<object | null> {
  if (ENTITIES[key.__typename].owner !== 'localities' && !(await isSeen(context).load(key))) return null;
  const here = represented.get(key.__typename);
  return here === undefined ? key : here(key, context);
}
