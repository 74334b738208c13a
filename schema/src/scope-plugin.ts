import SchemaBuilder, {
  BasePlugin,
  type FieldNullability,
  type InputFieldMap,
  type PothosOutputFieldConfig,
  type PothosOutputFieldType,
  PothosSchemaError,
  type PothosTypeConfig,
  type SchemaTypes,
  type TypeParam,
} from '@pothos/core';
import type { GraphQLFieldResolver } from 'graphql';
import type { Context } from './context.js';
import { requireScopes } from './require-scopes.js';
import { type Scope, scopesOfType } from './scopes.js';

const pluginName = 'scopes';

declare global {
  export namespace PothosSchemaTypes {
    interface Plugins<Types extends SchemaTypes> {
      scopes: ScopePlugin<Types>;
    }
    interface FieldOptions<
      Types extends SchemaTypes = SchemaTypes,
      ParentShape = unknown,
      Type extends TypeParam<Types> = TypeParam<Types>,
      Nullable extends FieldNullability<Type> = FieldNullability<Type>,
      Args extends InputFieldMap = InputFieldMap,
      ResolveShape = unknown,
      ResolveReturnShape = unknown,
    > {
      /**
       * All the scopes that reading this field, or having it done, takes; none: whoever is signed in. Required of every field
       * of Query and Mutation. Printed as `@requiresScopes` (or `@authenticated`), enforced by the resolver, and told in the
       * description: the three cannot differ.
       */
      requiresScopes?: readonly Scope[];
    }
  }
}

/** Beside the directives that the plugin for them has written already. */
const declared = (extensions: { directives?: object } | null | undefined, scopes: readonly Scope[]) => ({
  ...extensions,
  directives: {
    ...extensions?.directives,
    ...(scopes.length === 0 ? { authenticated: {} } : { requiresScopes: { scopes: [[...scopes]] } }),
  },
});

const told = (description: string | null | undefined, scopes: readonly Scope[]) =>
  scopes.length === 0 ? (description ?? null) : `${description ? `${description} ` : ''}Scope: ${scopes.join(', ')}.`;

/** One option of a field, and one table of types, from which the directive, the description and the check all follow. */
export class ScopePlugin<Types extends SchemaTypes> extends BasePlugin<Types> {
  override onOutputFieldConfig(field: PothosOutputFieldConfig<Types>): PothosOutputFieldConfig<Types> {
    const scopes = field.pothosOptions.requiresScopes;
    if (scopes === undefined) return field;
    return {
      ...field,
      description: told(field.description, scopes),
      extensions: declared(field.extensions, scopes),
    };
  }

  override onTypeConfig(type: PothosTypeConfig): PothosTypeConfig {
    const scopes = scopesOfType(type.name);
    if (type.kind !== 'Object' || scopes.length === 0) return type;
    return {
      ...type,
      // The service that owns a type describes it; what others say of their part would stand in its way.
      ...(type.description && { description: told(type.description, scopes) }),
      extensions: declared(type.extensions, scopes),
    };
  }

  override wrapResolve(
    resolver: GraphQLFieldResolver<unknown, Types['Context'], object>,
    field: PothosOutputFieldConfig<Types>,
  ): GraphQLFieldResolver<unknown, Types['Context'], object> {
    const own = field.pothosOptions.requiresScopes;
    if (isRoot(field) && own === undefined) {
      throw new PothosSchemaError(`${field.parentType}.${field.name} does not say which scopes it requires.`);
    }
    const leadsTo = this.nameOf(field.type);
    const scopes = [...new Set([...(own ?? []), ...scopesOfType(field.parentType), ...scopesOfType(leadsTo)])];
    if (scopes.length === 0) return resolver;
    return (parent, args, context, info) => {
      if (!hasCaller(context)) throw new Error(`${field.parentType}.${field.name} was asked without a caller`);
      requireScopes(context.caller, scopes);
      return resolver(parent, args, context, info);
    };
  }

  private nameOf(type: PothosOutputFieldType<Types>): string {
    return type.kind === 'List' ? this.nameOf(type.type) : this.buildCache.getTypeConfig(type.ref).name;
  }
}

const hasCaller = (context: object): context is Pick<Context, 'caller'> => 'caller' in context;

/** Federation's own root fields ask for nothing: each field of what they lead to asks for itself. */
const isRoot = (field: { parentType: string; name: string }) =>
  (field.parentType === 'Query' || field.parentType === 'Mutation' || field.parentType === 'Subscription') &&
  !field.name.startsWith('_');

SchemaBuilder.registerPlugin(pluginName, ScopePlugin);

export default pluginName;
