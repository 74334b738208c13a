import {
  type DocumentNode,
  type FragmentDefinitionNode,
  GraphQLError,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  visit,
} from 'graphql';
import { type Limits, limitExceeded } from './limit-error.js';

interface Measure {
  depth: number;
  aliases: number;
  fields: number;
  /** Fields at the outermost level. */
  outer: number;
}

const badDocument = (message: string) =>
  new GraphQLError(message, { extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } });

/**
 * Names that a client chooses become keys of plain objects on their way through the planner: those that such an object has from
 * birth (`__proto__`, `constructor`) must never get there.
 */
function refuseReserved(
  name: string | undefined,
  what: 'an alias' | 'an operation' | 'a fragment' | 'a variable',
): void {
  if (name === undefined || !(name.startsWith('__') || name in Object.prototype)) return;
  throw badDocument(
    `"${name}" cannot be the name of ${what}. Choose one that does not begin with "__" and is no property of every object.`,
  );
}

/**
 * How deep braces and brackets stand in each other as written. The planner's own parser reads no further than a few more,
 * whatever `limits.depth` allows, and inline fragments and values count there as well.
 */
export const MOST_NESTED = 45;

function checkNesting(document: DocumentNode): void {
  let nested = 0;
  const enter = () => {
    nested += 1;
    if (nested > MOST_NESTED) throw limitExceeded('depth', MOST_NESTED, null);
  };
  const leave = () => {
    nested -= 1;
  };
  const level = { enter, leave };
  visit(document, {
    [Kind.SELECTION_SET]: level,
    [Kind.LIST]: level,
    [Kind.OBJECT]: level,
    [Kind.LIST_TYPE]: level,
  });
}

/**
 * Refuses documents whose mere shape asks for too much. Works without a schema, before validation, in time that grows
 * with the document as written, not as its fragments expand: each fragment is measured once.
 */
export function checkStructure(document: DocumentNode, limits: Limits): void {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  }
  const measured = new Map<string, Measure | 'under way'>();

  const measureFragment = (name: string): Measure => {
    const known = measured.get(name);
    if (known === 'under way') throw badDocument(`Cannot spread fragment "${name}" within itself.`);
    if (known !== undefined) return known;
    const fragment = fragments.get(name);
    // Validation names what is missing.
    if (fragment === undefined) return { depth: 0, aliases: 0, fields: 0, outer: 0 };
    measured.set(name, 'under way');
    const measure = measureSelections(fragment.selectionSet);
    measured.set(name, measure);
    return measure;
  };
  const measureSelections = ({ selections }: SelectionSetNode): Measure => {
    const sum: Measure = { depth: 0, aliases: 0, fields: 0, outer: 0 };
    for (const selection of selections) {
      if (selection.kind === Kind.FIELD) {
        const alias = selection.alias?.value;
        refuseReserved(alias, 'an alias');
        const inner = selection.selectionSet ? measureSelections(selection.selectionSet) : null;
        sum.depth = Math.max(sum.depth, 1 + (inner?.depth ?? 0));
        sum.aliases += (alias === undefined ? 0 : 1) + (inner?.aliases ?? 0);
        sum.fields += 1 + (inner?.fields ?? 0);
        sum.outer += 1;
        continue;
      }
      const inner =
        selection.kind === Kind.INLINE_FRAGMENT
          ? measureSelections(selection.selectionSet)
          : measureFragment(selection.name.value);
      sum.depth = Math.max(sum.depth, inner.depth);
      sum.aliases += inner.aliases;
      sum.fields += inner.fields;
      sum.outer += inner.outer;
    }
    return sum;
  };

  // Fragments that no operation uses are expanded by nobody, but validation walks them as well.
  for (const name of fragments.keys()) {
    refuseReserved(name, 'a fragment');
    measureFragment(name);
  }
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.OPERATION_DEFINITION) continue;
    refuseReserved(definition.name?.value, 'an operation');
    for (const { variable } of definition.variableDefinitions ?? []) refuseReserved(variable.name.value, 'a variable');
    const { depth, aliases, fields, outer } = measureSelections(definition.selectionSet);
    if (depth > limits.depth) throw limitExceeded('depth', limits.depth, depth);
    if (outer > limits.rootFields) throw limitExceeded('rootFields', limits.rootFields, outer);
    if (aliases > limits.aliases) throw limitExceeded('aliases', limits.aliases, aliases);
    if (fields > limits.fields) throw limitExceeded('fields', limits.fields, fields);
  }
  checkNesting(document);
}

/** The names of an operation's own fields, fragments written out. Only for documents that passed `checkStructure`. */
export function rootFieldNames(document: DocumentNode, operation: OperationDefinitionNode): Set<string> {
  const names = new Set<string>();
  const spread = new Set<string>();
  const collect = ({ selections }: SelectionSetNode): void => {
    for (const selection of selections) {
      if (selection.kind === Kind.FIELD) names.add(selection.name.value);
      else if (selection.kind === Kind.INLINE_FRAGMENT) collect(selection.selectionSet);
      else if (!spread.has(selection.name.value)) {
        spread.add(selection.name.value);
        const fragment = document.definitions.find(
          (definition) =>
            definition.kind === Kind.FRAGMENT_DEFINITION && definition.name.value === selection.name.value,
        );
        if (fragment?.kind === Kind.FRAGMENT_DEFINITION) collect(fragment.selectionSet);
      }
    }
  };
  collect(operation.selectionSet);
  return names;
}
