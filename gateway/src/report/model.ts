import { z } from 'zod';

const decimal = z
  .string()
  .regex(/^-?\d+(\.\d+)?$/)
  .describe('An exact decimal: no exponent, no separators.');
const day = z.iso.date();
const count = z.int().min(0);
const LEVELS = ['NATION', 'PROVINCE', 'DISTRICT', 'COMMUNE', 'NEIGHBOURHOOD'] as const;

const Unit = z
  .object({
    code: z.string().describe('The statistics office’s code as it was on 31 December of the year; VN for the country.'),
    name: z.string(),
    fullName: z.string(),
    level: z.enum(LEVELS),
  })
  .meta({ id: 'Unit' });
const Tenant = z.object({ slug: z.string(), name: z.string() }).meta({ id: 'Tenant' });

export const Value = z
  .object({
    period: z.string(),
    value: decimal.nullable().describe('Null where nothing was reported that you may see.'),
    numerator: decimal.nullable(),
    denominator: decimal.nullable(),
    origin: z
      .enum(['REPORTED', 'ROLLED_UP'])
      .describe('Stated by the unit itself, or added up from the units below it.'),
    methodology: z.object({ code: z.string() }).nullable(),
    coverage: z
      .object({ reported: count, expected: count, complete: z.boolean() })
      .describe('How many of the units below have reported. A rolled-up value that is not complete is not the whole.'),
    reconciliation: z
      .object({ reported: decimal.nullable(), rolledUp: decimal.nullable(), difference: decimal.nullable() })
      .nullable(),
  })
  .nullable()
  .meta({ id: 'Value' });

export const Figures = z
  .object({
    indicator: z.object({
      code: z.string(),
      name: z.string(),
      nameEn: z.string(),
      unit: z.string(),
      kind: z.enum(['COUNT', 'MEAN', 'RATIO']),
      timeBehaviour: z.enum(['FLOW', 'STOCK']),
      integer: z.boolean(),
    }),
    opening: Value.describe('The verified figure of the year before: what a stock opened with.'),
    closing: Value.describe('The verified figure of the year.'),
    provisionalOpening: Value.describe('As `opening`, verified or only submitted.'),
    provisional: Value.describe('As `closing`, verified or only submitted.'),
  })
  .meta({ id: 'Figures' });

export const Methodology = z.object({ code: z.string(), name: z.string() });
const Indicator = Figures.extend({
  change: decimal.nullable().describe('Closing less opening, where both are whole and under one standard.'),
  provisionalChange: decimal.nullable(),
  standardBreak: z.object({ on: day, before: Methodology, after: Methodology }).nullable(),
});

const Below = z.object({ locality: Unit.nullable(), indicators: z.array(Figures).nullable() });
const Breakdown = z.object({
  totalCount: count,
  pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
  nodes: z.array(Below),
});

const Verdicts = z
  .object({
    targets: count,
    met: count,
    onTrack: count,
    offTrack: count,
    notMet: count,
    noData: count,
    notComparable: count,
    qualitative: count,
  })
  .nullable()
  .meta({ id: 'Verdicts' });
const reports = { due: count, onTime: count, late: count, missing: count };

const Plan = z.object({
  id: z.string(),
  title: z.string(),
  status: z.enum(['CLOSED', 'DRAFT', 'ISSUED']),
  periodFrom: z.int().nullable(),
  periodTo: z.int().nullable(),
  tenant: Tenant.nullable(),
  document: z.object({
    type: z.string(),
    number: z.string().nullable(),
    symbol: z.string().nullable(),
    issuedOn: day.nullable(),
    issuer: z.string(),
  }),
});

const Milestone = z.object({
  dueFrom: day.nullable(),
  dueOn: day,
  reported: z.boolean().nullable(),
  reports: z.object(reports).nullable(),
  milestone: z.object({ clause: z.string(), text: z.string(), tentative: z.boolean() }).nullable(),
  plan: z.object({ id: z.string(), title: z.string(), tenant: Tenant.nullable() }).nullable(),
});

const SUBJECTS = [
  'AGENCY',
  'ARMED_FORCES',
  'COLLECTIVE',
  'COMMUNE',
  'COOPERATIVE',
  'CREDIT_INSTITUTION',
  'DISTRICT',
  'ENTERPRISE',
  'HOUSEHOLD',
  'INDIVIDUAL',
  'MASS_ORGANISATION',
  'NEIGHBOURHOOD',
  'OFFICIAL',
  'PROVINCE',
] as const;
const subject = z.enum(SUBJECTS);

const Award = z.object({
  count,
  occasion: z.enum(['ANNUAL', 'EXTRAORDINARY', 'FINAL', 'INTERIM']),
  subject,
  form: z.object({ code: z.string(), class: z.int().nullable(), name: z.string(), decidedBy: z.string() }),
});

const Contributions = z.object({
  sponsorships: count,
  sponsoredHouseholds: count,
  kinds: z.array(
    z.object({
      kind: z.enum(['GOODS', 'LABOUR', 'MONEY']).describe('MONEY and GOODS in đồng, LABOUR in days.'),
      given: decimal,
      gifts: count,
      pledged: decimal,
      pledges: count,
    }),
  ),
});

