import { idsIn } from '@thi-dua/schema/audit/ids-in';
import type { AuditNote } from '@thi-dua/schema/audit/trail';
import {
  type DocumentNode,
  type GraphQLSchema,
  getArgumentValues,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';

/** One note for each change of an operation that is refused whole, with the ids that it names. */
export function refusedChanges(
  schema: GraphQLSchema,
  { document, operation }: { document: DocumentNode; operation: OperationDefinitionNode },
  variables: Readonly<Record<string, unknown>>,
  code: string,
): AuditNote[] {
  const fields = schema.getRootType(operation.operation)?.getFields() ?? {};
  const notesOf = ({ selections }: SelectionSetNode): AuditNote[] =>
    selections.flatMap((selection) => {
      if (selection.kind === Kind.INLINE_FRAGMENT) return notesOf(selection.selectionSet);
      if (selection.kind === Kind.FRAGMENT_SPREAD) {
        const found = document.definitions.find(
          (one) => one.kind === Kind.FRAGMENT_DEFINITION && one.name.value === selection.name.value,
        );
        return found?.kind === Kind.FRAGMENT_DEFINITION ? notesOf(found.selectionSet) : [];
      }
      const field = fields[selection.name.value];
      if (field === undefined) return [];
      const ids = () => {
        try {
          return idsIn(field.args, getArgumentValues(field, selection, variables));
        } catch {
          // Its arguments do not fit: it would have been refused for that.
          return [];
        }
      };
      return [{ action: field.name, ids: ids(), outcome: 'REFUSED', codes: [code] }];
    });
  return notesOf(operation.selectionSet);
}
