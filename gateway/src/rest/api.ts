import type { GraphQLSchema } from 'graphql';
import { operationFiles } from './documents.js';
import { type Endpoint, endpointOf } from './endpoint.js';

export interface Found {
  endpoint: Endpoint;
  /** What stands in the path for each of its variables, decoded. */
  named: Readonly<Record<string, string>>;
}

export interface RestApi {
  endpoints: readonly Endpoint[];
  /** The endpoint at a path as it came; null where there is none. */
  find(path: string): Found | null;
}

/** Everything that is served beside /graphql under /v1, from its operations and the public schema. */
export function restApi(schema: GraphQLSchema): RestApi {
  const endpoints = operationFiles().map((file) => endpointOf(schema, file));
  return {
    endpoints,
    find(path) {
      const segments = path.split('/');
      for (const endpoint of endpoints) {
        const named = match(endpoint.path.split('/'), segments);
        if (named !== null) return { endpoint, named };
      }
      return null;
    },
  };
}

function match(template: readonly string[], segments: readonly string[]): Record<string, string> | null {
  if (template.length !== segments.length) return null;
  const named: Record<string, string> = {};
  for (const [index, part] of template.entries()) {
    const segment = segments[index] ?? '';
    if (!part.startsWith('{')) {
      if (part !== segment) return null;
      continue;
    }
    const text = decoded(segment);
    if (text === null || text === '') return null;
    named[part.slice(1, -1)] = text;
  }
  return named;
}

/** Null where the bytes that are meant are no text. */
function decoded(segment: string): string | null {
  try {
    return decodeURIComponent(segment);
  } catch {
    return null;
  }
}
