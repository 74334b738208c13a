import { isIP } from 'node:net';
import { dossierSettings, missingBeside } from '@thi-dua/awards/dossier/store/settings';
import { eventSettings } from '@thi-dua/localities/webhook/settings';
import { otherLogins, readEnv, replicaAddresses, SAME_LOGIN, serviceAddresses } from '@thi-dua/schema/env';
import { SERVICES, type ServiceName } from '@thi-dua/schema/identity';
import { PATIENCE_MS } from '@thi-dua/schema/over-http';
import { telemetrySettings } from '@thi-dua/schema/telemetry/settings';
import { z } from 'zod';
import { type Issuer, Issuers } from './access-token/issuer.js';
import { MOST_NESTED } from './limits/structure.js';

const unset = (value: unknown) => (value === '' ? undefined : value);
const text = z.preprocess(unset, z.string().optional());
const whole = (least: number, most: number, fallback: number) =>
  z.preprocess(
    unset,
    z.coerce
      .number(`must be a number from ${least} to ${most}`)
      .int('must be a whole number')
      .min(least, `must be at least ${least}`)
      .max(most, `must be at most ${most}`)
      .default(fallback),
  );
const url = (protocol: RegExp, what: string) =>
  z.preprocess(
    unset,
    z
      .string()
      .refine((value) => URL.canParse(value) && protocol.test(new URL(value).protocol), `must be ${what}`)
      .optional(),
  );
const postgres = url(/^postgres(ql)?:$/, 'a connection string like postgresql://user:password@host:5432/database');
const http = url(/^https?:$/, 'an http:// or https:// URL');

const isNetwork = (text: string): boolean => {
  const [address = '', bits, ...more] = text.split('/');
  const most = isIP(address) === 6 ? 128 : 32;
  return (
    isIP(address) !== 0 && more.length === 0 && (bits === undefined || (/^\d+$/.test(bits) && Number(bits) <= most))
  );
};
/** JSON in one variable; a fault in it is told with the place where it stands. */
const issuers = z.preprocess((value) => {
  if (typeof value !== 'string' || value === '') return undefined;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}, Issuers.optional());
const networks = z.preprocess(
  (value) => (typeof value === 'string' ? value.split(/[\s,]+/).filter((part) => part !== '') : value),
  z
    .array(z.string().refine(isNetwork, 'must be addresses or networks such as 10.0.0.0/8, separated by commas'))
    .default([]),
);

/** The variable that names where a service answers, when it runs on its own. */
const urlOf = {
  localities: 'LOCALITIES_URL',
  indicators: 'INDICATORS_URL',
  campaigns: 'CAMPAIGNS_URL',
  awards: 'AWARDS_URL',
} as const;
const loopback = new Set(['127.0.0.1', '::1', 'localhost']);

