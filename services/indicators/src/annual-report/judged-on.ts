import type { FiguresKey } from './reported-indicator.js';

/** The day on which a report's targets are judged: what was not due by then is judged by its pace until then. */
export const judgedOn = ({ to }: FiguresKey, today: string): string => (today < `${to}-12-31` ? today : `${to}-12-31`);
