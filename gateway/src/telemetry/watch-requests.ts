import { context, SpanKind } from '@opentelemetry/api';
import { inSpan, remoteContext, tracesAreOn } from '@thi-dua/prisma/span';
import type { Metrics } from '@thi-dua/schema/telemetry/metrics';
import type { Handler } from '../http/server.js';
import { routeName } from './route-name.js';

/** Counts every request that a handler answers, and begins or goes on with its trace. */
export function watchRequests(handle: Handler, metrics: Metrics | undefined): Handler {
  return async (request, response) => {
    if (metrics === undefined && !tracesAreOn()) return handle(request, response);
    const route = routeName((request.url ?? '/').split('?', 1)[0] ?? '/');
    const method = request.method ?? 'GET';
    response.once('close', () => metrics?.request(route, response.statusCode));
    const answer = () =>
      inSpan(
        () => ({
          name: `${method} ${route}`,
          kind: SpanKind.SERVER,
          attributes: { 'http.request.method': method, 'http.route': route },
          begins: true,
        }),
        async (span) => {
          await handle(request, response);
          span?.setAttribute('http.response.status_code', response.statusCode);
        },
      );
    return tracesAreOn() ? context.with(remoteContext(request.headers.traceparent?.toString()), answer) : answer();
  };
}
