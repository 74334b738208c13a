import { setTimeout as sleep } from 'node:timers/promises';
import { signLocalToken } from '@thi-dua/gateway/access-token/local-token';
import { ROLES } from '@thi-dua/schema/caller';
import type { System } from './system.js';

/** What was answered, as plain JSON. */
// biome-ignore lint/suspicious/noExplicitAny: what comes is what was asked for.
export type Data = any;

/** Codes with which a request may fail while a part is away (docs/operations.md, When a part is away). */
const PASSING = new Set(['UNAVAILABLE', 'OVERLOADED']);

/** Whoever has asked: what came, or that nobody knows. */
export type Asked = { data: Data } | { lost: true };

export interface Client {
  /** One operation, once. */
  ask(who: { tenant: string; subject: string }, query: string, input: object): Promise<Asked>;
  /** How often a request failed, and how. */
  readonly failures: Map<string, number>;
  /** Answers that no fault explains. */
  readonly surprises: string[];
}

export function createClient(system: System): Client {
  const failures = new Map<string, number>();
  const surprises: string[] = [];
  const tokens = new Map<string, Promise<string>>();
  const tokenOf = ({ tenant, subject }: { tenant: string; subject: string }) => {
    const name = `${tenant} ${subject}`;
    const token = tokens.get(name) ?? signLocalToken(system.key, { tenant, subject, roles: ROLES });
    tokens.set(name, token);
    return token;
  };
  const failed = async (how: string): Promise<Asked> => {
    failures.set(how, (failures.get(how) ?? 0) + 1);
    await sleep(100);
    return { lost: true };
  };
  return {
    failures,
    surprises,
    async ask(who, query, input) {
      let response: Response;
      let body: Data;
      try {
        response = await fetch(system.url, {
          method: 'POST',
          headers: { authorization: `Bearer ${await tokenOf(who)}`, 'content-type': 'application/json' },
          body: JSON.stringify({ query, variables: { input } }),
          signal: AbortSignal.timeout(30_000),
        });
        const text = await response.text();
        if (response.status === 503 && text === 'starting\n') return failed('starting');
        body = JSON.parse(text);
      } catch {
        return failed('no answer');
      }
      const codes: string[] = (body.errors ?? []).map((error: Data) => String(error.extensions?.code));
      if (codes.length === 0) return { data: body.data };
      if (!codes.every((code) => PASSING.has(code))) surprises.push(JSON.stringify(body.errors).slice(0, 500));
      return failed(codes.join(','));
    },
  };
}
