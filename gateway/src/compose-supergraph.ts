import { composeServices, compositionHasErrors } from '@theguild/federation-composition';
import { parse } from 'graphql';

/** Composes the services' SDL, in the order given, into what the gateway reads. */
export function composeSupergraph(services: readonly { name: string; sdl: string }[]): string {
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
  return `${result.supergraphSdl.trim()}\n`;
}
