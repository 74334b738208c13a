import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, relative } from 'node:path';
import { generatedSchemas } from './generated-schemas.js';

// `npm run compose` writes the generated schemas; with `--check` it only says which are stale.
const read = (file: string) => {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
};
const stale = [...generatedSchemas()].filter(([file, content]) => read(file) !== content);
if (process.argv.includes('--check')) {
  for (const [file] of stale)
    process.stderr.write(`${relative('.', file)} is stale: run npm run compose, and commit what it writes.\n`);
  process.exitCode = stale.length === 0 ? 0 : 1;
} else {
  for (const [file, content] of stale) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
    process.stdout.write(`${relative('.', file)}\n`);
  }
}
