import { type AwardsOptions, createAwards } from '@thi-dua/awards/service';
import { createCampaigns } from '@thi-dua/campaigns/service';
import { createIndicators } from '@thi-dua/indicators/service';
import { createLocalities, type LocalitiesOptions } from '@thi-dua/localities/service';
import type { Peers } from '@thi-dua/schema/peers';
import type { Subgraph } from '@thi-dua/schema/subgraph';

export type ServicesOptions = AwardsOptions & LocalitiesOptions;

/** The four services, in this process; one that has to ask another one calls it. */
export function createServices({ files, webhooks, ...given }: ServicesOptions): Subgraph[] {
  const peers: Peers = (name, request) => {
    const peer = services.find((service) => service.name === name);
    if (peer === undefined) throw new Error(`the service ${name} was not started`);
    return peer.execute(request);
  };
  const options = { ...given, peers };
  const services = [
    createLocalities({ ...options, ...(webhooks && { webhooks }) }),
    ...[createIndicators, createCampaigns].map((create) => create(options)),
    createAwards({ ...options, ...(files && { files }) }),
  ];
  return services;
}
