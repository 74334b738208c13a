import type { Secret } from '../world/secret.js';

/** How a mutation is tried on what is another's: null where there is no way to name it. By the mutation's name. */
export type MutationProbes = Readonly<
  Record<string, (secret: Secret, id: string) => { query: string; input: Record<string, unknown> } | null>
>;
