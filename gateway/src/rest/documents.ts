import { readdirSync, readFileSync } from 'node:fs';
import {
  type DefinitionNode,
  type DocumentNode,
  type FragmentDefinitionNode,
  Kind,
  parse,
  print,
  visit,
} from 'graphql';

/** One operation that is served beside /graphql, as its file states it. */
export interface OperationFile {
  /** Where it is served, with the variables that stand in the path in braces. */
  path: string;
  /** What it answers, in words. */
  description: string;
  /** The operation and the fragments it spreads. */
  document: DocumentNode;
  query: string;
}

const here = new URL('./', import.meta.url);
const read = (name: string): string => readFileSync(new URL(name, here), 'utf8');

const isFragment = (node: DefinitionNode): node is FragmentDefinitionNode => node.kind === Kind.FRAGMENT_DEFINITION;

/** Every operation of the folder, by path. */
export function operationFiles(): OperationFile[] {
  const shared = new Map(
    parse(read('fragments.graphql'))
      .definitions.filter(isFragment)
      .map((fragment) => [fragment.name.value, fragment]),
  );
  return readdirSync(new URL('operations/', here))
    .map((name) => operationFile(read(`operations/${name}`), shared))
    .sort((one, other) => (one.path < other.path ? -1 : 1));
}

/** The first line of a file says where it is served, the comment below it what it answers. */
function operationFile(text: string, shared: ReadonlyMap<string, FragmentDefinitionNode>): OperationFile {
  const [, path, comment] = /^# GET (\/v1\/\S+)\n((?:# .*\n)+)/.exec(text) ?? [];
  if (path === undefined || comment === undefined)
    throw new Error(`An operation begins with "# GET /v1/…" and what it answers:\n${text.slice(0, 200)}`);
  const { definitions } = parse(text);
  const document: DocumentNode = { kind: Kind.DOCUMENT, definitions: [...definitions, ...spread(definitions, shared)] };
  return {
    path,
    description: comment.replaceAll(/^# /gm, '').trim().replaceAll('\n', ' '),
    document,
    query: print(document),
  };
}

/** The fragments that are used, and those that these use. */
function spread(
  definitions: readonly DefinitionNode[],
  shared: ReadonlyMap<string, FragmentDefinitionNode>,
): Set<FragmentDefinitionNode> {
  const used = new Set<FragmentDefinitionNode>();
  const collect = (definition: DefinitionNode): void => {
    visit(definition, {
      FragmentSpread({ name }) {
        const fragment = shared.get(name.value);
        if (fragment === undefined || used.has(fragment)) return;
        used.add(fragment);
        collect(fragment);
      },
    });
  };
  definitions.forEach(collect);
  return used;
}
