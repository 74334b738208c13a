import { parse } from 'graphql';
import type { LocalitiesContext } from '../builder.js';

const document = parse(
  `query ($tenant: String!, $after: String) {
    plans(filter: { tenant: $tenant }, first: 500, after: $after) {
      nodes { status periodFrom closedOn document { issuedOn } } pageInfo { hasNextPage endCursor }
    }
  }`,
);

interface PlanPage {
  plans: {
    nodes: {
      status: string;
      periodFrom: number | null;
      closedOn: string | null;
      document: { issuedOn: string | null };
    }[];
    pageInfo: { hasNextPage: boolean; endCursor: string | null };
  };
}

/**
 * How many plans that a tenant has issued are dated, or were closed, on or after a day. Its drafts are none of its superior's business:
 * they cannot be issued with such a day once it has ended.
 */
export async function countPlansFrom(context: LocalitiesContext, tenant: string, day: string): Promise<number> {
  let count = 0;
  for (let after: string | null = null; ; ) {
    const { plans }: PlanPage = await context.ask<PlanPage>('campaigns', document, { tenant, after });
    count += plans.nodes.filter(
      ({ status, periodFrom, closedOn, document: { issuedOn } }) =>
        status !== 'DRAFT' &&
        [issuedOn, closedOn, periodFrom === null ? null : `${periodFrom}-01-01`].some(
          (dated) => dated !== null && dated >= day,
        ),
    ).length;
    if (!plans.pageInfo.hasNextPage) return count;
    after = plans.pageInfo.endCursor;
  }
}
