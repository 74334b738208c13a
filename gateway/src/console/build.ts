import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { buildSchema } from 'graphql';
import { build } from 'vite';
import { publicSdl } from '../public-sdl.js';
import { documentId } from '../trusted/trusted-documents.js';
import { builtFolder, documentsFile, generatedFolder, operationsFolder, sourceFolder } from './folders.js';
import { documentTexts, faultsOf, typedDocuments } from './operations.js';

/** The operations first: what the console asks must be something that the graph answers. */
function generateOperations(): void {
  const schema = buildSchema(publicSdl());
  rmSync(generatedFolder, { recursive: true, force: true });
  mkdirSync(generatedFolder, { recursive: true });
  const texts: string[] = [];
  for (const file of readdirSync(operationsFolder)) {
    const source = readFileSync(join(operationsFolder, file), 'utf8');
    const faults = faultsOf(schema, source);
    if (faults.length > 0)
      throw new Error(`${file} does not fit the graph:\n${faults.map((one) => `  ${one}`).join('\n')}`);
    writeFileSync(join(generatedFolder, `${basename(file, '.graphql')}.ts`), typedDocuments(schema, source));
    texts.push(...documentTexts(source));
  }
  writeFileSync(documentsFile, JSON.stringify(Object.fromEntries(texts.map((text) => [documentId(text), text]))));
}

/** Compressed once, as hard as can be, rather than at every request. */
async function compress(): Promise<void> {
  const files = readdirSync(builtFolder, { recursive: true, withFileTypes: true }).filter(
    (entry) => entry.isFile() && ['.html', '.js', '.css', '.svg'].includes(extname(entry.name)),
  );
  await Promise.all(
    files.map(async ({ parentPath, name }) => {
      const path = join(parentPath, name);
      const bytes = readFileSync(path);
      const brotli = { params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY } };
      writeFileSync(`${path}.br`, await promisify(brotliCompress)(bytes, brotli));
      writeFileSync(`${path}.gz`, await promisify(gzip)(bytes, { level: 9 }));
    }),
  );
}

generateOperations();
await build({ root: sourceFolder, configFile: join(sourceFolder, 'vite.config.ts'), logLevel: 'warn' });
await compress();
