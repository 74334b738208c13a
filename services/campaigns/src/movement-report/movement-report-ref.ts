import { type MovementReportKey, movementReportId } from '@thi-dua/schema/report-key';
import { builder } from '../builder.js';

/** A movement in a unit over several years. Like an annual report it has no row: its id says what it is of. */
export interface MovementReport {
  readonly __typename: 'MovementReport';
  readonly id: string;
  readonly key: MovementReportKey;
}

export const movementReport = (key: MovementReportKey): MovementReport => ({
  __typename: 'MovementReport',
  id: movementReportId(key),
  key,
});

/** Declared apart from its fields: a report leads to reports of the units below. */
export const MovementReportRef = builder.objectRef<MovementReport>('MovementReport');
