import { randomBytes } from 'node:crypto';
import { Writable } from 'node:stream';
import { signLocalToken } from '@thi-dua/gateway/access-token/local-token';
import { createGateway, type Gateway } from '@thi-dua/gateway/gateway';
import { createHandler } from '@thi-dua/gateway/http/handler';
import { listen } from '@thi-dua/gateway/http/server';
import { createReadiness } from '@thi-dua/gateway/readiness';
import { createServices } from '@thi-dua/gateway/services';
import { committedSupergraph } from '@thi-dua/gateway/supergraph';
import { type Caller, ROLES } from '@thi-dua/schema/caller';
import { SCOPES } from '@thi-dua/schema/scopes';
import { pino } from 'pino';
import { localAuthentication } from '../../kit/authentication.js';
import type { Answered } from './judge.js';

/** Far beyond what any document should take: one that is not answered by then hangs. */
const HANGS_MS = 60_000;

export interface Subject {
  gateway: Gateway;
  /** Where it listens, without a path. */
  url: string;
  tokenFor(tenant: string): Promise<string>;
  /** Sends these bytes as the body of an operation. */
  send(tenant: string, body: Uint8Array<ArrayBuffer>): Promise<Answered>;
  /** What the process wrote of its own faults since this was last asked. */
  faults(): string[];
  stop(): Promise<void>;
}

export const callerIn = (tenant: string): Caller => ({
  subject: `fuzz@${tenant}`,
  tenant,
  roles: [...ROLES],
  scopes: SCOPES,
});

/** The whole graph in this process as it is served, its limits as they are where nobody sets them. */
export async function startSubject(databaseUrl: string): Promise<Subject> {
  let written: string[] = [];
  const log = pino(
    { level: 'error' },
    new Writable({
      write(chunk, _encoding, done) {
        written.push(String(chunk));
        done();
      },
    }),
  );
  const key = new Uint8Array(randomBytes(32));
  const identityKey = new Uint8Array(randomBytes(32));
  const services = createServices({ databaseUrl, identityKey, log });
  const gateway = await createGateway({ supergraph: committedSupergraph(), subgraphs: services, identityKey, log });
  const listener = await listen({ host: '127.0.0.1', port: 0 }, log);
  listener.serve(
    createHandler({
      gateway,
      authentication: localAuthentication(gateway, key),
      readiness: createReadiness({ subgraphs: services }),
      isDraining: () => listener.draining,
      bodyLimit: 1024 * 1024,
      log,
    }),
  );
  const tokenFor = (tenant: string) => signLocalToken(key, { tenant, subject: `fuzz@${tenant}`, roles: ROLES });
  return {
    gateway,
    url: listener.url,
    tokenFor,
    async send(tenant, body) {
      const response = await fetch(`${listener.url}/graphql`, {
        method: 'POST',
        headers: { authorization: `Bearer ${await tokenFor(tenant)}`, 'content-type': 'application/json' },
        body,
        signal: AbortSignal.timeout(HANGS_MS),
      });
      return { status: response.status, text: await response.text() };
    },
    faults() {
      const since = written;
      written = [];
      return since;
    },
    async stop() {
      await listener.stop({ delayMs: 0, timeoutMs: 5000 });
      await gateway.close();
      await Promise.all(services.map((service) => service.close()));
    },
  };
}
