import { builder } from '../builder.js';
import { LocalityRef, localityReference } from '../locality/locality-reference.js';
import { definitions, type MethodologyRow } from './definition-store.js';
import { DefinitionSourceRef } from './source-graph.js';

export const MethodologyRef = builder.objectRef<MethodologyRow>('Methodology').implement({
  description: 'A standard (chuẩn nghèo) that values are measured under. Values under two standards never mix.',
  fields: (t) => ({
    code: t.exposeString('code'),
    name: t.exposeString('name'),
    validFrom: t.field({ type: 'Date', resolve: (methodology) => methodology.validFrom }),
    validTo: t.field({
      type: 'Date',
      nullable: true,
      description: 'The day from which it no longer applies.',
      resolve: (methodology) => methodology.validTo,
    }),
    territory: t.field({
      type: LocalityRef,
      nullable: true,
      description: 'Set for a local standard: its values never roll up beyond this unit.',
      resolve: ({ territoryId }) => (territoryId === null ? null : localityReference(territoryId)),
    }),
    source: t.field({
      type: DefinitionSourceRef,
      nullable: true,
      description: 'The rule that sets it.',
      resolve: (methodology) => methodology.source,
    }),
  }),
});

builder.queryField('methodologies', (t) =>
  t.field({
    type: [MethodologyRef],
    requiresScopes: ['definitions:read'],
    resolve: async (_root, _args, context) => [...(await definitions(context)).methodologies.values()],
  }),
);
