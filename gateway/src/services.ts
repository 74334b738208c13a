import { createAwards } from '@thi-dua/awards/service';
import { createCampaigns } from '@thi-dua/campaigns/service';
import { createIndicators } from '@thi-dua/indicators/service';
import { createLocalities } from '@thi-dua/localities/service';
import type { ServiceOptions, Subgraph } from '@thi-dua/schema/subgraph';

/** The four services, in this process. */
export const createServices = (options: ServiceOptions): Subgraph[] => [
  createLocalities(options),
  createIndicators(options),
  createCampaigns(options),
  createAwards(options),
];
