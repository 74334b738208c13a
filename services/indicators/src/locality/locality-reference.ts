import { readGlobalUuid, toGlobalId } from '@thi-dua/schema/global-id';
import { key, reference } from '@thi-dua/schema/subgraph-schema';
import { builder } from '../builder.js';

/** A unit of the map, which localities owns: here it is known by its id alone. */
export interface LocalityReference {
  readonly __typename: 'Locality';
  /** The global id. */
  readonly id: string;
  /** The id inside the map. */
  readonly unit: string;
}

export const localityReference = (unit: string): LocalityReference => ({
  __typename: 'Locality',
  id: toGlobalId('Locality', unit),
  unit,
});

export const LocalityRef = builder.objectRef<LocalityReference>('Locality');

builder.objectType(LocalityRef, {
  directives: key('id'),
  extensions: reference((representation: { id: string }) => {
    const unit = readGlobalUuid('Locality', representation.id);
    return unit === null ? null : localityReference(unit);
  }),
  fields: (t) => ({ id: t.exposeID('id') }),
});
