import { composeSupergraph } from '@thi-dua/gateway/compose-supergraph';
import type { Subgraph } from '@thi-dua/schema/subgraph';

const composed = new Map<string, string>();

/** Composed once a process for services of the same schemas, as those of most files are. */
export function supergraphOf(services: readonly Subgraph[]): string {
  const sdl = services.map((service) => service.sdl).join('\n');
  const supergraph = composed.get(sdl) ?? composeSupergraph(services);
  composed.set(sdl, supergraph);
  return supergraph;
}
