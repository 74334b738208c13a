import { fileURLToPath } from 'node:url';

const inConsole = (path: string) => fileURLToPath(new URL(`../../console/${path}`, import.meta.url));

export const sourceFolder = inConsole('');
export const operationsFolder = inConsole('src/operations/');
export const generatedFolder = inConsole('src/generated/');
/** What the gateway serves. Not committed: `npm run generate` makes it. */
export const builtFolder = inConsole('dist/');
