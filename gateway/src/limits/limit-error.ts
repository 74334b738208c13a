import { GraphQLError } from 'graphql';

/** What a single operation may ask for at most; each is configurable (see docs/operations.md). */
export interface Limits {
  /** Lexical tokens of the document. */
  tokens: number;
  /** Fields nested in each other. */
  depth: number;
  /** Aliased fields, fragments written out. */
  aliases: number;
  /** Fields of the operation itself, fragments written out. */
  rootFields: number;
  /** Fields in all, fragments written out. */
  fields: number;
  /** See `costOf`. */
  cost: number;
}

export const defaultLimits: Limits = {
  tokens: 4000,
  depth: 20,
  aliases: 100,
  rootFields: 64,
  fields: 2000,
  cost: 500_000,
};

const advice: Record<keyof Limits, string> = {
  tokens: 'Send a shorter document.',
  depth: 'Nest fewer fields, or ask for the inner objects by id in a second operation.',
  aliases: 'Ask for fewer aliased fields at once; lists take many codes or ids in one filter.',
  rootFields: 'Split the operation.',
  fields: 'Split the operation.',
  cost: 'Ask for smaller pages ("first"), or for fewer nested lists.',
};
const names: Record<keyof Limits, string> = {
  tokens: 'tokens',
  depth: 'levels of nesting',
  aliases: 'aliases',
  rootFields: 'root fields',
  fields: 'fields',
  cost: 'cost',
};

/** The operation asks for more than one request may. `found` is null where counting stopped at the bound. */
export function limitExceeded(limit: keyof Limits, allowed: number, found: number | null): GraphQLError {
  const seen = found === null || !Number.isFinite(found) ? 'more' : String(found);
  return new GraphQLError(
    `The operation has too much ${limit === 'cost' ? '' : 'of '}${names[limit]}: ${seen} where ${allowed} is allowed. ${advice[limit]}`,
    {
      extensions: {
        code: 'LIMIT_EXCEEDED',
        limit,
        allowed,
        found: found !== null && Number.isFinite(found) ? found : null,
      },
    },
  );
}
