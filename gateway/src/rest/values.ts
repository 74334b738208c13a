import { MAX_PAGE_SIZE } from '@thi-dua/schema/connection';
import { DateScalar, DateTimeScalar, DecimalScalar } from '@thi-dua/schema/scalars';
import {
  GraphQLError,
  type GraphQLInputType,
  type GraphQLNamedType,
  getNullableType,
  isEnumType,
  isListType,
  isNonNullType,
} from 'graphql';
import type { Parameter } from './parameters.js';

/** What is wrong with a part of an address. */
export interface Fault {
  parameter: string;
  in: 'path' | 'query';
  detail: string;
}

/** Texts that are left as they are where their scalar takes them: the service parses them itself. */
const scalars = new Map([DateScalar, DateTimeScalar, DecimalScalar].map((scalar) => [scalar.name, scalar]));

const MAX_INT = 2 ** 31 - 1;

function integer(text: string, name: string): number {
  const value = /^-?\d{1,10}$/.test(text) ? Number(text) : Number.NaN;
  const [least, most] = name === 'first' ? [0, MAX_PAGE_SIZE] : [-MAX_INT - 1, MAX_INT];
  if (!(value >= least && value <= most)) throw new GraphQLError(`It is a whole number from ${least} to ${most}.`);
  return value;
}

function one(text: string, type: GraphQLNamedType, name: string): unknown {
  if (isEnumType(type)) {
    if (type.getValue(text) === undefined)
      throw new GraphQLError(
        `It is one of ${type
          .getValues()
          .map((value) => value.name)
          .join(', ')}.`,
      );
    return text;
  }
  if (type.name === 'Int') return integer(text, name);
  if (type.name === 'Boolean') {
    if (text !== 'true' && text !== 'false') throw new GraphQLError('It is true or false.');
    return text === 'true';
  }
  scalars.get(type.name)?.parseValue(text);
  return text;
}

/** The value of a parameter as often as it was given; undefined where it was not. Throws a GraphQLError that says what is wrong. */
function readValue(texts: readonly string[], type: GraphQLInputType, name: string): unknown {
  const inner = getNullableType(type);
  if (texts.length === 0) {
    if (isNonNullType(type)) throw new GraphQLError('It is required.');
    return undefined;
  }
  if (isListType(inner)) return texts.map((text) => readValue([text], inner.ofType, name));
  const [text = '', ...more] = texts;
  if (more.length > 0) throw new GraphQLError('It is given more than once.');
  return one(text, inner, name);
}

/** Reads the variables of an operation out of an address; every fault at once. */
export function readVariables(
  parameters: readonly Parameter[],
  path: Readonly<Record<string, string>>,
  query: URLSearchParams,
): { variables: Record<string, unknown>; faults: Fault[] } {
  const variables: Record<string, unknown> = {};
  const faults: Fault[] = [];
  for (const { name, in: place, type } of parameters) {
    const texts = place === 'path' ? [path[name] ?? ''] : query.getAll(name);
    try {
      const value = readValue(texts, type, name);
      if (value !== undefined) variables[name] = value;
    } catch (error) {
      if (!(error instanceof GraphQLError)) throw error;
      faults.push({ parameter: name, in: place, detail: error.message });
    }
  }
  const known = new Set(parameters.filter((parameter) => parameter.in === 'query').map(({ name }) => name));
  for (const name of new Set(query.keys())) {
    if (!known.has(name))
      faults.push({ parameter: name.slice(0, 100), in: 'query', detail: 'There is no parameter of this name here.' });
  }
  return { variables, faults };
}
