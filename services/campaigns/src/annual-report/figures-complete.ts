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
 * Whether the figures of a report are all there, by the word of the service that keeps them; false while it cannot be asked.
 * It is asked from here, and only once all else has come: a required field would be evaluated for every report, and the
 * planner finds no way back to this service for what stands below a type condition (decision 038).
 */
export const figuresComplete = defineLoader<CampaignsContext, ReportName, boolean, string>(
  async (reports, context) => {
    const representations = reports.map(({ __typename, id }) => ({ __typename, id }));
    try {
      const { _entities } = await context.ask<{ _entities: ({ figuresComplete: boolean | null } | null)[] }>(
        'indicators',
        document,
        { reports: representations },
      );
      return reports.map((_report, i) => _entities[i]?.figuresComplete === true);
    } catch (error) {
      context.log.warn({ err: error }, 'the figures of a report cannot be asked: it counts as incomplete');
      return reports.map(() => false);
    }
  },
  ({ id }) => id,
);
