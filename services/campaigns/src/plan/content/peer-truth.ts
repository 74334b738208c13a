import { readGlobalId } from '@thi-dua/schema/global-id';
import { parse } from 'graphql';
import type { CampaignsContext } from '../../builder.js';

const indicatorsDocument = parse(
  'query ($after: String) { indicators(first: 500, after: $after) { nodes { code } pageInfo { hasNextPage endCursor } } }',
);
const awardFormsDocument = parse('query ($asOf: Date) { awardForms(asOf: $asOf) { id code class } }');

interface IndicatorPage {
  indicators: { nodes: { code: string }[]; pageInfo: { hasNextPage: boolean; endCursor: string | null } };
}
interface AwardForms {
  awardForms: { id: string; code: string; class: number | null }[];
}

/** Every indicator that is defined. */
export async function indicatorCodes(context: CampaignsContext): Promise<ReadonlySet<string>> {
  const codes = new Set<string>();
  for (let after: string | null = null; ; ) {
    const page: IndicatorPage = await context.ask<IndicatorPage>('indicators', indicatorsDocument, { after });
    for (const { code } of page.indicators.nodes) codes.add(code);
    if (!page.indicators.pageInfo.hasNextPage) return codes;
    after = page.indicators.pageInfo.endCursor;
  }
}

export interface KnownForm {
  key: string;
  code: string;
  class: number | null;
}

/** The forms that the law of a day knows. */
export async function awardFormsOn(context: CampaignsContext, asOf: string): Promise<KnownForm[]> {
  const { awardForms } = await context.ask<AwardForms>('awards', awardFormsDocument, { asOf });
  return awardForms.flatMap(({ id, ...form }) => {
    const key = readGlobalId('AwardForm', id);
    return key === null ? [] : [{ key, ...form }];
  });
}
