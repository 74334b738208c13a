import { z } from 'zod';
import { tenantSlug } from './claims.js';

/** Public-key algorithms only: nobody who can verify a token can make one, and "none" is not among them. */
export const ALGORITHMS = [
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
  'EdDSA',
  'Ed25519',
] as const;

const url = z
  .string()
  .refine(
    (value) => URL.canParse(value) && /^https?:$/.test(new URL(value).protocol),
    'must be an http:// or https:// URL',
  );
const claim = z.string().min(1).max(200);

/** Which claim holds what: a name as it stands, or a path with dots ("realm_access.roles"). */
const ClaimNames = z.strictObject({
  subject: claim.default('sub'),
  tenant: claim.default('tenant'),
  roles: claim.default('roles'),
  scope: claim.default('scope'),
});

/** Whose tokens count, and what they may say. */
export const Issuer = z.strictObject({
  /** As in `iss`, to the letter. */
  issuer: z.string().min(1).max(500),
  audience: z.union([z.string().min(1), z.array(z.string().min(1)).min(1)]),
  /** Where its keys are; found by discovery where left out. */
  jwksUrl: url.optional(),
  /** The tenants that it may speak for; any where left out. */
  tenants: z.array(z.string().regex(tenantSlug, 'must be tenants\' short names such as "cao-bang"')).min(1).optional(),
  /** Goes before every subject: two issuers may know different persons by one name. */
  subjectPrefix: z
    .string()
    .regex(/^[a-z0-9-]{0,40}$/, 'must be at most 40 lower-case letters, digits and hyphens')
    .default(''),
  claims: ClaimNames.prefault({}),
  /** What a token without a scope claim may do: all that its roles have a use for, or nothing. */
  withoutScope: z.enum(['roles', 'nothing']).default('roles'),
  algorithms: z.array(z.enum(ALGORITHMS)).min(1).optional(),
});
export type Issuer = z.infer<typeof Issuer>;

/** Several issuers, each told from the others by its name and by how its subjects begin. */
export const Issuers = z
  .array(Issuer)
  .min(1)
  .max(100)
  .superRefine((issuers, context) => {
    const twice = (of: (issuer: Issuer) => string, field: string, message: string) => {
      const seen = new Set<string>();
      for (const [i, issuer] of issuers.entries()) {
        if (seen.has(of(issuer))) context.addIssue({ code: 'custom', path: [i, field], message });
        seen.add(of(issuer));
      }
    };
    twice(({ issuer }) => issuer, 'issuer', 'is named twice');
    twice(
      ({ subjectPrefix }) => subjectPrefix,
      'subjectPrefix',
      "is another issuer's as well: persons of the two would be taken for each other",
    );
    for (const [i, { issuer, jwksUrl }] of issuers.entries())
      if (jwksUrl === undefined && !(URL.canParse(issuer) && /^https?:$/.test(new URL(issuer).protocol)))
        context.addIssue({
          code: 'custom',
          path: [i, 'jwksUrl'],
          message: 'is needed: the issuer is no URL to discover it from',
        });
  });
