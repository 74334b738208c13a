import {
  defaultFieldResolver,
  type GraphQLField,
  type GraphQLFieldResolver,
  type GraphQLSchema,
  getNamedType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import type { Context } from '../context.js';
import { idsIn } from './ids-in.js';
import { payloadReader, type Told } from './payload.js';

type Resolver = GraphQLFieldResolver<unknown, Context>;

/**
 * Makes every mutation of a finished schema leave its trace, and every root field that is asked by an id and answers that
 * there is nothing, and every reference from elsewhere to which there is nothing: by wrapping their resolvers, roles and scopes
 * included, so that no service can forget to.
 */
export function watch(schema: GraphQLSchema): void {
  for (const field of Object.values(schema.getMutationType()?.getFields() ?? {})) {
    const resolve: Resolver = field.resolve ?? defaultFieldResolver;
    const payload = getNamedType(field.type);
    // Made with the first call: a service has many mutations, and most processes see few of them.
    let read: ((payload: unknown, context: unknown) => Promise<Told>) | undefined;
    const watched: Resolver = async (source, args, context, info) => {
      const attempt = context.trail.attempt(field.name, idsIn(field.args, args));
      const result: unknown = await resolve(source, args, context, info);
      if (isObjectType(payload) && result !== null && result !== undefined) {
        read ??= payloadReader(payload);
        const told = await read(result, context);
        for (const id of told.ids) attempt.ids.add(id);
        attempt.faults = told.faults;
      }
      return result;
    };
    field.resolve = watched;
  }
  watchReferences(schema.getQueryType()?.getFields()._entities);
  for (const field of Object.values(schema.getQueryType()?.getFields() ?? {})) {
    const byId = field.args.some(({ type }) => getNamedType(type).name === 'ID');
    if (!byId || isNonNullType(field.type) || !isObjectType(getNamedType(field.type))) continue;
    const resolve: Resolver = field.resolve ?? defaultFieldResolver;
    const watched: Resolver = async (source, args, context, info) => {
      const result: unknown = await resolve(source, args, context, info);
      if (result === null || result === undefined) context.trail.miss(field.name, idsIn(field.args, args));
      return result;
    };
    field.resolve = watched;
  }
}

interface Representation {
  readonly __typename: string;
  readonly id?: unknown;
}

/** Longer texts are no ids of ours. */
const LONGEST = 200;

function watchReferences(field: GraphQLField<unknown, Context> | undefined): void {
  if (field === undefined) return;
  const resolve: Resolver = field.resolve ?? defaultFieldResolver;
  const watched: Resolver = async (source, args, context, info) => {
    const found: unknown = await resolve(source, args, context, info);
    if (!Array.isArray(found)) return found;
    const representations: readonly Representation[] = args.representations;
    return found.map(async (each: unknown, i) => {
      const shown: unknown = await each;
      const { __typename: type, id } = representations[i] ?? { __typename: '' };
      if ((shown === null || shown === undefined) && typeof id === 'string')
        context.trail.unseen(type, id.slice(0, LONGEST));
      return shown;
    });
  };
  field.resolve = watched;
}
