import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type GatewayEnv, subgraphUrls } from '../env.js';
import { createReadiness } from '../readiness.js';
import { type Finding, fail, messageOf, ok, warn } from './finding.js';

const timeoutMs = 5000;

/** The keys that this machine keeps, or is given. */
export function checkKeys(env: GatewayEnv): Finding[] {
  const findings: Finding[] = [];
  if (env.IDENTITY_KEY !== undefined) findings.push(ok('keys', 'IDENTITY_KEY is set.'));
  else if (env.JWKS_URL !== undefined && env.DATABASE_URL !== undefined)
    findings.push(
      warn(
        'keys',
        'IDENTITY_KEY is not set: the key is kept in DATA_DIR, and another process has another.',
        'Set IDENTITY_KEY, the same in every process, before a second gateway runs.',
      ),
    );
  for (const name of ['server.key', 'token.key']) {
    const file = join(env.DATA_DIR, name);
    if (!existsSync(file)) continue;
    const { mode } = statSync(file);
    findings.push(
      (mode & 0o077) === 0
        ? ok('keys', `${file} is readable for its owner alone.`)
        : fail('keys', `${file} is readable for others.`, `chmod 600 ${file}; who has read it can sign with it.`),
    );
  }
  return findings.length > 0 ? findings : [ok('keys', 'None is kept yet: the first start makes them.')];
}

/** Whether the issuer of access tokens shows its keys. */
export async function checkIssuer({ JWKS_URL: url }: GatewayEnv): Promise<Finding> {
  if (url === undefined) return ok('issuer', 'None is configured: tokens of "npm run token" count, on loopback only.');
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(timeoutMs) });
    const body: unknown = await response.json();
    const keys =
      typeof body === 'object' && body !== null && 'keys' in body && Array.isArray(body.keys) ? body.keys : [];
    return response.ok && keys.length > 0
      ? ok('issuer', `JWKS_URL shows ${keys.length} keys.`)
      : fail('issuer', `JWKS_URL answers ${response.status} and shows no key.`, 'Correct JWKS_URL, or ask the issuer.');
  } catch (error) {
    const todo = 'Nobody can sign in meanwhile. Correct JWKS_URL, or open the way to it.';
    return fail('issuer', `JWKS_URL does not answer (${messageOf(error)}).`, todo);
  }
}

/** Whether services that run on their own are ready. */
export async function checkServices(env: GatewayEnv): Promise<Finding[]> {
  const subgraphs = subgraphUrls(env);
  if (subgraphs === null) return [ok('services', "They run in the gateway's own process.")];
  const { subgraphs: seen } = await createReadiness({ subgraphs })();
  return Object.entries(seen).map(([name, state]) =>
    state === 'up'
      ? ok('services', `${name} is ready.`)
      : fail('services', `${name} is not ready.`, 'See its own log, and ask its /ready: 503 is its database.'),
  );
}

/** Whether what is committed is what the services compose to. */
export async function checkSupergraph(): Promise<Finding> {
  // Loads every service: only here, and last.
  const { generatedSchemas } = await import('../generated-schemas.js');
  const stale = [...generatedSchemas()].filter(
    ([file, content]) => !existsSync(file) || readFileSync(file, 'utf8') !== content,
  );
  return stale.length === 0
    ? ok('supergraph', 'It is what the services compose to.')
    : fail(
        'supergraph',
        `${stale.length} generated files are stale.`,
        'Run "npm run compose", and commit what it writes.',
      );
}
