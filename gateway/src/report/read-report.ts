import type { Caller } from '@thi-dua/schema/caller';
import type { ErrorCode } from '@thi-dua/schema/error-codes';
import { UNAVAILABLE_WAIT_S } from '@thi-dua/schema/errors';
import type { GraphQLFormattedError } from 'graphql';
import type { Gateway } from '../gateway.js';
import { Problem, serviceIn } from '../http/problem.js';
import { retryAfter } from '../http/status.js';
import { type ReportModel, type UnitBelow, UnitsAnswer, WholeAnswer } from './model.js';
import { LISTED, MORE_UNITS, POVERTY_INDICATORS, REPORT_DOCUMENT, UNITS_A_PAGE, WHOLE } from './operation.js';

export interface ReportWish {
  year: number;
  code: string;
  boundary: string | null;
}

export interface ReadOptions {
  /** Aborted where nobody waits for the report any more: no further page is asked. */
  signal: AbortSignal;
  /** Hears how many of the units below have been read. */
  onUnits?: (read: number, all: number) => void;
}

/** More units than lie directly in any unit: what is read of a report before it is written stays within memory. */
export const MOST_UNITS = 5000;

/**
 * A report as this caller may see it, whole before anything is written: a part that fails is answered as a problem,
 * never by half a file, and the entity tag stands before the first byte.
 */
export async function readReport(
  gateway: Pick<Gateway, 'execute'>,
  { year, code, boundary }: ReportWish,
  caller: Caller,
  { signal, onUnits }: ReadOptions,
): Promise<ReportModel> {
  const variables = {
    year,
    code,
    boundary,
    lastDay: `${year}-12-31`,
    first: UNITS_A_PAGE,
    listed: LISTED,
    codes: [...POVERTY_INDICATORS],
  };
  const ask = async (operationName: string, more: Record<string, unknown>) => {
    signal.throwIfAborted();
    const { data, errors = [] } = await gateway.execute(
      { query: REPORT_DOCUMENT, operationName, variables: { ...variables, ...more } },
      caller,
    );
    if (errors.length > 0) throw problemOf(errors);
    return data;
  };

  const { annualReport, exemplars, movements, viewer } = WholeAnswer.parse(await ask(WHOLE, {}));
  if (annualReport === null) throw new Problem(404, 'UNKNOWN_UNIT', `No unit bears the code ${code} on ${year}-12-31.`);
  const { breakdown: page, ...sections } = annualReport;
  const units: UnitBelow[] = [];
  for (let next = page; next !== null; ) {
    units.push(...next.nodes);
    onUnits?.(units.length, next.totalCount);
    const { hasNextPage, endCursor } = next.pageInfo;
    if (!hasNextPage) break;
    if (units.length >= MOST_UNITS)
      throw new Problem(422, 'TOO_MANY_UNITS', `The unit has more than ${MOST_UNITS} units directly below it.`);
    next = UnitsAnswer.parse(await ask(MORE_UNITS, { after: endCursor })).annualReport?.breakdown ?? null;
  }
  const report = { ...sections, breakdown: page && units };
  return {
    // The list is of today: beside a frozen year it would say what the year did not.
    file: { version: 1, report, exemplars: report.frozenAt === null ? exemplars : null },
    movements: movements.nodes
      .filter(({ periodFrom, periodTo }) => periodFrom <= year && year <= periodTo)
      .map(({ name }) => name),
    issuer: viewer.tenant,
  };
}

export function problemOf(errors: readonly GraphQLFormattedError[]): Problem {
  const of = (code: ErrorCode) => errors.find(({ extensions }) => extensions?.code === code);
  const bad = of('BAD_USER_INPUT');
  if (bad) {
    const about: Partial<Record<string, ErrorCode>> = { boundary: 'UNIT_NOT_ON_BOUNDARY', year: 'FUTURE_YEAR' };
    return new Problem(400, about[String(bad.extensions?.argument)] ?? 'BAD_REQUEST', bad.message);
  }
  const limited = of('LIMIT_EXCEEDED');
  if (limited) return new Problem(400, 'LIMIT_EXCEEDED', limited.message);
  const unknown = of('UNAUTHENTICATED');
  if (unknown) return new Problem(401, 'UNAUTHENTICATED', unknown.message, { 'www-authenticate': 'Bearer' });
  const withheld = of('FORBIDDEN');
  if (withheld) return new Problem(403, 'FORBIDDEN', withheld.message);
  const wait = retryAfter(errors);
  const limitedNow = of('RATE_LIMITED');
  if (limitedNow) return new Problem(429, 'RATE_LIMITED', limitedNow.message, { 'retry-after': String(wait ?? 1) });
  const later = { 'retry-after': String(wait ?? UNAVAILABLE_WAIT_S) };
  if (of('OVERLOADED'))
    return new Problem(503, 'OVERLOADED', 'The service is busy. Repeat the request later.', later, serviceIn(errors));
  const away = 'A part of the report cannot be read now. Repeat the request later.';
  return new Problem(503, 'UNAVAILABLE', away, later, serviceIn(errors));
}
