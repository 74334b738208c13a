import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createTokenVerifier } from '@thi-dua/gateway/access-token/verifier';
import { createGateway } from '@thi-dua/gateway/gateway';
import { createHandler } from '@thi-dua/gateway/http/handler';
import { publicSdl } from '@thi-dua/gateway/public-sdl';
import { createServices } from '@thi-dua/gateway/services';
import { committedSupergraph } from '@thi-dua/gateway/supergraph';
import { createIdentitySigner } from '@thi-dua/schema/identity';
import { createLog } from '@thi-dua/schema/log';
import { serveSubgraph } from '@thi-dua/schema/subgraph-server';
import { type DocumentNode, parse } from 'graphql';
import pg from 'pg';
import { localAuthentication } from '../kit/authentication.js';
import { bareHandler } from './bare-handler.js';
import { mergedSchema, runMerged } from './merged-schema.js';

/** What one measured process is told. */
export interface ServerOrder {
  kind: 'in-process' | 'over-http' | 'merged' | 'bare' | 'subgraph';
  databaseUrl: string;
  /** base64url */
  identityKey: string;
  tokenKey: string;
  /** For one subgraph alone. */
  service?: string;
  /** For the gateway over HTTP. */
  urls?: Record<string, string[]>;
}

const order = JSON.parse(process.argv[2] ?? '{}') as ServerOrder;
const key = (text: string) => new Uint8Array(Buffer.from(text, 'base64url'));
const log = createLog('silent');
const options = {
  // All provinces at once send more files than one process takes in where nothing is said.
  spool: { files: 100, bytes: 8 * 1024 ** 3 },
  databaseUrl: order.databaseUrl,
  identityKey: key(order.identityKey),
  log,
  sessions: 8,
  maxWaitMs: 30_000,
};
const tokens = createTokenVerifier({ localKey: key(order.tokenKey) }, log);

const body = async (
  request: IncomingMessage,
): Promise<{ query: string; name: string; variables: Record<string, unknown> }> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return JSON.parse(Buffer.concat(chunks).toString());
};
const json = (response: ServerResponse, value: unknown) =>
  response.setHeader('content-type', 'application/json; charset=utf-8').end(JSON.stringify(value));

async function handler(): Promise<(request: IncomingMessage, response: ServerResponse) => Promise<unknown>> {
  if (order.kind === 'bare') {
    const answers = bareHandler(new pg.Pool({ connectionString: order.databaseUrl, max: 8 }));
    return async (request, response) => {
      const { name, variables } = await body(request);
      json(response, { data: await answers[name]?.(variables) });
    };
  }
  if (order.kind === 'merged') {
    const services = createServices(options);
    const schema = mergedSchema(publicSdl(), services);
    const signer = createIdentitySigner(options.identityKey);
    const documents = new Map<string, DocumentNode>();
    return async (request, response) => {
      const caller = await tokens.verify(request.headers.authorization);
      const { query, variables } = await body(request);
      const document = documents.get(query) ?? parse(query);
      documents.set(query, document);
      json(
        response,
        await runMerged(
          schema,
          services,
          (service, who) => signer.sign(who, service.name),
          caller,
          document,
          variables,
        ),
      );
    };
  }
  const subgraphs = order.kind === 'in-process' ? createServices(options) : (order.urls ?? {});
  const gateway = await createGateway({
    supergraph: committedSupergraph(),
    subgraphs,
    identityKey: options.identityKey,
    log,
  });
  return createHandler({
    gateway,
    authentication: localAuthentication(gateway, key(order.tokenKey)),
    readiness: async () => ({ status: 'ready', subgraphs: {} }) as never,
    isDraining: () => false,
    bodyLimit: 1024 * 1024,
    log,
  }) as never;
}

if (order.kind === 'subgraph') {
  const service = createServices(options).find(({ name }) => name === order.service);
  if (!service) throw new Error(`no service ${order.service}`);
  const { url } = await serveSubgraph(service, { host: '127.0.0.1', port: 0 });
  process.stdout.write(`${url}\n`);
} else {
  const answer = await handler();
  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      process.stderr.write(`${error instanceof Error ? error.stack : error}\n`);
      response.writeHead(500).end();
    });
  });
  server.listen(0, '127.0.0.1', () =>
    process.stdout.write(`http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql\n`),
  );
}
process.once('SIGTERM', () => process.exit(0));
