import { stableId } from '@thi-dua/prisma/seed/stable-id';
import { toGlobalId } from '@thi-dua/schema/global-id';
import type { ArgumentTable } from '../selection.js';
import { figureOf } from '../world/ground.js';

/** Arguments of fields below the root. One of a kind is enough: what they are asked about varies at the root. */
export const fieldArguments: ArgumentTable = {
  'AnnualReport.indicators': `codes: ["${figureOf.indicator}"]`,
  'MovementReport.indicators': `codes: ["${figureOf.indicator}"]`,
  'FigureGrounds.parts': 'first: 5',
  'Locality.descendants': 'level: COMMUNE, first: 5',
  'Locality.value': `indicator: "${figureOf.indicator}", period: "2023-05", basis: PROVISIONAL`,
  'Locality.series': `indicator: "${figureOf.indicator}", from: "2023-04", to: "2023-06", basis: PROVISIONAL`,
  'Locality.contributionTotals': 'year: 2023',
  'Locality.byArea': `indicator: "${figureOf.indicator}", period: "2023-05", basis: PROVISIONAL`,
  'Region.value': `indicator: "${figureOf.indicator}", period: "2023-05", basis: PROVISIONAL`,
  'Locality.breakdown': `indicator: "${figureOf.indicator}", period: "2023-05", level: DISTRICT, basis: PROVISIONAL`,
  'Plan.overview': 'basis: PROVISIONAL',
  'Target.progress': 'basis: PROVISIONAL',
  'Target.scheduleProgress': 'basis: PROVISIONAL',
  'TargetPart.progress': 'basis: PROVISIONAL',
  'Criterion.progress': `locality: "${toGlobalId('Locality', stableId('locality', 'P44@old'))}", basis: PROVISIONAL`,
};