const Section = z.object({
  key: z.string(),
  heading: z.string(),
  text: z.string().nullable(),
  quotes: z.array(z.object({ number: z.int(), text: z.string(), tenant: Tenant.nullable() })),
});

const AnnualReport = z.object({
  id: z.string(),
  year: z.int(),
  boundary: day.nullable().describe('The day whose map the figures follow; null: that of the year’s own periods.'),
  complete: z
    .boolean()
    .describe('Whether every report due about the year has come, and every official figure is whole.'),
  restricted: z.boolean().describe('Whether the report can hold less than the whole for you.'),
  frozenAt: z.iso
    .datetime()
    .nullable()
    .describe('When your tenant froze it: all is as it was then. Null while it is of today.'),
  locality: Unit.nullable(),
  units: z
    .object({
      levels: z.array(
        z.object({
          level: z.enum(LEVELS),
          atStart: count,
          atEnd: count,
          begun: count,
          ended: count,
          onBoundary: count.nullable(),
        }),
      ),
      changes: z.array(
        z.object({
          effectiveOn: day,
          title: z.string().nullable(),
          legalBasis: z.string().nullable(),
          issuer: z.string().nullable(),
        }),
      ),
    })
    .nullable(),
  indicators: z.array(Indicator).nullable(),
  plans: z
    .object({ total: count, issued: count, closed: count, plans: z.object({ nodes: z.array(Plan) }) })
    .nullable()
    .describe('The counts are of all plans that you may see; the first of them are listed.'),
  official: Verdicts.describe('Targets of the plans by verdict, on verified figures. Null where you may not see it.'),
  provisional: Verdicts.describe('As `official`, also on figures that were only submitted.'),
  milestones: z.array(Milestone).nullable(),
  discipline: z
    .object({ ...reports, byTenant: z.array(z.object({ ...reports, tenant: Tenant.nullable() })) })
    .nullable()
    .describe('Null for whoever does not answer for the unit nor stands above.'),
  exemplars: count.nullable(),
  contributions: Contributions.nullable().describe('Null where you may not see them.'),
  awards: z.array(Award).nullable(),
  narrative: z.array(Section).nullable().describe('Null for whoever does not answer for the unit nor stands above.'),
  breakdown: Breakdown.nullable(),
});

const Place = z.object({ level: z.enum(LEVELS), name: z.string() }).nullable();
const Issuer = Tenant.extend({
  kind: z.enum(['AGENCY', 'CENTRAL_BOARD', 'COMMUNE', 'DISTRICT', 'PROVINCE']),
  locality: Place,
});
const Exemplar = z.object({
  title: z.string(),
  subject,
  topics: z.array(z.string()),
  summary: z.string(),
  recordedOn: day,
  publishedOn: day.nullable(),
  tenant: Tenant.nullable(),
});

/** What the graph answers to the operation for the whole. */
export const WholeAnswer = z.object({
  viewer: z.object({ tenant: Issuer.extend({ superior: Issuer.nullable() }).nullable() }),
  movements: z.object({
    nodes: z.array(z.object({ name: z.string(), periodFrom: z.int(), periodTo: z.int() })),
  }),
  exemplars: z.object({ totalCount: count, nodes: z.array(Exemplar) }),
  annualReport: AnnualReport.nullable(),
});
/** What it answers to the one for further units. */
export const UnitsAnswer = z.object({ annualReport: z.object({ breakdown: Breakdown.nullable() }).nullable() });

/** A report as its JSON file holds it: as the graph answers it, with the pages of the breakdown put together. */
export const ReportFile = z
  .object({
    version: z.literal(1).describe('Raised when a field changes its meaning or goes; fields may be added.'),
    report: AnnualReport.extend({
      breakdown: z.array(Below).nullable().describe('The units directly below, by code, with the poverty indicators.'),
    }),
    exemplars: z
      .object({ totalCount: count, nodes: z.array(Exemplar) })
      .nullable()
      .describe(
        'Those published that are dated in the year; the first of them are listed. Null of a frozen report, which keeps their number alone.',
      ),
  })
  .meta({ title: 'Annual report', description: 'GET /reports/{year}/{code}.json' });

export type ReportFile = z.infer<typeof ReportFile>;
export type Report = ReportFile['report'];
export type UnitBelow = z.infer<typeof Below>;
export type FigureValue = z.infer<typeof Value>;
export type ReportedFigures = z.infer<typeof Figures>;
export type UnitInfo = z.infer<typeof Unit>;
export type SubjectKind = z.infer<typeof subject>;
export type IssuerInfo = z.infer<typeof Issuer>;

/** What every format is made of. */
export interface ReportModel {
  file: ReportFile;
  /** The movements that run in the year, by name. */
  movements: readonly string[];
  /** In whose name a document is drafted: the authority that asks. Null for a tenant that is not on record. */
  issuer: (IssuerInfo & { superior: IssuerInfo | null }) | null;
}
