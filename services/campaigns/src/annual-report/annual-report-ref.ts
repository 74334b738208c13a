import { type AnnualReportKey, annualReportId } from '@thi-dua/schema/report-key';
import { builder } from '../builder.js';

/** A year of a unit. It has no row of its own: its id says what it is of, and every section is looked up by that. */
export interface AnnualReport {
  readonly __typename: 'AnnualReport';
  readonly id: string;
  readonly key: AnnualReportKey;
}

export const annualReport = (key: AnnualReportKey): AnnualReport => ({
  __typename: 'AnnualReport',
  id: annualReportId(key),
  key,
});

/** Declared apart from its fields: a report leads to reports of the units below. */
export const AnnualReportRef = builder.objectRef<AnnualReport>('AnnualReport');
