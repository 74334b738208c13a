import { createHash } from 'node:crypto';

/** Of these very bytes. */
export const strongTag = (body: string): string => `"${createHash('sha256').update(body).digest('base64url')}"`;

const opaque = (tag: string) => tag.trim().replace(/^W\//, '');

/** Whether what the client has is still it: the weak comparison of RFC 9110, as "If-None-Match" wants. */
export const isKnown = (ifNoneMatch: string | undefined, tag: string): boolean =>
  ifNoneMatch !== undefined &&
  (ifNoneMatch.trim() === '*' || ifNoneMatch.split(',').some((known) => opaque(known) === opaque(tag)));
