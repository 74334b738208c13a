import { createHash } from 'node:crypto';

/** The same in every reading for what bears the same name; tells nothing of what it is made from. */
export const uidOf = (...name: string[]): string =>
  `${createHash('sha256').update(name.join('|')).digest('hex').slice(0, 40)}@thi-dua-graph`;
