import type { ErrorCode } from '@thi-dua/schema/error-codes';
import type { FaultCode } from '@thi-dua/schema/fault-codes';
import type { RouteAnswer } from '@thi-dua/schema/route';

/** What is wrong with an upload, as the graph would put it: a stable code, and a sentence. */
export interface UploadFault {
  status: 400 | 403 | 404 | 409 | 413 | 415 | 422;
  code: FaultCode | ErrorCode;
  message: string;
}

export const json = (status: number, body: unknown): RouteAnswer => ({
  status,
  headers: { 'content-type': 'application/json; charset=utf-8' },
  body: JSON.stringify(body),
});

export const refusedWith = (faults: readonly UploadFault[]): RouteAnswer =>
  json(faults[0]?.status ?? 400, {
    errors: faults.map(({ code, message }) => ({ message, extensions: { code } })),
  });
