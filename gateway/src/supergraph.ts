import { readFileSync } from 'node:fs';
import { supergraphFile } from './schema-files.js';

/** The composed schema as committed: composition happens at build time, never at a start. */
export const committedSupergraph = (): string => readFileSync(supergraphFile, 'utf8');
