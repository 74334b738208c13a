import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { codegen } from '@graphql-codegen/core';
import * as typedDocumentNode from '@graphql-codegen/typed-document-node';
import * as typescriptOperations from '@graphql-codegen/typescript-operations';
import { publicSdl } from '@thi-dua/gateway/public-sdl';
import { parse } from 'graphql';

const folder = new URL('../../../docs/examples/typescript/', import.meta.url);
export const operationsFile = fileURLToPath(new URL('operations.ts', folder));

/** The documents and types of the TypeScript client, written from its operations and the schema. */
export function typedOperations(): Promise<string> {
  const scalars = { Date: 'string', DateTime: 'string', Decimal: 'string' };
  const config = { scalars, onlyOperationTypes: true, enumsAsTypes: true, useTypeImports: true, skipTypename: true };
  return codegen({
    filename: operationsFile,
    schema: parse(publicSdl()),
    documents: [
      { location: 'operations.graphql', document: parse(readFileSync(new URL('operations.graphql', folder), 'utf8')) },
    ],
    config,
    plugins: [{ typescriptOperations: {} }, { typedDocumentNode: {} }],
    pluginMap: { typescriptOperations, typedDocumentNode },
  });
}
