import type { Role } from './caller.js';

interface Meaning {
  /** Completes "A caller with this scope may …". */
  readonly allows: string;
  /** The roles that use it, any of which is enough; null: it reads, which every role and none may. */
  readonly roles: readonly Role[] | null;
}

/**
 * What a caller may be let to do, capability by capability. A scope never grants what the caller's tenant and roles do not: it
 * narrows what one token or key is good for. New names may be added; none ever changes its meaning (decision 028).
 */
const MEANINGS = {
  'map:read': { allows: 'read units, tenants, regions and how they changed', roles: null },
  'map:write': { allows: 'change the map: boundary acts and lists of units', roles: ['ADMIN'] },
  'tenants:manage': { allows: 'make, move and end tenants', roles: ['ADMIN'] },
  'definitions:read': { allows: 'read indicators, methodologies, movements, award forms and holidays', roles: null },
  'definitions:write': { allows: 'define indicators and methodologies, and keep the law of awards', roles: ['ADMIN'] },
  'observations:read': { allows: 'read figures, and verdicts that rest on them', roles: null },
  'observations:submit': { allows: 'submit figures', roles: ['REPORTER'] },
  'observations:verify': { allows: 'verify and return figures of those below', roles: ['VERIFIER'] },
  'observations:release': { allows: 'open figures to everyone', roles: ['SIGNER'] },
  'plans:read': { allows: 'read plans and search them', roles: null },
  'plans:write': { allows: 'draft and import plans', roles: ['PLANNER'] },
  'plans:issue': { allows: 'issue, amend, open and close plans', roles: ['SIGNER'] },
  'reports:read': { allows: 'read reports, annual and movement reports, and when which is due', roles: null },
  'reports:write': { allows: 'write, consolidate, submit and freeze reports', roles: ['CONSOLIDATOR'] },
  'reports:oversee': { allows: 'ask for, accept and return reports of those below', roles: ['CONSOLIDATOR'] },
  'exemplars:read': { allows: 'read exemplars and search them', roles: null },
  'exemplars:write': { allows: 'write and submit exemplars', roles: ['PLANNER'] },
  'exemplars:publish': { allows: 'publish, return and withdraw exemplars', roles: ['SIGNER'] },
  'contributions:read': { allows: 'read contributions, sponsorships and their totals', roles: null },
  'contributions:write': { allows: 'record contributions and sponsorships', roles: ['REPORTER'] },
  'contributions:release': { allows: 'open totals of contributions to everyone', roles: ['SIGNER'] },
  'nominations:read': { allows: 'read nominations with their dossiers', roles: null },
  'nominations:write': {
    allows: 'make and submit nominations, and keep their dossiers',
    roles: ['PLANNER', 'APPRAISER', 'COUNCIL'],
  },
  'nominations:appraise': { allows: 'appraise, return and escalate nominations', roles: ['APPRAISER'] },
  'nominations:vote': { allows: 'record votes of the council', roles: ['COUNCIL'] },
  'awards:read': { allows: 'read awards and their counts', roles: null },
  'awards:decide': { allows: 'decide nominations, reject them, and revoke awards', roles: ['SIGNER'] },
  'awards:configure': { allows: "set the tenant's procedure for awards", roles: ['ADMIN'] },
  'exports:make': { allows: 'export what its other scopes read, as files', roles: ['ANALYST'] },
  'calendar:read': { allows: "read the secret address of the tenant's calendar", roles: null },
  'calendar:manage': { allows: "change and withdraw the address of the tenant's calendar", roles: ['ADMIN'] },
  'events:read': { allows: 'read and follow what happened', roles: null },
  'webhooks:manage': { allows: 'keep the endpoints to which events are sent', roles: ['ADMIN'] },
  'audit:read': { allows: "read the tenant's audit log", roles: ['AUDITOR', 'ADMIN'] },
  'keys:manage': { allows: 'make, rotate and revoke API keys', roles: ['ADMIN'] },
} as const satisfies Record<string, Meaning>;

export type Scope = keyof typeof MEANINGS;

const isScope = (name: string): name is Scope => Object.hasOwn(MEANINGS, name);

/** Every scope there is, in the order in which they are documented. */
export const SCOPES: readonly Scope[] = Object.keys(MEANINGS).filter(isScope);

const meaningOf = (scope: Scope): Meaning => MEANINGS[scope];

export const allowedBy = (scope: Scope): string => meaningOf(scope).allows;

/** The roles that use a scope, any of which is enough; null for one that reads. */
export const rolesFor = (scope: Scope): readonly Role[] | null => meaningOf(scope).roles;

/** Those of some names that are scopes; what else an issuer or a client writes means nothing here. */
export const scopesAmong = (names: readonly string[]): Scope[] => SCOPES.filter((scope) => names.includes(scope));

/** All that read. */
export const READ_SCOPES: readonly Scope[] = SCOPES.filter((scope) => rolesFor(scope) === null);

/** All that a caller with these roles has a use for. */
export const scopesOf = (roles: readonly Role[]): Scope[] =>
  SCOPES.filter((scope) => rolesFor(scope)?.some((role) => roles.includes(role)) ?? true);

/**
 * What it takes to reach an object of a type, by whatever path: a field that leads to one needs these scopes too. Held for
 * all services in one place, since several have a part of the same type.
 */
const TYPE_SCOPES: Readonly<Record<string, readonly Scope[]>> = {
  AnnualReport: ['reports:read'],
  ApiKey: ['keys:manage'],
  Award: ['awards:read'],
  AuditEntry: ['audit:read'],
  BulkExport: ['exports:make'],
  Contribution: ['contributions:read'],
  Criterion: ['plans:read'],
  Decision: ['awards:read'],
  DossierFile: ['nominations:read'],
  DueReport: ['reports:read'],
  Event: ['events:read'],
  Exemplar: ['exemplars:read'],
  Gift: ['contributions:read'],
  MovementReport: ['reports:read'],
  Nomination: ['nominations:read'],
  Observation: ['observations:read'],
  Plan: ['plans:read'],
  Report: ['reports:read'],
  ReportDuty: ['reports:read'],
  Sponsorship: ['contributions:read'],
  Supervision: ['reports:read'],
  Target: ['plans:read'],
  TargetPart: ['plans:read'],
  WebhookDelivery: ['webhooks:manage'],
  WebhookEndpoint: ['webhooks:manage'],
};

export const scopesOfType = (typeName: string): readonly Scope[] =>
  Object.hasOwn(TYPE_SCOPES, typeName) ? (TYPE_SCOPES[typeName] ?? []) : [];
