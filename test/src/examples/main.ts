import { writeFileSync } from 'node:fs';
import { operationsFile, typedOperations } from './typed-operations.js';

// `npm run examples` writes the types of the TypeScript example.
writeFileSync(operationsFile, await typedOperations());
