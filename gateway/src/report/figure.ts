import type { FigureValue } from './model.js';
import { type Cell, EMPTY, MISSING, number, text } from './table.js';

/** Adds up units that have reported while others have not: never to be taken for the whole. */
export const isPartial = (value: FigureValue): boolean =>
  value !== null && value.value !== null && value.origin === 'ROLLED_UP' && !value.coverage.complete;

export const figureCell = (value: FigureValue): Cell =>
  value === null ? MISSING : number(value.value, isPartial(value));

/** "12/63" units below have reported; nothing for a unit that states its figure itself and has none below. */
export const coverageCell = (value: FigureValue): Cell =>
  value === null || value.coverage.expected === 0
    ? EMPTY
    : text(`${value.coverage.reported}/${value.coverage.expected}`);
