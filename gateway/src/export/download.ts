import type { IncomingMessage, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import type { Caller } from '@thi-dua/schema/caller';
import { unavailable } from '@thi-dua/schema/errors';
import type { ExportFile } from '@thi-dua/schema/export-work';
import { readGlobalUuid } from '@thi-dua/schema/global-id';
import type { Log } from '@thi-dua/schema/log';
import { type RouteAnswer, refusal } from '@thi-dua/schema/route';
import { stillStands } from '../access-token/api-keys.js';
import { type Authentication, refusedFrom } from '../access-token/authentication.js';
import type { Gateway } from '../gateway.js';
import { exportOf } from '../route/routes.js';
import { byteRange } from './byte-range.js';
import type { ExportFolder } from './export-folder.js';
import { createWorkClient } from './work-client.js';

export interface DownloadOptions {
  gateway: Pick<Gateway, 'serve' | 'exportCaller'>;
  authentication: Authentication;
  folder: ExportFolder;
  log: Log;
}

/**
 * `GET /exports/{id}.jsonl`: the file of an export that is done, to its maker by access token, or to whoever holds a link to it.
 * What broke off goes on by `Range`. False where there is nothing for this caller: whoever asked answers as for any such path.
 */
export function createExportDownload({ gateway, authentication, folder, log }: DownloadOptions) {
  const rows = createWorkClient(gateway);

  const callerOf = async (request: IncomingMessage, query: URLSearchParams): Promise<Caller | null> => {
    const key = query.get('key');
    if (key === null) return authentication.callerOf(request);
    const maker = await gateway.exportCaller(key);
    return maker !== null && (await stillStands(gateway.serve, maker)) ? maker : null;
  };

  const give = async (request: IncomingMessage, response: ServerResponse, file: ExportFile, id: string) => {
    // What is done never changes: the id, and which run wrote it, say which bytes they are.
    const etag = `"${file.id}.${file.run}"`;
    const { bytes: size, gzip } = file;
    const head = {
      etag,
      'last-modified': new Date(file.finishedAt).toUTCString(),
      'accept-ranges': 'bytes',
      'cache-control': 'private, no-cache',
      'content-type': gzip ? 'application/gzip' : 'application/jsonl; charset=utf-8',
      'content-disposition': `attachment; filename="${id}.jsonl${gzip ? '.gz' : ''}"`,
    };
    const known = request.headers['if-none-match']?.split(',').some((tag) => tag.trim().replace(/^W\//, '') === etag);
    if (known) {
      response.writeHead(304, head).end();
      return true;
    }
    const range = byteRange(request.headers, { size, etag });
    if (range === 'unsatisfiable') {
      response.writeHead(416, { ...head, 'content-range': `bytes */${size}`, 'content-length': 0 }).end();
      return true;
    }
    const part = range === 'all' ? { start: 0, end: size - 1 } : range;
    const content = size === 0 || request.method === 'HEAD' ? null : await folder.read(file, part);
    // Swept up between the row and here, or in another gateway's folder.
    if (content === null && size > 0 && request.method !== 'HEAD') return false;
    response.writeHead(range === 'all' ? 200 : 206, {
      ...head,
      'content-length': part.end - part.start + 1,
      ...(range !== 'all' && { 'content-range': `bytes ${part.start}-${part.end}/${size}` }),
    });
    if (content === null) {
      response.end();
      return true;
    }
    await pipeline(content, response).catch((error: unknown) => {
      // Whoever asked is gone, and comes again with a range.
      if (!response.destroyed) throw error;
    });
    return true;
  };

  return async (request: IncomingMessage, response: ServerResponse): Promise<boolean> => {
    const begun = performance.now();
    let caller: Caller | null = null;
    try {
      if (request.method !== 'GET' && request.method !== 'HEAD') {
        answer(response, { status: 405, headers: { allow: 'GET' }, body: 'use GET\n' });
        return true;
      }
      const [path = '', search] = (request.url ?? '').split('?');
      const named = exportOf(path) ?? '';
      caller = await callerOf(request, new URLSearchParams(search));
      const id = readGlobalUuid('BulkExport', named);
      if (caller === null || id === null) return false;
      const file = await rows.file(id, caller);
      if (file === null) return false;
      if ('status' in file) throw unavailable('campaigns');
      // The name in the path says what the file is.
      if (file.gzip !== path.endsWith('.gz')) return false;
      return await give(request, response, file, named);
    } catch (error) {
      if (response.headersSent) throw error;
      answer(response, refusal(error, log));
      return true;
    } finally {
      const ms = Math.round((performance.now() - begun) * 10) / 10;
      // Neither path nor query: a link is a secret.
      const { statusCode: status } = response;
      const from = refusedFrom(authentication, request, response);
      log.info({ route: '/exports', tenant: caller?.tenant, ms, status, ...from }, 'request');
    }
  };
}

const answer = (response: ServerResponse, { status, headers, body }: RouteAnswer) =>
  response.writeHead(status, { 'cache-control': 'no-store', ...headers }).end(body);
