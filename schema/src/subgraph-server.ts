import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ApolloServer, HeaderMap, type HTTPGraphQLResponse } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
} from '@apollo/server/plugin/disabled';
import { SpanKind, context as traceContext } from '@opentelemetry/api';
import { inSpan, remoteContext, tracesAreOn } from '@thi-dua/prisma/span';
import { GraphQLError } from 'graphql';
import type { Context } from './context.js';
import { BodyError, readJsonBody } from './http-body.js';
import { IDENTITY_HEADER } from './identity.js';
import { RATE_LIMIT_HEADER, readRateLimit } from './rate-limit.js';
import { answerRoute } from './route-http.js';
import { SERVER_OPTIONS } from './server-options.js';
import { readStaleness, STALENESS_HEADER } from './staleness.js';
import type { Execution, Subgraph } from './subgraph.js';

const bodyLimit = 8 * 1024 * 1024;
const running = Symbol('running');

/** The resolvers' context, together with its execution: Apollo copies contexts, symbols included. */
interface HttpContext extends Context {
  [running]: Execution;
}

export interface RunningServer {
  /** The GraphQL endpoint. */
  readonly url: string;
  /** Takes no new connection, lets running requests end, then resolves. */
  stop(): Promise<void>;
}

/** Serves one subgraph over HTTP, with the same schema, context, session and policy as inside the gateway's process. */
export async function serveSubgraph(subgraph: Subgraph, at: { host: string; port: number }): Promise<RunningServer> {
  const apollo = new ApolloServer<HttpContext>({
    schema: subgraph.schema,
    introspection: false,
    persistedQueries: false,
    allowBatchedHttpRequests: false,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    logger: subgraph.log,
    plugins: [
      // Its walk over every field about doubles the CPU of a large answer.
      ApolloServerPluginCacheControlDisabled(),
      // Nobody here reads its traces.
      ApolloServerPluginInlineTraceDisabled(),
      {
        requestDidStart: async () => ({
          didResolveOperation: async ({ contextValue, document, operationName, request: { variables } }) => {
            contextValue[running].begins({ document, variables, operationName: operationName ?? undefined });
          },
          willSendResponse: async ({ contextValue, operation, response }) => {
            if (response.body.kind !== 'single') return;
            const { data, errors } = response.body.singleResult;
            const live = errors?.map((error) =>
              error instanceof GraphQLError ? error : new GraphQLError(error.message, error),
            );
            const result = await contextValue[running].finish(
              { data: data ?? null, errors: live },
              operation?.operation,
            );
            response.body.singleResult = {
              data: result.data,
              ...(result.errors && { errors: result.errors.map((e) => e.toJSON()) }),
              ...(result.extensions && { extensions: result.extensions }),
            };
          },
        }),
      },
    ],
    // Errors keep their cause until `finish` has seen them.
    formatError: (_formatted, error) => error as never,
  });
  await apollo.start();

  const served = () => ({
    name: subgraph.name,
    kind: SpanKind.SERVER,
    attributes: { 'thidua.service': subgraph.name },
  });
  const graphql = async (request: IncomingMessage, response: ServerResponse) => {
    const body = await readJsonBody(request, bodyLimit);
    const headers = new HeaderMap();
    for (const [name, value] of Object.entries(request.headers)) {
      if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value);
    }
    const execute = async (maxStaleness: number | undefined): Promise<HTTPGraphQLResponse> => {
      let execution: Execution | undefined;
      const answered = await apollo.executeHTTPGraphQLRequest({
        httpGraphQLRequest: { method: request.method ?? 'POST', headers, search: '', body },
        context: async () => {
          const rateLimit = readRateLimit(headers.get(RATE_LIMIT_HEADER));
          execution = await subgraph.begin(headers.get(IDENTITY_HEADER), { rateLimit, maxStaleness });
          return { ...execution.context, [running]: execution };
        },
      });
      return execution?.failedOnReplica ? execute(undefined) : answered;
    };
    const answer = await inSpan(served, () => execute(readStaleness(headers.get(STALENESS_HEADER) ?? '') ?? undefined));
    response.statusCode = answer.status ?? 200;
    for (const [name, value] of answer.headers) response.setHeader(name, value);
    if (answer.body.kind === 'complete') response.end(answer.body.string);
    else response.end();
  };

  /** Goes on with the trace of whoever asks. */
  const traced = (request: IncomingMessage, work: () => Promise<void>): Promise<void> =>
    tracesAreOn() ? traceContext.with(remoteContext(request.headers.traceparent?.toString()), work) : work();

  const routes = new Map(subgraph.routes.map((route) => [route.path, route]));
  let stopping = false;
  const server = createServer(SERVER_OPTIONS, async (request, response) => {
    response.once('close', () => {
      // Whoever asked would keep the connection, and the server wait for it.
      if (stopping) setImmediate(() => server.closeIdleConnections());
    });
    const plain = (status: number, text: string) => {
      if (response.headersSent) return response.end();
      response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' }).end(`${text}\n`);
    };
    try {
      const path = (request.url ?? '/').split('?', 1)[0];
      if (path === '/health') plain(200, 'alive');
      else if (path === '/ready')
        await subgraph.check().then(
          () => plain(200, 'ready'),
          () => plain(503, 'the database does not answer'),
        );
      else if (routes.has(path ?? '')) {
        const route = routes.get(path ?? '');
        const identity = request.headers[IDENTITY_HEADER];
        if (route === undefined || request.method !== route.method) plain(405, `use ${route?.method}`);
        else
          await traced(request, () =>
            answerRoute(request, response, (asked) => subgraph.serve(route, asked, identity?.toString())),
          );
      } else if (path !== '/graphql') plain(404, 'not found');
      else if (request.method !== 'POST') plain(405, 'use POST');
      else await traced(request, () => graphql(request, response));
    } catch (error) {
      if (error instanceof BodyError) plain(error.status, error.message);
      else {
        subgraph.log.error({ err: error }, 'request failed');
        plain(500, 'something went wrong');
      }
    }
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(at.port, at.host, () => {
      server.off('error', reject);
      resolve();
    });
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://${at.host}:${port}/graphql`,
    async stop() {
      stopping = true;
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeIdleConnections();
      await closed;
      await apollo.stop();
    },
  };
}
