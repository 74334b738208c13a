import { createHash } from 'node:crypto';

/** Documents that somebody responsible has looked at before, each by its hash. */
export interface TrustedDocuments {
  /** The text behind an id (`sha256:` and 64 hexadecimal digits); null for one that is not known. */
  byId(id: string): string | null;
  /** Whether the text itself is one of them. */
  has(text: string): boolean;
}

export const documentId = (text: string): string => `sha256:${createHash('sha256').update(text).digest('hex')}`;

export function trustedDocuments(texts: Iterable<string>): TrustedDocuments {
  const byId = new Map([...texts].map((text) => [documentId(text), text]));
  return {
    byId: (id) => byId.get(id) ?? null,
    has: (text) => byId.has(documentId(text)),
  };
}
