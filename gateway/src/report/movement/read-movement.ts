import type { Caller } from '@thi-dua/schema/caller';
import type { Gateway } from '../../gateway.js';
import { Problem } from '../../http/problem.js';
import { LISTED, POVERTY_INDICATORS } from '../operation.js';
import { MOST_UNITS, problemOf, type ReadOptions } from '../read-report.js';
import { MovementAnswer, type MovementFile, type MovementUnit, MovementUnitsAnswer } from './model.js';
import { MORE_MOVEMENT_UNITS, MOVEMENT, MOVEMENT_DOCUMENT } from './operation.js';

export interface MovementWish {
  movement: string;
  from: number;
  to: number;
  code: string;
  /** On which day the unit bears the code; null: the last one. */
  asOf: string | null;
  boundary: string | null;
}

/** Fewer than of a year's report: each unit has as many figures as there are years. */
const UNITS_A_PAGE = 50;

/** A movement's report as this caller may see it, whole before anything is written. */
export async function readMovement(
  gateway: Pick<Gateway, 'execute'>,
  wish: MovementWish,
  caller: Caller,
  { signal, onUnits }: ReadOptions,
): Promise<MovementFile> {
  const variables = { ...wish, first: UNITS_A_PAGE, listed: LISTED, codes: [...POVERTY_INDICATORS] };
  const ask = async (operationName: string, more: Record<string, unknown>) => {
    signal.throwIfAborted();
    const { data, errors = [] } = await gateway.execute(
      { query: MOVEMENT_DOCUMENT, operationName, variables: { ...variables, ...more } },
      caller,
    );
    if (errors.length > 0) throw problemOf(errors);
    return data;
  };
  const { movementReport } = MovementAnswer.parse(await ask(MOVEMENT, {}));
  if (movementReport === null)
    throw new Problem(
      404,
      'UNKNOWN_UNIT',
      `No unit bears the code ${wish.code} on ${wish.asOf ?? `${wish.to}-12-31`}.`,
    );
  const { breakdown: page, ...sections } = movementReport;
  const units: MovementUnit[] = [];
  for (let next = page; next !== null; ) {
    units.push(...next.nodes);
    onUnits?.(units.length, next.totalCount);
    const { hasNextPage, endCursor } = next.pageInfo;
    if (!hasNextPage) break;
    if (units.length >= MOST_UNITS)
      throw new Problem(422, 'TOO_MANY_UNITS', `The unit has more than ${MOST_UNITS} units directly below it.`);
    const more = MovementUnitsAnswer.parse(await ask(MORE_MOVEMENT_UNITS, { after: endCursor }));
    next = more.movementReport?.breakdown ?? null;
  }
  return { version: 1, report: { ...sections, breakdown: page && units } };
}