/** Everything the gateway can be told from outside; docs/operations.md explains each. */
const Values = z.object({
  PORT: whole(0, 65_535, 4000),
  HOST: z.preprocess(unset, z.string().default('127.0.0.1')),
  DATA_DIR: z.preprocess(unset, z.string().default('.data')),
  DATABASE_URL: postgres,
  APP_DATABASE_URL: postgres,
  APP_REPLICA_URLS: replicaAddresses,
  LOG_LEVEL: z.preprocess(
    unset,
    z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  ),
  JWKS_URL: http,
  JWT_ISSUER: text,
  JWT_AUDIENCE: text,
  OIDC_ISSUERS: issuers,
  CLOCK_SKEW_SECONDS: whole(0, 120, 5),
  TRUSTED_PROXIES: networks,
  LOCALITIES_URL: serviceAddresses,
  INDICATORS_URL: serviceAddresses,
  CAMPAIGNS_URL: serviceAddresses,
  AWARDS_URL: serviceAddresses,
  IDENTITY_KEY: z.preprocess(
    unset,
    z
      .string()
      .regex(/^[A-Za-z0-9_-]{43,}$/, 'must be at least 32 random bytes in base64url, the same as every service has')
      .optional(),
  ),
  SESSIONS: whole(1, 100, 8),
  MAX_WAIT_MS: whole(1, 60_000, 5000),
  SUBGRAPH_TIMEOUT_MS: whole(1, 600_000, PATIENCE_MS),
  MAX_IN_FLIGHT: whole(1, 100_000, 256),
  SPOOL_FILES: whole(1, 10_000, 32),
  SPOOL_BYTES: whole(1, Number.MAX_SAFE_INTEGER, 8 * 1024 ** 3),
  MAX_BODY_BYTES: whole(1024, 64 * 1024 * 1024, 4 * 1024 * 1024),
  MAX_TOKENS: whole(100, 20_000, 4000),
  // Beyond it no document is taken, whatever is allowed.
  MAX_DEPTH: whole(1, MOST_NESTED, 20),
  MAX_ALIASES: whole(0, 10_000, 100),
  MAX_ROOT_FIELDS: whole(1, 1000, 64),
  MAX_FIELDS: whole(1, 20_000, 2000),
  MAX_COST: whole(1, 100_000_000, 500_000),
  RATE_CALLER_COST: whole(1, Number.MAX_SAFE_INTEGER, 2_000_000),
  RATE_CALLER_PER_SECOND: whole(1, Number.MAX_SAFE_INTEGER, 50_000),
  RATE_TENANT_COST: whole(1, Number.MAX_SAFE_INTEGER, 10_000_000),
  RATE_TENANT_PER_SECOND: whole(1, Number.MAX_SAFE_INTEGER, 200_000),
  REDIS_URL: url(/^rediss?:$/, 'a URL like redis://user:password@host:6379/0'),
  REDIS_PREFIX: z.preprocess(unset, z.string().max(100).default('thi-dua:rate')),
  TRUSTED_DOCUMENTS: text,
  TRUSTED_DOCUMENTS_ONLY: z.preprocess(unset, z.enum(['true', 'false']).default('false')),
  EXPORT_DIR: text,
  EXPORT_DAYS: whole(1, 365, 7),
  EXPORTS_AT_ONCE: whole(1, 100, 2),
  EXPORT_BYTES: whole(1, Number.MAX_SAFE_INTEGER, 8 * 1024 ** 3),
  EXPORT_FILE_BYTES: whole(1, Number.MAX_SAFE_INTEGER, 2 * 1024 ** 3),
  EVENT_STREAMS: whole(0, 100_000, 1000),
  EVENT_STREAMS_PER_TENANT: whole(0, 100_000, 20),
  EVENT_POLL_MS: whole(50, 60_000, 1000),
  DRAIN_DELAY_MS: whole(0, 600_000, 0),
  DRAIN_TIMEOUT_MS: whole(0, 600_000, 10_000),
  ...dossierSettings,
  ...eventSettings,
  ...telemetrySettings,
});

/** The names of all that is read. */
export const GATEWAY_VARIABLES: readonly string[] = Object.keys(Values.shape);

