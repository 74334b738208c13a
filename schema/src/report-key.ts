import { readGlobalId, toGlobalId } from './global-id.js';
import { isDay } from './scalars.js';

/**
 * What an annual report is of. Nothing of it is secret, and it is all a service needs to add its section: the id of the
 * entity carries it, so that no service asks another which report is meant.
 */
export interface AnnualReportKey {
  year: number;
  /** Id of the unit, as it was on the year's last day. */
  locality: string;
  /** On the map of which day; null: that of the year's own periods. */
  boundary: string | null;
  /** Asked as it stands now, beside a report that was frozen. */
  live: boolean;
}

/** What an interim or final review of a movement is of. */
export interface MovementReportKey {
  movement: string;
  from: number;
  to: number;
  locality: string;
  boundary: string | null;
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const year = /^(19|20)\d\d$/;

export const annualReportId = (key: AnnualReportKey): string =>
  toGlobalId('AnnualReport', [key.year, key.locality, key.boundary ?? '', key.live ? 'live' : ''].join(';'));

/** Null where `id` is not that of an annual report. */
export function readAnnualReportId(id: string): AnnualReportKey | null {
  const [of = '', locality = '', boundary = '', live = '', ...more] =
    readGlobalId('AnnualReport', id)?.split(';') ?? [];
  if (more.length > 0 || !year.test(of) || !uuid.test(locality) || !['', 'live'].includes(live)) return null;
  if (boundary !== '' && !isDay(boundary)) return null;
  return { year: Number(of), locality, boundary: boundary || null, live: live !== '' };
}

export const movementReportId = (key: MovementReportKey): string =>
  toGlobalId('MovementReport', [key.from, key.to, key.locality, key.boundary ?? '', key.movement].join(';'));

/** Null where `id` is not that of a movement's report. */
export function readMovementReportId(id: string): MovementReportKey | null {
  const [from = '', to = '', locality = '', boundary = '', movement = '', ...more] =
    readGlobalId('MovementReport', id)?.split(';') ?? [];
  if (more.length > 0 || !year.test(from) || !year.test(to) || from > to || !uuid.test(locality) || !movement)
    return null;
  if (boundary !== '' && !isDay(boundary)) return null;
  return { from: Number(from), to: Number(to), locality, boundary: boundary || null, movement };
}
