import { defineLoader } from '@thi-dua/schema/context';
import { parse } from 'graphql';
import type { CampaignsContext } from '../builder.js';

/** A report by what it is of: either kind is known by its id alone. */
interface ReportName {
  readonly __typename: 'AnnualReport' | 'MovementReport';
  readonly id: string;
}

const document = parse(`query ($reports: [_Any!]!) {
  _entities(representations: $reports) { ... on AnnualReport { figuresComplete } ... on MovementReport { figuresComplete } }
}`);

/**
 * Whether the figures of a report are all there, by the word of the service that keeps them. Throws UNAVAILABLE while it cannot be
 * asked: what is kept for good must not rest on a guess. It is asked from here, and only once all else has come: a required
 * field would be evaluated for every report, and the planner finds no way back to this service for what stands below a type
 * condition (decision 038).
 */
export const figuresComplete = defineLoader<CampaignsContext, ReportName, boolean, string>(
  async (reports, context) => {
    const representations = reports.map(({ __typename, id }) => ({ __typename, id }));
    const { _entities } = await context.ask<{ _entities: ({ figuresComplete: boolean | null } | null)[] }>(
      'indicators',
      document,
      { reports: representations },
    );
    return reports.map((_report, i) => _entities[i]?.figuresComplete === true);
  },
  ({ id }) => id,
);

/** The same for whoever shows it: what cannot be asked at the moment counts as missing. */
export async function figuresKnownComplete(context: CampaignsContext, report: ReportName): Promise<boolean> {
  try {
    return await figuresComplete(context).load(report);
  } catch (error) {
    context.log.warn({ err: error }, 'the figures of a report cannot be asked: it counts as incomplete');
    return false;
  }
}
