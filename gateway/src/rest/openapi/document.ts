import { SCOPES, type Scope } from '@thi-dua/schema/scopes';
import { MOST_STALE_SECONDS } from '@thi-dua/schema/staleness';
import { PROBLEM_MEDIA } from '../../http/problem.js';
import type { RestApi } from '../api.js';
import type { Endpoint } from '../endpoint.js';
import { answerSchema } from './answer-schema.js';
import { type JsonSchema, reference } from './json-schema.js';
import { parameterObject } from './parameter-schema.js';
import { PROBLEM } from './problem-schema.js';
import { securityOf, securitySchemes } from './security.js';

const ABOUT = `Reading for systems that do not speak GraphQL. Each address is one operation of the graph, with the same \
identity, limits and rules: what the caller may not see does not exist. HEAD is answered like GET. Lists are pages: \
\`first\` (50 where left out, at most 500) and \`after\`; the header \`Link\` holds the address of the next one.`;

const problem = (description: string, headers: object = {}) => ({
  description,
  ...(Object.keys(headers).length > 0 && { headers }),
  content: { [PROBLEM_MEDIA]: { schema: reference('Problem') } },
});

const RESPONSES = {
  Unchanged: { description: 'What the client has, as its `If-None-Match` says, still holds.' },
  Faulty: problem('The address holds what cannot be understood, or asks for too much at once.'),
  Unauthenticated: problem('There is no access token and no API key, or one that is not trusted.'),
  Forbidden: problem('The token or key lacks a scope that the operation takes. It says nothing about any record.'),
  NotFound: problem('There is nothing here that the caller may see.'),
  RateLimited: problem('The caller or its tenant has spent what it may; the headers `RateLimit` tell what is left.', {
    'Retry-After': { description: 'Seconds to wait.', schema: { type: 'integer' } },
  }),
  Unavailable: problem('A part cannot be reached, or too many ask at once: nothing is answered in part.', {
    'Retry-After': { description: 'Seconds to wait.', schema: { type: 'integer' } },
  }),
  Problem: problem('Any other problem; `code` tells which.'),
};
const response = (name: keyof typeof RESPONSES) => ({ $ref: `#/components/responses/${name}` });

const ETAG = { description: 'Of this very answer.', schema: { type: 'string' } };
const AS_OF = {
  description: 'As of when the answer is, at the latest, where the request allowed it to be of before.',
  schema: { type: 'string', format: 'date-time' },
};
const MAX_STALENESS = {
  name: 'Max-Staleness',
  in: 'header',
  description: 'How many seconds ago the answer may have been true; it is of now where left out.',
  schema: { type: 'integer', minimum: 0, maximum: MOST_STALE_SECONDS },
};
const LINK = { description: 'The next page, `rel="next"`; missing on the last one.', schema: { type: 'string' } };

/** The description of the API in OpenAPI 3.1, as JSON; `scopesOf` says which scopes a document of the graph takes. */
export function openApi({ endpoints }: Pick<RestApi, 'endpoints'>, scopesOf: (query: string) => Scope[]): string {
  const scopes = new Map(endpoints.map(({ name, query }) => [name, scopesOf(query)]));
  const taken = new Set([...scopes.values()].flat());
  const components = new Map<string, JsonSchema>([['Problem', PROBLEM]]);
  const paths = Object.fromEntries(
    endpoints.map((endpoint) => [
      endpoint.path,
      { get: operation(endpoint, scopes.get(endpoint.name) ?? [], components) },
    ]),
  );
  const document = {
    openapi: '3.1.0',
    info: { title: 'Thi Đua Graph', version: '1', description: ABOUT },
    servers: [{ url: '/' }],
    paths,
    components: {
      schemas: Object.fromEntries([...components].sort(([one], [other]) => (one < other ? -1 : 1))),
      parameters: { MaxStaleness: MAX_STALENESS },
      responses: RESPONSES,
      securitySchemes: securitySchemes(SCOPES.filter((scope) => taken.has(scope))),
    },
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

function operation(endpoint: Endpoint, scopes: readonly Scope[], components: Map<string, JsonSchema>) {
  const { name, path, description, parameters, paged } = endpoint;
  return {
    operationId: name,
    tags: [path.split('/')[2]],
    description: `${description} Scope: ${scopes.join(', ')}.`,
    security: securityOf(scopes),
    parameters: [
      ...parameters.map((parameter) => parameterObject(parameter, components)),
      { $ref: '#/components/parameters/MaxStaleness' },
    ],
    responses: {
      200: {
        description: 'The answer.',
        headers: { ETag: ETAG, 'Data-As-Of': AS_OF, ...(paged && { Link: LINK }) },
        content: { 'application/json': { schema: answerSchema(endpoint, components) } },
      },
      304: response('Unchanged'),
      400: response('Faulty'),
      401: response('Unauthenticated'),
      403: response('Forbidden'),
      404: response('NotFound'),
      429: response('RateLimited'),
      503: response('Unavailable'),
      default: response('Problem'),
    },
  };
}
