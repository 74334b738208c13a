/** An object as the graph answered it. */
type Json = null | boolean | number | string | Json[] | { [name: string]: Json };

/** What has an identity of its own and lies within another object: a line of its own, behind the one that holds it. */
const PARTS: ReadonlySet<Json | undefined> = new Set(['Target', 'TargetPart', 'Criterion', 'Gift']);

const isObject = (value: Json | undefined): value is { [name: string]: Json } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isListOfParts = (value: Json): value is { [name: string]: Json }[] =>
  Array.isArray(value) && value.length > 0 && value.every((one) => isObject(one) && PARTS.has(one.__typename));

/**
 * An object and the parts within it, each as one line of JSON: `__typename` and `id` first, a part with the id of what holds it
 * as `__parentId`. Parts stand behind what holds them, in its order; in the line of the holder they are left out.
 */
export function* linesOf(object: { [name: string]: Json }, parentId?: Json): Generator<string> {
  const { __typename = null, id, ...rest } = object;
  const parts: { [name: string]: Json }[] = [];
  const own: { [name: string]: Json } = {};
  for (const [name, value] of Object.entries(rest)) {
    if (isListOfParts(value)) parts.push(...value);
    else own[name] = value;
  }
  yield `${JSON.stringify({
    __typename,
    ...(id !== undefined && { id }),
    ...(parentId !== undefined && { __parentId: parentId }),
    ...own,
  })}\n`;
  for (const part of parts) yield* linesOf(part, id ?? null);
}
