import { OperatorError } from '@thi-dua/prisma/errors';
import { z } from 'zod';
import { PATIENCE_MS } from './over-http.js';
import { telemetrySettings } from './telemetry/settings.js';

const key = z
  .string()
  .regex(/^[A-Za-z0-9_-]{43,}$/, 'must be at least 32 random bytes in base64url')
  .transform((text) => new Uint8Array(Buffer.from(text, 'base64url')));

/** Addresses that do the same, separated by commas; undefined where none is named. */
export const addresses = (protocol: RegExp, what: string) =>
  z.preprocess(
    (value) =>
      typeof value === 'string'
        ? value.trim() === ''
          ? undefined
          : value.split(',').map((part) => part.trim())
        : value,
    z
      .array(z.string())
      .refine(
        (all) => all.every((one) => URL.canParse(one) && protocol.test(new URL(one).protocol)),
        `must be ${what}, or several, separated by commas`,
      )
      .optional(),
  );
export const serviceAddresses = addresses(/^https?:$/, 'an http:// or https:// URL');
export const replicaAddresses = addresses(
  /^postgres(ql)?:$/,
  'a connection string like postgresql://user:password@host:5432/database',
);

/** A standby knows the same roles: another login than the one that was looked at could be one that nothing confines. */
export const otherLogins = (appUrl: string, replicaUrls: readonly string[]): boolean =>
  replicaUrls.some((at) => new URL(at).username !== new URL(appUrl).username);
export const SAME_LOGIN = 'must have the login of APP_DATABASE_URL, which row-level security confines';

/** What a service that runs alone needs to know. */
const ServiceEnv = z.object({
  APP_DATABASE_URL: z.string().regex(/^postgres(ql)?:\/\//, 'must be a postgresql:// URL: the login that serves'),
  /** Standbys of that database. */
  APP_REPLICA_URLS: replicaAddresses,
  IDENTITY_KEY: key,
  HOST: z.string().min(1).default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65535),
  SESSIONS: z.coerce.number().int().min(1).max(100).default(8),
  MAX_WAIT_MS: z.coerce.number().int().min(1).max(60_000).default(5000),
  SUBGRAPH_TIMEOUT_MS: z.coerce.number().int().min(1).max(600_000).default(PATIENCE_MS),
  SPOOL_FILES: z.coerce.number().int().min(1).max(10_000).default(32),
  SPOOL_BYTES: z.coerce
    .number()
    .int()
    .min(1)
    .default(8 * 1024 ** 3),
  /** Where the other services answer: needed by one that has to ask them. */
  LOCALITIES_URL: serviceAddresses,
  INDICATORS_URL: serviceAddresses,
  CAMPAIGNS_URL: serviceAddresses,
  AWARDS_URL: serviceAddresses,
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  ...telemetrySettings,
});

/** The names of all that every service reads; some read more. */
export const SERVICE_VARIABLES: readonly string[] = Object.keys(ServiceEnv.shape);

/** Reads a part of the environment; every fault is told at once. */
export function readEnv<T extends z.ZodType>(schema: T): z.infer<T> {
  const result = schema.safeParse(process.env);
  if (result.success) return result.data;
  // By the variable alone: a value that is a list is still one value to whoever sets it.
  const faults = result.error.issues.map((issue) => `${String(issue.path[0])}: ${issue.message}`);
  throw new OperatorError('ENVIRONMENT', `The environment is not complete.\n  ${faults.join('\n  ')}`);
}

export const serviceEnv = (): z.infer<typeof ServiceEnv> =>
  readEnv(
    ServiceEnv.refine(
      ({ APP_DATABASE_URL, APP_REPLICA_URLS = [] }) => !otherLogins(APP_DATABASE_URL, APP_REPLICA_URLS),
      {
        path: ['APP_REPLICA_URLS'],
        message: SAME_LOGIN,
      },
    ),
  );

/** Runs what would take one of our variables for its own, as if it were not set. */
export function withoutVariable<T>(name: string, act: () => T): T {
  const value = process.env[name];
  delete process.env[name];
  try {
    return act();
  } finally {
    if (value !== undefined) process.env[name] = value;
  }
}
