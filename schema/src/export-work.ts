import { z } from 'zod';
import { type Caller, ROLES } from './caller.js';
import type { RouteAddress } from './route.js';
import type { Scope } from './scopes.js';

/** What an export can hold, in the order in which it stands in the file. */
export const EXPORT_KINDS = [
  'TENANT',
  'LOCALITY',
  'INDICATOR',
  'METHODOLOGY',
  'OBSERVATION',
  'MOVEMENT',
  'PLAN',
  'REPORT',
  'SUPERVISION',
  'EXEMPLAR',
  'CONTRIBUTION',
  'SPONSORSHIP',
  'NOMINATION',
  'AWARD',
] as const;
export type ExportKind = (typeof EXPORT_KINDS)[number];

/** What it takes to read a kind as an export holds it, with the references in its lines. */
const SCOPES_OF_KIND: Readonly<Record<ExportKind, readonly Scope[]>> = {
  TENANT: ['map:read'],
  LOCALITY: ['map:read'],
  INDICATOR: ['definitions:read'],
  METHODOLOGY: ['definitions:read'],
  OBSERVATION: ['observations:read'],
  MOVEMENT: ['definitions:read'],
  PLAN: ['plans:read'],
  REPORT: ['reports:read', 'plans:read', 'exemplars:read'],
  SUPERVISION: ['reports:read'],
  EXEMPLAR: ['exemplars:read', 'plans:read'],
  CONTRIBUTION: ['contributions:read', 'exemplars:read'],
  SPONSORSHIP: ['contributions:read'],
  NOMINATION: ['nominations:read', 'plans:read'],
  AWARD: ['awards:read', 'nominations:read', 'plans:read'],
};

export const scopesOfKinds = (kinds: readonly ExportKind[]): Scope[] => [
  ...new Set(kinds.flatMap((kind) => SCOPES_OF_KIND[kind])),
];

/** Who an export reads as: whoever asked for it, with no more scopes than its kinds take, which that caller was found to have. */
export const makerOf = ({
  tenant,
  subject,
  roles,
  kinds,
}: Pick<ExportWork, 'tenant' | 'subject' | 'roles' | 'kinds'>): Caller => ({
  tenant,
  subject,
  roles,
  scopes: scopesOfKinds(kinds),
});

/** Between the gateway, which writes exports, and the service that keeps their rows; no client reaches these. */
export const EXPORT_ROUTES = {
  claim: { method: 'POST', path: '/exports/claim' },
  report: { method: 'POST', path: '/exports/report' },
  sweep: { method: 'POST', path: '/exports/sweep' },
  file: { method: 'GET', path: '/exports/file' },
} as const satisfies Record<string, RouteAddress>;

const WORK = 'run-exports';

/** Works exports off, whosever they are. Of no tenant: it sees nothing of anyone's. */
export const exportWorker: Caller = { subject: 'exporter', tenant: 'exporter', roles: [], scopes: [WORK] };

/** Reports on an export in the name of who made it. */
export const reportingFor = (maker: Caller): Caller => ({ ...maker, scopes: [WORK] });

export const worksExports = ({ scopes }: Caller): boolean => scopes.includes(WORK);

/** How far an export has come: what the file holds up to `bytes`. */
export const ExportPosition = z.object({
  /** How many of its kinds are in the file whole. */
  kindsDone: z.int().min(0),
  /** Of the next kind, what lies before this; null: nothing yet. */
  cursor: z.string().nullable(),
  objectCount: z.int().min(0),
  bytes: z.int().min(0),
});
export type ExportPosition = z.infer<typeof ExportPosition>;

/** An export that was taken up. */
export const ExportWork = z.object({
  id: z.uuid(),
  /** Which time it was taken up: names its file, and whoever took it up before is told to stop by it. */
  run: z.int().min(1),
  tenant: z.string(),
  subject: z.string(),
  /** With which it reads, as they were when it was asked for. */
  roles: z.array(z.enum(ROLES)),
  kinds: z.array(z.enum(EXPORT_KINDS)),
  updatedSince: z.iso.datetime().nullable(),
  asOf: z.iso.date(),
  gzip: z.boolean(),
  startedAt: z.iso.datetime(),
  position: ExportPosition,
});
export type ExportWork = z.infer<typeof ExportWork>;

export const Claim = z.object({ atOnce: z.int().min(1), leaseSeconds: z.int().min(1) });
export const Claimed = z.object({ work: ExportWork.nullable() });

/** What became of an export since it was last heard of. */
export const ExportReport = z.intersection(
  z.object({ id: z.uuid(), run: z.int().min(1) }),
  z.discriminatedUnion('state', [
    z.object({ state: z.literal('RUNNING'), position: ExportPosition, leaseSeconds: z.int().min(1) }),
    z.object({ state: z.literal('DONE'), position: ExportPosition, expiresAt: z.iso.datetime() }),
    z.object({ state: z.literal('FAILED'), code: z.string(), message: z.string() }),
    /** Left to whoever takes it up next, from its last position. */
    z.object({ state: z.literal('LEFT') }),
  ]),
);
export type ExportReport = z.infer<typeof ExportReport>;
/** Whether it is still wanted, of this run. */
export const Reported = z.object({ goOn: z.boolean() });

export const Sweep = z.object({ ids: z.array(z.uuid()) });
/** Whose files stay. */
export const Swept = z.object({ wanted: z.array(z.uuid()) });

/** The file of an export that is done. */
export const ExportFile = z.object({
  id: z.uuid(),
  run: z.int(),
  gzip: z.boolean(),
  bytes: z.int(),
  finishedAt: z.iso.datetime(),
});
export type ExportFile = z.infer<typeof ExportFile>;
