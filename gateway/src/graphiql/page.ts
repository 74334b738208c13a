import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { renderGraphiQL } from '@graphql-yoga/render-graphiql';
import { examples } from './examples.js';

export interface GraphiqlPage {
  html: Buffer;
  gzipped: Buffer;
  /** Content-Security-Policy: this page's own script, and requests to this host; nothing else. */
  policy: string;
}

const headers = JSON.stringify(
  { Authorization: 'Bearer PASTE-THE-OUTPUT-OF: npm run --silent token -- thanh-xuan' },
  null,
  2,
);

let made: Promise<GraphiqlPage> | undefined;

/** The editor, whole in one page: it works on a network without the Internet. Made on first use. */
export function graphiqlPage(): Promise<GraphiqlPage> {
  made ??= make();
  return made;
}

async function make(): Promise<GraphiqlPage> {
  const html = renderGraphiQL({
    title: 'Thi Đua Graph',
    endpoint: '/graphql',
    headers,
    defaultHeaders: headers,
    defaultTabs: examples.map(({ query }) => ({ query, headers })),
    defaultEditorToolsVisibility: 'headers',
    // A token stays in the page that it was pasted into.
    shouldPersistHeaders: false,
  }).trim();
  const scripts = [...html.matchAll(/<script>([\s\S]*?)<\/script>/g)].map(([, script = '']) => {
    return `'sha256-${createHash('sha256').update(script).digest('base64')}'`;
  });
  const policy = [
    "default-src 'none'",
    `script-src ${scripts.join(' ')} blob:`,
    'worker-src blob:',
    "connect-src 'self'",
    "style-src 'unsafe-inline'",
    'img-src data:',
    'font-src data:',
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
  const bytes = Buffer.from(html, 'utf8');
  return { html: bytes, gzipped: await promisify(gzip)(bytes), policy };
}
