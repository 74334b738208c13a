#!/usr/bin/env node
// Stands in for Prisma's native `schema-engine`, which it would download from a host that closed networks cannot
// reach. Speaks the same protocol and answers from the WebAssembly build of the same engine, which comes from npm.
import { createRequire } from 'node:module';
import { runCommand } from './command.mjs';
import { serve } from './rpc.mjs';

/** The part of the engine's command line that Prisma's CLI uses. */
function readArguments(argv) {
  const options = { datamodels: [], datasource: undefined, command: undefined, version: false };
  for (let i = 0; i < argv.length; i++) {
    switch (argv[i]) {
      case '--datamodels':
        options.datamodels.push(argv[++i]);
        break;
      case '--datasource':
        options.datasource = JSON.parse(argv[++i]);
        break;
      case '--enabled-preview-features':
      case '--extension-types':
        i++;
        break;
      case 'cli':
        options.command = argv[++i];
        break;
      case '--version':
      case '-V':
        options.version = true;
        break;
    }
  }
  return options;
}

const options = readArguments(process.argv.slice(2));
if (options.version) {
  const { enginesVersion } = createRequire(import.meta.url)('@prisma/engines-version');
  process.stdout.write(`schema-engine-cli ${enginesVersion}\n`);
} else if (options.command) {
  await runCommand(options.command, options.datasource.url);
} else {
  await serve(options);
}
