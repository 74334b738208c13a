import type { Format } from './format.js';
import { json } from './json.js';

/** In the order in which they are offered to whoever takes several alike. */
export const FORMATS: readonly Format[] = [json];
