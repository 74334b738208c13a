import type { Caller } from '@thi-dua/schema/caller';
import { abandon, answerRoute } from '@thi-dua/schema/route-http';
import { GraphQLError } from 'graphql';
import { refusedFrom } from '../access-token/authentication.js';
import { routeAt, type ServiceRoute } from '../route/routes.js';
import { RequestError } from './body.js';
import type { HandlerOptions } from './handler.js';
import { notFound, refuse } from './respond.js';
import type { Handler } from './server.js';

/** What a service takes or gives beside the graph, under the same identity as everything else. */
export function createFiles({ gateway, authentication, log }: HandlerOptions): Handler {
  return async (request, response) => {
    const begun = performance.now();
    let caller: Caller | undefined;
    const found = routeAt((request.url ?? '/').split('?', 1)[0] ?? '');
    const route = found?.route;
    try {
      if (route === undefined || request.method !== route.method) {
        refuse(response, new RequestError(405, `Use ${route?.method}.`), { allow: route?.method ?? '' });
        return;
      }
      const known = await authentication.callerOf(request);
      caller = known;
      await answerRoute(request, response, (asked) => {
        for (const [name, value] of Object.entries(found?.named ?? {})) asked.query.set(name, value);
        return gateway.serve(route, asked, known);
      });
    } catch (error) {
      if (!(error instanceof GraphQLError) || response.headersSent) throw error;
      refuse(response, error);
    } finally {
      const ms = Math.round((performance.now() - begun) * 10) / 10;
      const { statusCode: status } = response;
      const from = refusedFrom(authentication, request, response);
      log.info({ route: route?.path, tenant: caller?.tenant, ms, status, ...from }, 'request');
    }
  };
}

class NothingThere extends Error {}

/** An address that is no longer good, or never was, is answered as any path that leads nowhere. It is never logged. */
export function createLinked(
  { gateway, log }: HandlerOptions,
  route: ServiceRoute,
  tokenIn: (path: string) => string | null,
  callerBy: (token: string) => Promise<Caller | null>,
): Handler {
  return async (request, response) => {
    const begun = performance.now();
    let caller: Caller | null = null;
    try {
      if (request.method !== 'GET' && request.method !== 'HEAD') {
        refuse(response, new RequestError(405, 'Use GET.'), { allow: 'GET' });
        return;
      }
      const known = await callerBy(tokenIn((request.url ?? '').split('?', 1)[0] ?? '') ?? '');
      caller = known;
      if (known === null) throw new NothingThere();
      await answerRoute(request, response, async (asked) => {
        const answer = await gateway.serve(route, asked, known);
        if (answer.status !== 404) return answer;
        await abandon(answer);
        throw new NothingThere();
      });
    } catch (error) {
      if (!(error instanceof NothingThere) || response.headersSent) throw error;
      notFound(response);
    } finally {
      const ms = Math.round((performance.now() - begun) * 10) / 10;
      log.info({ route: route.path, tenant: caller?.tenant, ms, status: response.statusCode }, 'request');
    }
  };
}
