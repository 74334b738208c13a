import { readFileSync } from 'node:fs';
import { OperatorError } from '@thi-dua/prisma/errors';
import { type GraphQLSchema, parse, validate } from 'graphql';
import { z } from 'zod';
import { documentId } from './trusted-documents.js';

const Manifest = z.record(z.string(), z.string());

/**
 * Reads a manifest of trusted documents: a JSON object of id and text, as clients' tools write it (the id may come without
 * `sha256:`). Every fault of it is told at once: a file that is not JSON, an id that is not its text's hash, a
 * document that the schema does not know.
 */
export function readManifest(file: string, schema: GraphQLSchema): string[] {
  const bad = (faults: readonly string[]) =>
    new OperatorError(
      'BAD_TRUSTED_DOCUMENTS',
      `TRUSTED_DOCUMENTS=${file}:\n${faults.map((one) => `  ${one}`).join('\n')}`,
    );
  let entries: [string, string][];
  try {
    entries = Object.entries(Manifest.parse(JSON.parse(readFileSync(file, 'utf8'))));
  } catch (error) {
    const unread = error instanceof Error && 'code' in error;
    throw bad([unread ? 'cannot be read' : 'is not a JSON object of ids and texts']);
  }
  const faults = entries.flatMap(([id, text]) => faultsOf(id, text, schema).map((fault) => `${id}: ${fault}`));
  if (faults.length > 0) throw bad(faults);
  return entries.map(([, text]) => text);
}

function faultsOf(id: string, text: string, schema: GraphQLSchema): string[] {
  const right = documentId(text);
  if (id !== right && `sha256:${id}` !== right) return [`the text's hash is ${right}`];
  try {
    return validate(schema, parse(text)).map(({ message }) => message);
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)];
  }
}
