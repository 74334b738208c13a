import { defineLoader } from '@thi-dua/schema/context';
import { type AnnualReportKey, annualReportId } from '@thi-dua/schema/report-key';
import { GraphQLError, parse } from 'graphql';
import type { CampaignsContext } from '../builder.js';
import { briefOfPlans } from '../plan/rule-brief.js';
import { annualReport } from './annual-report-ref.js';
import type { FrozenSections } from './frozen-store.js';
import { live, Sections, surelyComplete } from './sections.js';
import { inWords } from './words.js';

const ask = (fields: string) =>
  parse(`query ($reports: [_Any!]!) { _entities(representations: $reports) { ... on AnnualReport { ${fields} } } }`);
const unitsDocument = ask('unitsSnapshot');
const figuresDocument = ask('figuresSnapshot');
const awardsDocument = ask('awardsSnapshot');

type Answer<Fields> = { _entities: (Fields | null)[] };

/** What this service says of a report today, in words. */
async function liveSections(context: CampaignsContext, key: AnnualReportKey): Promise<Sections> {
  const report = annualReport(key);
  const sections = Sections.parse({
    complete: await surelyComplete(report, context),
    restricted: await live.restricted(report, context),
    plans: await live.plans(report, context),
    milestones: await live.milestones(report, context),
    discipline: await live.discipline(report, context),
    exemplars: await live.exemplars(report, context),
    contributions: await live.contributions(report, context),
    narrative: await live.narrative(report, context),
  });
  return inWords(context, sections, key.year);
}

function given(snapshot: string | null | undefined): unknown {
  if (typeof snapshot !== 'string') throw new Error('a service gave no section of a report that it was asked for');
  return JSON.parse(snapshot);
}

/**
 * What every service says of the reports today, as the caller sees it. Throws UNAVAILABLE where one of them is away or
 * answers with an error: a report is frozen whole or not at all.
 */
export async function snapshotOf(
  context: CampaignsContext,
  keys: readonly AnnualReportKey[],
): Promise<FrozenSections[]> {
  const today = keys.map((key): AnnualReportKey => ({ ...key, live: true }));
  const reports = await Promise.all(
    today.map(async (key) => {
      const plans = await live.plans(annualReport(key), context);
      return {
        __typename: 'AnnualReport',
        id: annualReportId(key),
        planSpecs: plans && JSON.stringify(await briefOfPlans(plans.ids, context)),
      };
    }),
  );
  const variables = { reports };
  const [units, figures, awards] = await Promise.all([
    context.ask<Answer<{ unitsSnapshot: string | null }>>('localities', unitsDocument, variables),
    context.ask<Answer<{ figuresSnapshot: string | null }>>('indicators', figuresDocument, variables),
    context.ask<Answer<{ awardsSnapshot: string | null }>>('awards', awardsDocument, variables),
  ]);
  return Promise.all(
    today.map(async (key, i) => ({
      campaigns: await liveSections(context, key),
      units: given(units._entities[i]?.unitsSnapshot),
      figures: given(figures._entities[i]?.figuresSnapshot),
      awards: given(awards._entities[i]?.awardsSnapshot),
    })),
  );
}

/** The same for whoever compares: null while a service cannot be asked. */
export const sectionsOfToday = defineLoader<CampaignsContext, AnnualReportKey, FrozenSections | null, string>(
  async (keys, context) => {
    try {
      return await snapshotOf(context, keys);
    } catch (error) {
      if (!(error instanceof GraphQLError && error.extensions.code === 'UNAVAILABLE')) throw error;
      return keys.map(() => null);
    }
  },
  annualReportId,
);
