import { allowedBy, type Scope } from '@thi-dua/schema/scopes';

const list = (scopes: readonly Scope[]) => scopes.map((scope) => `- \`${scope}\`: ${allowedBy(scope)}`).join('\n');

/** The two ways in, with the scopes that operations here ask for. */
export const securitySchemes = (scopes: readonly Scope[]) => ({
  token: {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'JWT',
    description: `An access token of an issuer that the server trusts. Each operation names the scopes it takes; a token without a scope claim has those of its roles. A caller with a scope may:\n\n${list(scopes)}`,
  },
  key: {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'tdg_…',
    description: 'An API key of a tenant, which has the scopes that it was made with.',
  },
});

/** Either of them, with all of these scopes. (From OpenAPI 3.1 on a requirement names them whatever the scheme's type.) */
export const securityOf = (scopes: readonly Scope[]) => [{ token: [...scopes] }, { key: [...scopes] }];
