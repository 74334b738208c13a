import type { Caller } from '@thi-dua/schema/caller';
import type { Operation } from '../gateway.js';
import { type AskedOperation, RequestError } from '../http/body.js';
import type { TrustedDocuments } from './trusted-documents.js';

export interface DocumentRules {
  trusted: TrustedDocuments;
  /** Whether nothing but a trusted document is taken. */
  only: boolean;
}

/**
 * The operation that a request asks for. The text of a trusted document is as good as its id. Throws
 * PERSISTED_QUERY_NOT_FOUND for an id alone that is not known, and DOCUMENT_NOT_TRUSTED for any other text where only
 * trusted documents are taken, from anyone or from this caller.
 */
export function documentOf(
  { documentId, ...asked }: AskedOperation,
  rules: DocumentRules | undefined,
  { trustedDocumentsOnly = false }: Pick<Caller, 'trustedDocumentsOnly'>,
): Operation {
  const known = documentId === undefined ? null : (rules?.trusted.byId(documentId) ?? null);
  const query = known ?? asked.query;
  if (query === undefined)
    throw new RequestError(
      400,
      'No trusted document has this "documentId". Send its text.',
      'PERSISTED_QUERY_NOT_FOUND',
    );
  if (known !== null && asked.query !== undefined && asked.query !== known)
    throw new RequestError(400, '"query" is not the document that "documentId" names. Send one of them.');
  const onlyTrusted = trustedDocumentsOnly || rules?.only === true;
  if (onlyTrusted && known === null && rules?.trusted.has(query) !== true)
    throw new RequestError(
      403,
      'Only trusted documents are taken here. Send one by its "documentId".',
      'DOCUMENT_NOT_TRUSTED',
    );
  return { ...asked, query };
}
