import { type ASTNode, type DocumentNode, parse, print } from 'graphql';
import type { Asked } from './document.js';

/** Whether what is left still shows the same fault. */
export type StillFails = (asked: Asked) => Promise<boolean>;

/** The least that still fails, as far as leaving out parts one by one leads, within so many attempts. */
export async function shrink(asked: Asked, fails: StillFails, attempts = 600): Promise<Asked> {
  let least = asked;
  let left = attempts;
  const smaller = async (candidates: (from: Asked) => Iterable<Asked>): Promise<boolean> => {
    for (const candidate of candidates(least)) {
      if (left-- <= 0) return false;
      if (!(await fails(candidate))) continue;
      least = candidate;
      return true;
    }
    return false;
  };
  while ((await smaller(withoutPartOfDocument)) || (await smaller(withoutVariable)));
  return least;
}

function* withoutVariable(from: Asked): Iterable<Asked> {
  for (const [key] of Object.entries(from.variables)) {
    const variables = Object.fromEntries(Object.entries(from.variables).filter(([other]) => other !== key));
    yield { ...from, variables };
  }
  for (const variables of withoutOne(from.variables))
    yield { ...from, variables: variables as Record<string, unknown> };
}

/** Every copy of a value with one entry left out, the outermost first. */
function* withoutOne(value: unknown): Iterable<unknown> {
  if (typeof value !== 'object' || value === null) return;
  const entries = Object.entries(value);
  const built = (kept: [string, unknown][]) =>
    Array.isArray(value) ? kept.map(([, one]) => one) : Object.fromEntries(kept);
  for (const [key] of entries) yield built(entries.filter(([other]) => other !== key));
  for (const [key, inner] of entries) {
    for (const less of withoutOne(inner)) {
      yield built(entries.map(([other, one]): [string, unknown] => [other, other === key ? less : one]));
    }
  }
}

function* withoutPartOfDocument(from: Asked): Iterable<Asked> {
  let document: DocumentNode;
  try {
    document = parse(from.query, { noLocation: true });
  } catch {
    // What is no GraphQL is shortened as text: halves first, single characters last.
    for (let size = Math.ceil(from.query.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
      for (let at = 0; at < from.query.length; at += size)
        yield { ...from, query: from.query.slice(0, at) + from.query.slice(at + size) };
    }
    return;
  }
  for (const less of withoutNode(document)) {
    const query = print(less);
    // What cannot be parsed any more fails for another reason.
    if (parses(query)) yield { ...from, query };
  }
}

const parses = (query: string) => {
  try {
    return parse(query) !== null;
  } catch {
    return false;
  }
};

/** Every copy of a tree with one node of one of its lists left out, the outermost first. */
function* withoutNode<T extends ASTNode>(node: T): Iterable<T> {
  const lists = Object.entries(node).filter((entry): entry is [string, ASTNode[]] => Array.isArray(entry[1]));
  for (const [key, list] of lists) {
    for (let i = 0; i < list.length; i++) yield { ...node, [key]: list.toSpliced(i, 1) };
  }
  for (const [key, inner] of Object.entries(node) as [string, unknown][]) {
    if (Array.isArray(inner)) {
      for (const [i, one] of (inner as ASTNode[]).entries())
        for (const less of withoutNode(one)) yield { ...node, [key]: inner.with(i, less) };
    } else if (typeof inner === 'object' && inner !== null && 'kind' in inner) {
      for (const less of withoutNode(inner as ASTNode)) yield { ...node, [key]: less };
    }
  }
}
