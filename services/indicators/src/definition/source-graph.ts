import { builder } from '../builder.js';
import type { DefinitionSource } from './definition-store.js';

export const DefinitionSourceRef = builder.objectRef<DefinitionSource>('DefinitionSource').implement({
  description: 'The law, decree or document that a definition rests on.',
  fields: (t) => ({
    document: t.exposeString('document'),
    clause: t.exposeString('clause', { nullable: true, description: 'The place in it, where one is known.' }),
    note: t.exposeString('note', {
      nullable: true,
      description: 'What is to be said about it, e.g. what is unconfirmed.',
    }),
  }),
});

export const DefinitionSourceInput = builder.inputType('DefinitionSourceInput', {
  fields: (t) => ({
    document: t.string({ required: true }),
    clause: t.string({ required: false }),
    note: t.string({ required: false }),
  }),
});

export const sourceOf = (
  input: { document: string; clause?: string | null; note?: string | null } | null | undefined,
): DefinitionSource | null =>
  input ? { document: input.document, clause: input.clause ?? null, note: input.note ?? null } : null;
