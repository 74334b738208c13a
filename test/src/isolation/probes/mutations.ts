import { accessProbes } from './access.js';
import { awardsProbes } from './awards.js';
import { contributionsProbes } from './contributions.js';
import { exemplarsProbes } from './exemplars.js';
import { figuresProbes } from './figures.js';
import { mapProbes } from './map.js';
import type { MutationProbes } from './mutation.js';
import { plansProbes } from './plans.js';
import { reportsProbes } from './reports.js';

/** How each mutation is tried on what is another's. A mutation that is not here fails the matrix. */
export const mutationProbes: MutationProbes = {
  ...mapProbes,
  ...plansProbes,
  ...reportsProbes,
  ...accessProbes,
  ...contributionsProbes,
  ...exemplarsProbes,
  ...awardsProbes,
  ...figuresProbes,
};
