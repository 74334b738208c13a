import {
  type ArgumentNode,
  type ConstDirectiveNode,
  type DefinitionNode,
  type DirectiveNode,
  type FragmentDefinitionNode,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isInterfaceType,
  isLeafType,
  isObjectType,
  isRequiredArgument,
  Kind,
  type NameNode,
  OperationTypeNode,
  parseType,
  print,
  type SelectionNode,
  type SelectionSetNode,
  type ValueNode,
  type VariableDefinitionNode,
  valueFromASTUntyped,
} from 'graphql';
import type { Random } from './random.js';
import { inputFor, type Known } from './values.js';

/** What is sent. */
export interface Asked {
  query: string;
  variables: Record<string, unknown>;
  operationName?: string;
}

const name = (value: string): NameNode => ({ kind: Kind.NAME, value });
const ALIASES = [
  'a',
  'b',
  'id',
  'code',
  'hasOwnProperty',
  '__proto__',
  'constructor',
  'toString',
  '__typename',
] as const;
const DIRECTIVES = ['defer', 'stream', 'include', 'skip', 'deprecated', 'inaccessible', 'requiresScopes'] as const;

/** Writes documents as the schema's grammar has them: mostly valid ones, of many shapes, with values at the edges. */
export class DocumentWriter {
  private readonly variables = new Map<string, VariableDefinitionNode>();
  private readonly given: Record<string, unknown> = {};
  private readonly fragments: FragmentDefinitionNode[] = [];
  private aliases = 0;
  /** How many fields are still to be written: shapes grow wide or deep, not both. */
  private left: number;

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly random: Random,
    private readonly known: Known,
  ) {
    this.left = 1 + random.below(random.chance(0.1) ? 200 : 25);
  }

  write(): Asked {
    const { random, schema } = this;
    const operation = random.chance(0.25) ? OperationTypeNode.MUTATION : OperationTypeNode.QUERY;
    const root = schema.getRootType(operation);
    if (!root) throw new Error(`the schema has no ${operation}`);
    const selectionSet = this.selections(root, 0);
    const named = random.chance(0.3);
    const definitions: DefinitionNode[] = [
      {
        kind: Kind.OPERATION_DEFINITION,
        operation,
        ...(named && { name: name('Fuzz') }),
        variableDefinitions: [...this.variables.values()],
        selectionSet,
      },
      ...this.fragments,
    ];
    return {
      query: print({ kind: Kind.DOCUMENT, definitions }),
      variables: this.given,
      ...(named && random.chance(0.5) && { operationName: random.chance(0.95) ? 'Fuzz' : '__proto__' }),
    };
  }

  private selections(type: GraphQLNamedType, depth: number): SelectionSetNode {
    const { random } = this;
    const wide = depth === 0 ? 1 + random.below(2) : 1 + random.below(6);
    const selections: SelectionNode[] = [];
    for (let i = 0; i < wide; i++) {
      const selection = this.selection(type, depth);
      if (selection !== null) selections.push(selection);
    }
    if (selections.length === 0 || random.chance(0.1)) selections.push({ kind: Kind.FIELD, name: name('__typename') });
    return { kind: Kind.SELECTION_SET, selections };
  }

  private selection(type: GraphQLNamedType, depth: number): SelectionNode | null {
    const { random } = this;
    const inner = isAbstractType(type)
      ? this.schema.getPossibleTypes(type)[random.below(this.schema.getPossibleTypes(type).length)]
      : undefined;
    if (inner !== undefined && random.chance(0.6)) return this.fragment(inner, depth);
    if (depth > 0 && random.chance(0.08)) return this.fragment(type, depth);
    if (!isObjectType(type) && !isInterfaceType(type)) return { kind: Kind.FIELD, name: name('__typename') };
    const fields = Object.values(type.getFields());
    const leaves = fields.filter((field) => isLeafType(getNamedType(field.type)));
    const from = depth > 0 && (this.left <= 0 || depth > 12 || random.chance(0.5)) ? leaves : fields;
    const field = from[random.below(from.length)];
    if (field === undefined) return null;
    this.left -= 1;
    return this.field(field, depth);
  }

  private field(field: GraphQLField<unknown, unknown>, depth: number): SelectionNode {
    const { random } = this;
    const args = field.args.flatMap((argument) => this.argument(argument));
    const named = getNamedType(field.type as GraphQLOutputType);
    const alias = random.chance(0.02)
      ? random.pick(ALIASES)
      : args.length > 0 || random.chance(0.1)
        ? `f${this.aliases++}`
        : null;
    return {
      kind: Kind.FIELD,
      name: name(
        random.chance(0.003) ? random.pick([`${field.name}s`, '_entities', '_service', 'ruleSpec']) : field.name,
      ),
      ...(alias !== null && { alias: name(alias) }),
      arguments: args,
      directives: this.directives(),
      ...(!isLeafType(named) && { selectionSet: this.selections(named, depth + 1) }),
    };
  }

  private fragment(on: GraphQLNamedType, depth: number): SelectionNode {
    const { random } = this;
    const selectionSet = this.selections(on, Math.max(1, depth));
    const typeCondition = { kind: Kind.NAMED_TYPE as const, name: name(on.name) };
    if (random.chance(0.5)) {
      return { kind: Kind.INLINE_FRAGMENT, typeCondition, directives: this.directives(), selectionSet };
    }
    const called = name(`F${this.fragments.length}`);
    this.fragments.push({ kind: Kind.FRAGMENT_DEFINITION, name: called, typeCondition, selectionSet });
    return { kind: Kind.FRAGMENT_SPREAD, name: called, directives: this.directives() };
  }

  private argument(argument: GraphQLArgument): ArgumentNode[] {
    const { random } = this;
    if (isRequiredArgument(argument) ? random.chance(0.005) : random.chance(0.5)) return [];
    const literal = inputFor(argument.type, random, this.known);
    let value: ValueNode = literal;
    if (random.chance(0.4)) {
      const variable = `v${this.variables.size}`;
      this.variables.set(variable, {
        kind: Kind.VARIABLE_DEFINITION,
        variable: { kind: Kind.VARIABLE, name: name(variable) },
        type: parseType(String(argument.type)),
        ...(random.chance(0.1) && { defaultValue: literal }),
      });
      if (!random.chance(0.03)) this.given[variable] = valueFromASTUntyped(literal);
      value = { kind: Kind.VARIABLE, name: name(variable) };
    }
    return [{ kind: Kind.ARGUMENT, name: name(random.chance(0.002) ? 'first' : argument.name), value }];
  }

  private directives(): (DirectiveNode & ConstDirectiveNode)[] {
    const { random } = this;
    if (!random.chance(0.03)) return [];
    const called = random.chance(0.8) ? random.pick(['skip', 'include']) : random.pick(DIRECTIVES);
    const value = { kind: Kind.BOOLEAN as const, value: random.chance(0.5) };
    const takesIf = called === 'skip' || called === 'include';
    return [
      {
        kind: Kind.DIRECTIVE,
        name: name(called),
        arguments: takesIf ? [{ kind: Kind.ARGUMENT, name: name('if'), value }] : [],
      },
    ];
  }
}
