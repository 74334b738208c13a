import { defineConfig } from 'vite';

/** Of the gateway that `npm start` runs: `npx vite gateway/console` works on the page in front of it. */
const gateway = 'http://localhost:4000';

export default defineConfig({
  base: '/',
  server: { proxy: { '/graphql': gateway, '/reports': gateway } },
  // Nothing is inlined: the page's policy allows scripts and styles from this host only.
  build: { target: 'es2022', assetsInlineLimit: 0, modulePreload: { polyfill: false }, emptyOutDir: true },
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
});
