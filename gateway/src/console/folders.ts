import { fileURLToPath } from 'node:url';

const inConsole = (path: string) => fileURLToPath(new URL(`../../console/${path}`, import.meta.url));

export const sourceFolder = inConsole('');
export const operationsFolder = inConsole('src/operations/');
export const generatedFolder = inConsole('src/generated/');
/** What the console asks, each document under its hash. Made by the same build. */
export const documentsFile = inConsole('src/generated/documents.json');
/** What the gateway serves. Not committed: `npm run generate` makes it. */
export const builtFolder = inConsole('dist/');
