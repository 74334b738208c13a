import { fileURLToPath } from 'node:url';

const folder = new URL('../../schema/', import.meta.url);

/** The generated schemas, committed: what a change does to the API shows in its diff. */
export const supergraphFile = fileURLToPath(new URL('supergraph.graphql', folder));
export const subgraphFile = (service: string): string => fileURLToPath(new URL(`subgraphs/${service}.graphql`, folder));
/** The description of what is served under /v1, in OpenAPI 3.1. */
export const openApiFile = fileURLToPath(new URL('openapi.json', folder));
/** What every error code means. */
export const errorsFile = fileURLToPath(new URL('../docs/errors.md', folder));
/** The JSON Schema of a report's JSON file. */
export const reportSchemaFile = fileURLToPath(new URL('annual-report.schema.json', folder));