/** What must be said together. Looked at apart from the values, so that every fault is told at once. */
const Together = z
  .looseObject({})
  .superRefine((raw, context) => {
    const env: Partial<Record<string, unknown>> = Object.fromEntries(
      Object.entries(raw).filter(([, value]) => value !== ''),
    );
    const fault = (name: string, message: string) =>
      context.addIssue({ code: 'custom', path: [name], message, continue: false });
    if (env.DATABASE_URL !== undefined && env.APP_DATABASE_URL === undefined) {
      fault(
        'APP_DATABASE_URL',
        "is needed beside DATABASE_URL. DATABASE_URL is an administrator's login, for migrations; name the login that serves, e.g. postgresql://thi_dua_app:…@host/database, which is created with that password",
      );
    }
    if (env.APP_DATABASE_URL !== undefined && env.DATABASE_URL === undefined) {
      fault(
        'DATABASE_URL',
        "is needed beside APP_DATABASE_URL: an administrator's login, for migrations. Set neither to use the embedded database",
      );
    }
    const standbys = replicaAddresses.safeParse(env.APP_REPLICA_URLS);
    if (standbys.success && standbys.data !== undefined) {
      if (typeof env.APP_DATABASE_URL !== 'string')
        fault('APP_REPLICA_URLS', 'names standbys of a database that APP_DATABASE_URL does not name');
      else if (URL.canParse(env.APP_DATABASE_URL) && otherLogins(env.APP_DATABASE_URL, standbys.data))
        fault('APP_REPLICA_URLS', SAME_LOGIN);
    }
    for (const { name, message } of missingBeside(env)) fault(name, message);
    const issuer = ['JWKS_URL', 'JWT_ISSUER', 'JWT_AUDIENCE'] as const;
    const named = issuer.filter((name) => env[name] !== undefined);
    if (env.OIDC_ISSUERS !== undefined) {
      for (const name of named)
        fault(name, 'says again what OIDC_ISSUERS says: name that issuer there as well, or it alone here');
    } else if (named.length > 0) {
      for (const name of issuer) if (env[name] === undefined) fault(name, `is needed beside ${named.join(' and ')}`);
    } else if (typeof env.HOST === 'string' && !loopback.has(env.HOST)) {
      fault(
        'HOST',
        `${env.HOST} can be reached from other machines, where the local signing key is not honoured. Set OIDC_ISSUERS, or JWKS_URL, JWT_ISSUER and JWT_AUDIENCE, or listen on 127.0.0.1`,
      );
    }
    const most = Number(env.MAX_COST ?? 500_000);
    for (const name of ['RATE_CALLER_COST', 'RATE_TENANT_COST'] as const) {
      if (env[name] !== undefined && Number(env[name]) < most)
        fault(name, `must be at least MAX_COST (${most}): an operation that is allowed would never fit`);
    }
    const given = SERVICES.filter((service) => env[urlOf[service]] !== undefined);
    if (given.length > 0) {
      for (const service of SERVICES) {
        if (env[urlOf[service]] === undefined) {
          fault(
            urlOf[service],
            `is needed beside ${given.map((other) => urlOf[other]).join(', ')}: name all four services, or none to run them in this process`,
          );
        }
      }
      if (env.IDENTITY_KEY === undefined) {
        fault(
          'IDENTITY_KEY',
          'is needed when services run on their own: the same for all of them, e.g. from: node -p "crypto.randomBytes(32).toString(\'base64url\')"',
        );
      }
    }
  })
  .transform(() => ({}));

const GatewayEnv = z.intersection(Values, Together);
export type GatewayEnv = z.infer<typeof GatewayEnv>;

export const gatewayEnv = (): GatewayEnv => readEnv(GatewayEnv);

/** Whose tokens count; null where no issuer is configured and the local key signs. */
export function issuersIn(env: GatewayEnv): readonly Issuer[] | null {
  const { OIDC_ISSUERS: several, JWKS_URL: jwksUrl, JWT_ISSUER: issuer, JWT_AUDIENCE: audience } = env;
  if (several !== undefined) return several;
  return jwksUrl !== undefined && issuer !== undefined && audience !== undefined
    ? Issuers.parse([{ jwksUrl, issuer, audience }])
    : null;
}

/** What the `token` command needs: where the local key lies, and whether it counts. */
export const tokenEnv = () =>
  readEnv(z.object({ DATA_DIR: z.preprocess(unset, z.string().default('.data')), JWKS_URL: text, OIDC_ISSUERS: text }));

/** Where each service answers, or null where they all run in this process. */
export function subgraphUrls(env: GatewayEnv): Record<ServiceName, readonly string[]> | null {
  const { LOCALITIES_URL: localities, INDICATORS_URL: indicators, CAMPAIGNS_URL: campaigns, AWARDS_URL: awards } = env;
  if (localities === undefined || indicators === undefined || campaigns === undefined || awards === undefined)
    return null;
  return { localities, indicators, campaigns, awards };
}

export const isLoopback = (host: string): boolean => loopback.has(host);
