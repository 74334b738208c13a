import { z } from 'zod';
import type { Endpoint } from './endpoint.js';

/** What lies at the end of the operation's only fields; null where there is nothing on the way. */
export function targetIn(data: unknown, { target: { path } }: Endpoint): unknown {
  let value = data;
  for (const name of path) value = Fields.parse(value)?.[name];
  return value ?? null;
}

const Fields = z.record(z.string(), z.unknown()).nullish();

const Page = z.object({ pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }) });

/** The address of the page that follows, as a Link header has it; null on the last one. */
export function nextLink(url: URL, answer: unknown, { paged }: Endpoint): string | null {
  if (!paged) return null;
  const { hasNextPage, endCursor } = Page.parse(answer).pageInfo;
  if (!hasNextPage || endCursor === null) return null;
  const query = new URLSearchParams(url.searchParams);
  query.set('after', endCursor);
  return `<${url.pathname}?${query}>; rel="next"`;
}
