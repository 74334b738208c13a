import { type DocumentNode, GraphQLError, Kind, visit } from 'graphql';

const unstorable = () =>
  new GraphQLError('A text holds a character that cannot be stored: NUL, or half of a surrogate pair.', {
    extensions: { code: 'BAD_USER_INPUT' },
  });

const isStorable = (text: string) => !text.includes('\0') && text.isWellFormed();

/** Deeper than any input of the schema; what walks values by recursion further on is never led to its end. */
const MOST_NESTED = 50;
const tooDeep = () =>
  new GraphQLError(`A variable is nested deeper than ${MOST_NESTED} levels.`, {
    extensions: { code: 'BAD_USER_INPUT' },
  });

/** No value goes further that is nested without end, nor a text that PostgreSQL could not hold: neither as a variable … */
export function checkVariables(variables: Readonly<Record<string, unknown>>): GraphQLError | null {
  let level: unknown[] = [variables];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > MOST_NESTED) return tooDeep();
    const next: unknown[] = [];
    for (const value of level) {
      if (typeof value === 'string' && !isStorable(value)) return unstorable();
      if (typeof value === 'object' && value !== null) for (const one of Object.values(value)) next.push(one);
    }
    level = next;
  }
  return null;
}

/** No field takes a whole number that 64 bits do not hold, nor one beyond a double, and the planner cannot even read them. */
const tooLong = () =>
  new GraphQLError('A number of the document is larger than any that is taken.', {
    extensions: { code: 'BAD_USER_INPUT' },
  });
/** Longer texts are not worked out: they are too long for 64 bits whatever their digits. */
const fitsInteger = (digits: string) => digits.length <= 20 && BigInt.asIntN(64, BigInt(digits)) === BigInt(digits);

/** … nor written out in the document. Throws. */
export function checkLiterals(document: DocumentNode): void {
  visit(document, {
    [Kind.STRING]: (node) => {
      if (!isStorable(node.value)) throw unstorable();
    },
    [Kind.INT]: (node) => {
      if (!fitsInteger(node.value)) throw tooLong();
    },
    [Kind.FLOAT]: (node) => {
      if (!Number.isFinite(Number(node.value))) throw tooLong();
    },
  });
}
