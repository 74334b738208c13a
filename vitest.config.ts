import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { LongestFirst } from './test/src/kit/longest-first.js';

export default defineConfig({
  // graphql ships as ESM and as CommonJS; loaded as both, its types fail each other's instanceof.
  resolve: { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] },
  test: {
    include: ['**/test/**/*.test.ts'],
    globalSetup: ['./test/src/kit/global-setup.ts'],
    setupFiles: ['./test/src/kit/setup.ts'],
    testTimeout: 120_000,
    hookTimeout: 240_000,
    pool: 'forks',
    // What a file imports is most of its time; the few that change the process set it back (kit/setup.ts).
    isolate: false,
    maxWorkers: availableParallelism(),
    sequence: { sequencer: LongestFirst },
    reporters: ['default'],
  },
});
