import { type DocumentNode, GraphQLError, Kind, visit } from 'graphql';

const unstorable = () =>
  new GraphQLError('A text holds a character that cannot be stored: NUL, or half of a surrogate pair.', {
    extensions: { code: 'BAD_USER_INPUT' },
  });

const isStorable = (text: string) => !text.includes('\0') && text.isWellFormed();

function everyText(value: unknown): boolean {
  if (typeof value === 'string') return isStorable(value);
  if (Array.isArray(value)) return value.every(everyText);
  if (typeof value === 'object' && value !== null) return Object.values(value).every(everyText);
  return true;
}

/** No text that PostgreSQL could not hold gets any further: neither as a variable … */
export function checkVariables(variables: Readonly<Record<string, unknown>>): GraphQLError | null {
  return everyText(variables) ? null : unstorable();
}

/** No field takes a whole number that 64 bits do not hold, and the planner cannot even read one. */
const tooLong = () =>
  new GraphQLError('A whole number of the document is longer than any that is taken.', {
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
  });
}
