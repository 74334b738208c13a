import { subgraphSchema as awards } from '@thi-dua/awards/schema';
import { subgraphSchema as campaigns } from '@thi-dua/campaigns/schema';
import { subgraphSchema as indicators } from '@thi-dua/indicators/schema';
import { subgraphSchema as localities } from '@thi-dua/localities/schema';
import { SERVICES } from '@thi-dua/schema/identity';
import { buildSchema } from 'graphql';
import { compose } from './compose-supergraph.js';
import { errorCatalogue } from './error-catalogue.js';
import { reportSchema } from './report/json-schema.js';
import { restApi } from './rest/api.js';
import { openApi } from './rest/openapi/document.js';
import { errorsFile, openApiFile, reportSchemaFile, subgraphFile, supergraphFile } from './schema-files.js';
import { scopesOfDocuments } from './scopes/scopes-of-document.js';

const schemas = { localities, indicators, campaigns, awards };

/** What belongs into each generated file, from the services' code as it stands. */
export function generatedSchemas(): Map<string, string> {
  const services = SERVICES.map((name) => ({ name, sdl: schemas[name].sdl }));
  const { supergraph, publicSdl } = compose(services);
  const schema = buildSchema(publicSdl);
  return new Map([
    ...services.map(({ name, sdl }) => [subgraphFile(name), sdl] as const),
    [supergraphFile, supergraph],
    [openApiFile, openApi(restApi(schema), scopesOfDocuments(supergraph, schema))],
    [reportSchemaFile, reportSchema()],
    [errorsFile, errorCatalogue()],
  ]);
}
