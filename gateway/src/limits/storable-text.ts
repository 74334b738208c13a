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

/** … nor written out in the document. Throws. */
export function checkLiterals(document: DocumentNode): void {
  visit(document, {
    [Kind.STRING]: (node) => {
      if (!isStorable(node.value)) throw unstorable();
    },
  });
}
