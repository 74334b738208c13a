import type { LocalityLevel } from '../locality/locality-store.js';

/** Under which levels a unit may lie directly: the hierarchy has no circles, because every step leads upwards. */
const parentLevels: Record<LocalityLevel, readonly LocalityLevel[]> = {
  NATION: [],
  PROVINCE: ['NATION'],
  DISTRICT: ['PROVINCE'],
  COMMUNE: ['DISTRICT', 'PROVINCE'],
  NEIGHBOURHOOD: ['COMMUNE'],
};

export const mayLieIn = (level: LocalityLevel, parent: LocalityLevel): boolean => parentLevels[level].includes(parent);

export const parentWords = (level: LocalityLevel): string =>
  parentLevels[level].map((parent) => (parent === 'NATION' ? 'the nation' : `a ${parent.toLowerCase()}`)).join(' or ');

/** Villages are made from villages; levels above may become one another (an island district became a special zone). */
export const mayBecome = (level: LocalityLevel, heir: LocalityLevel): boolean =>
  level !== 'NATION' && heir !== 'NATION' && (level === 'NEIGHBOURHOOD') === (heir === 'NEIGHBOURHOOD');
