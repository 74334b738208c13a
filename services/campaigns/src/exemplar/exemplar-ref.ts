import { builder } from '../builder.js';
import type { Exemplar } from './exemplar-store.js';

/** Declared apart from its fields: what an exemplar received points back to it. */
export const ExemplarRef = builder.objectRef<Exemplar>('Exemplar');
