import { readFileSync } from 'node:fs';
import { composeServices } from '@theguild/federation-composition';
import { SERVICES } from '@thi-dua/schema/identity';
import { parse } from 'graphql';
import { subgraphFile } from './schema-files.js';

/** The schema as clients see it, composed from the committed SDL. */
export function publicSdl(): string {
  const composed = composeServices(
    SERVICES.map((name) => ({
      name,
      url: `http://${name}.internal`,
      typeDefs: parse(readFileSync(subgraphFile(name), 'utf8')),
    })),
  );
  if (composed.publicSdl === undefined) throw new Error('the subgraphs do not compose');
  return composed.publicSdl;
}
