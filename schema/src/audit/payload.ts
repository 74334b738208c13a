import { execute, type GraphQLObjectType, GraphQLSchema, getNullableType, isObjectType, parse } from 'graphql';

/** What a mutation's payload tells of its own accord. */
export interface Told {
  /** Of the records it names one by one, whether the caller selected them or not: one that was created has no other id. */
  readonly ids: readonly string[];
  /** Codes of its `errors`. */
  readonly faults: readonly string[];
}

/**
 * Reads ids and errors out of payloads of a type, whatever the caller selected: by executing a selection of ours upon the
 * payload. Lists are left out, since each of their records would be read again.
 */
export function payloadReader(type: GraphQLObjectType): (payload: unknown, context: unknown) => Promise<Told> {
  const fields = Object.values(type.getFields()).filter(({ args }) => args.length === 0);
  const named = fields.flatMap((field) => {
    const of = getNullableType(field.type);
    return isObjectType(of) && String(of.getFields().id?.type) === 'ID!' ? [field.name] : [];
  });
  const errors = fields.some((field) => String(field.type) === '[UserError!]!' && field.name === 'errors');
  if (named.length === 0 && !errors) return async () => ({ ids: [], faults: [] });
  const document = parse(`{ ${named.map((name) => `${name} { id }`).join(' ')} ${errors ? 'errors { code }' : ''} }`);
  const schema = new GraphQLSchema({ query: type, assumeValid: true });
  return async (payload, contextValue) => {
    const { data } = await execute({ schema, document, rootValue: payload, contextValue });
    const told = new Map(Object.entries(data ?? {}));
    const ids = named.flatMap((name) => textIn(told.get(name), 'id'));
    const faults = told.get('errors');
    return { ids, faults: Array.isArray(faults) ? faults.flatMap((fault) => textIn(fault, 'code')) : [] };
  };
}

function textIn(value: unknown, name: string): string[] {
  if (typeof value !== 'object' || value === null) return [];
  const found: unknown = new Map(Object.entries(value)).get(name);
  return typeof found === 'string' ? [found] : [];
}
