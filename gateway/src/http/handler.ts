import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Log } from '@thi-dua/schema/log';
import type { Metrics } from '@thi-dua/schema/telemetry/metrics';
import type { Authentication } from '../access-token/authentication.js';
import { serveConsole } from '../console/serve.js';
import type { StreamLimits } from '../events/stream.js';
import { createExportDownload } from '../export/download.js';
import type { ExportFolder } from '../export/export-folder.js';
import type { Gateway } from '../gateway.js';
import { graphiqlPage } from '../graphiql/page.js';
import type { Readiness } from '../readiness.js';
import { createReportHandler } from '../report/handler.js';
import { createRestHandler } from '../rest/handler.js';
import { CALENDAR, calendarToken, DOWNLOAD, linkToken } from '../route/routes.js';
import type { DocumentRules } from '../trusted/document-rules.js';
import { type AddressName, addressOf } from './addresses.js';
import { createFiles, createLinked } from './beside-graph.js';
import { RequestError } from './body.js';
import { createInFlight } from './in-flight.js';
import { createOperations, takesStream } from './operations.js';
import { json, notFound, refuse, refuseAsProblem, respond } from './respond.js';
import type { Handler } from './server.js';

export interface HandlerOptions {
  gateway: Gateway;
  documents?: DocumentRules;
  authentication: Authentication;
  readiness: () => Promise<Readiness>;
  isDraining: () => boolean;
  bodyLimit: number;
  /** How many operations, whichever way they come, are worked on at once; without it, as many as there are. */
  maxInFlight?: number | undefined;
  /** Where the files of exports lie; without it, none can be downloaded. */
  exports?: ExportFolder;
  /**
   * How many streams of events are open at once, how often it is looked whether anything happened, and after how long without a
   * message a comment is sent, in milliseconds.
   */
  streams?: StreamLimits & { everyMs: number; keepAliveMs?: number };
  log: Log;
  metrics?: Metrics | undefined;
}

/**
 * /graphql, the same read under /v1 and as the files of /reports, the routes of services beside it, calendars, links to files,
 * exports, /health, /ready and, at /, the console.
 */
export function createHandler(options: HandlerOptions): Handler {
  const { readiness, isDraining } = options;
  const inFlight = createInFlight(options.maxInFlight ?? Number.POSITIVE_INFINITY);
  const bounded =
    (handle: Handler, refuseAs: (response: ServerResponse) => void): Handler =>
    async (request, response) => {
      const leave = inFlight.enter();
      if (leave === null) return refuseAs(response);
      try {
        await handle(request, response);
      } finally {
        leave();
      }
    };
  const operations = createOperations(options, inFlight);
  const downloads = options.exports && createExportDownload({ ...options, folder: options.exports });
  const handlers: Readonly<Record<AddressName, Handler>> = {
    async graphql(request, response) {
      if (request.method === 'POST') await operations(request, response);
      else if (request.method === 'GET' && /\btext\/html\b/.test(request.headers.accept ?? ''))
        await graphiql(request, response);
      else if (request.method === 'GET' && takesStream(request)) await operations(request, response);
      else
        refuse(
          response,
          new RequestError(405, 'Send operations by POST. Open this address in a browser for an editor.'),
          { allow: 'POST' },
        );
    },
    rest: bounded(createRestHandler(options), refuseAsProblem),
    services: createFiles(options),
    calendar: createLinked(options, CALENDAR, calendarToken, options.gateway.calendarCaller),
    link: createLinked(options, DOWNLOAD, linkToken, options.gateway.linkCaller),
    report: bounded(createReportHandler(options), refuseAsProblem),
    async export(request, response) {
      if (downloads === undefined || !(await downloads(request, response))) notFound(response);
    },
    async health(_request, response) {
      json(response, 200, { status: 'alive' });
    },
    async ready(_request, response) {
      const state = await readiness();
      const status = isDraining() ? 'draining' : state.status;
      json(response, status === 'ready' ? 200 : 503, { ...state, status });
    },
    async console(request, response) {
      if (!serveConsole(request, response)) notFound(response);
    },
  };
  return (request, response) => handlers[addressOf((request.url ?? '/').split('?', 1)[0] ?? '')](request, response);
}

async function graphiql(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { html, gzipped, policy } = await graphiqlPage();
  const compressed = /\bgzip\b/.test(String(request.headers['accept-encoding'] ?? ''));
  respond(response, 200, compressed ? gzipped : html, {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': policy,
    'referrer-policy': 'no-referrer',
    vary: 'accept-encoding',
    ...(compressed && { 'content-encoding': 'gzip' }),
  });
}
