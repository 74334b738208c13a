import { composeServices, compositionHasErrors } from '@theguild/federation-composition';
import { parse } from 'graphql';

interface Composed {
  /** What the gateway reads. */
  supergraph: string;
  /** What clients see. */
  publicSdl: string;
}

/** Composes the services' SDL, in the order given. */
export function compose(services: readonly { name: string; sdl: string }[]): Composed {
  const result = composeServices(
    services.map(({ name, sdl }) => ({
      name,
      // A name, not an address: where a service answers is the gateway's configuration.
      url: `http://${name}/graphql`,
      typeDefs: parse(sdl),
    })),
  );
  if (compositionHasErrors(result)) {
    throw new Error(`The services do not compose:\n${result.errors.map((error) => `  ${error.message}`).join('\n')}`);
  }
  return { supergraph: `${result.supergraphSdl.trim()}\n`, publicSdl: result.publicSdl };
}

export const composeSupergraph = (services: readonly { name: string; sdl: string }[]): string =>
  compose(services).supergraph;
