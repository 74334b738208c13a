import { z } from 'zod';
import { Figures, Methodology, ReportFile, Value } from '../model.js';

/** What both kinds of reports hold, in the same words. */
const shared = ReportFile.shape.report.shape;
const change = z.string().nullable();

const Stretch = z.object({
  from: z.int(),
  to: z.int(),
  methodology: z.object({ code: z.string() }).nullable(),
  opening: Value,
  values: z.array(Value).describe('The verified figure of each year.'),
  change: change.describe('The last value less the opening, where both are whole.'),
  total: change.describe('The sum of a flow, where every year is whole.'),
  provisionalOpening: Value,
  provisional: z.array(Value).describe('As `values`, verified or only submitted.'),
});
const Reviewed = z.object({
  indicator: Figures.shape.indicator,
  stretches: z.array(Stretch).describe('Years in a row under one standard: values of two are never subtracted.'),
  breaks: z.array(z.object({ on: z.iso.date(), before: Methodology, after: Methodology })),
});
const Below = z.object({ locality: shared.locality, indicators: z.array(Reviewed).nullable() });
const Breakdown = z.object({
  totalCount: z.int(),
  pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
  nodes: z.array(Below),
});
const year = { year: z.int() };

const MovementReport = z.object({
  id: z.string(),
  movement: z.object({ code: z.string(), name: z.string() }).nullable(),
  from: z.int(),
  to: z.int(),
  boundary: shared.boundary,
  complete: z.boolean(),
  restricted: shared.restricted,
  locality: shared.locality,
  units: shared.units,
  indicators: z.array(Reviewed).nullable(),
  plans: shared.plans,
  official: shared.official,
  provisional: shared.provisional,
  milestones: shared.milestones,
  discipline: shared.discipline,
  exemplars: shared.exemplars,
  contributions: z.array(shared.contributions.unwrap().extend(year)).nullable(),
  awards: z.array(shared.awards.unwrap().element.extend(year)).nullable(),
  narrative: shared.narrative,
  breakdown: Breakdown.nullable(),
});

/** What the graph answers to the operations. */
export const MovementAnswer = z.object({ movementReport: MovementReport.nullable() });
export const MovementUnitsAnswer = z.object({
  movementReport: z.object({ breakdown: Breakdown.nullable() }).nullable(),
});

/** A movement's report as its JSON file holds it, with the pages of the breakdown put together. */
export const MovementFile = z
  .object({
    version: z.literal(1).describe('Raised when a field changes its meaning or goes; fields may be added.'),
    report: MovementReport.extend({
      breakdown: z.array(Below).nullable().describe('The units directly below, by code, with the poverty indicators.'),
    }),
  })
  .meta({ title: 'Movement report', description: 'GET /reports/movement/{movement}/{from}-{to}/{code}.json' });
export type MovementFile = z.infer<typeof MovementFile>;
export type MovementUnit = z.infer<typeof Below>;
export type ReviewedFigures = z.infer<typeof Reviewed>;
