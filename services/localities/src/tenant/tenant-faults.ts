import type { FaultCode } from '@thi-dua/schema/fault-codes';
import type { UserError } from '@thi-dua/schema/user-error';
import type { Standing } from '../locality/standing.js';
import { isSensibleDay, type Line, mayStandAbove, standsOn, type TenantKind } from './tenant.js';

export const fault = (code: FaultCode, message: string, ...path: string[]): UserError => ({ code, message, path });

/** Texts are kept in composed Unicode: what looks the same is the same. */
export const nfc = (text: string): string => text.trim().normalize('NFC');

const MAX_TEXT = 500;

export function textFaults(text: string, ...path: string[]): UserError[] {
  if (nfc(text) === '') return [fault('EMPTY', 'This text must not be empty.', ...path)];
  if (text.length > MAX_TEXT) return [fault('TOO_LONG', `This text is longer than ${MAX_TEXT} characters.`, ...path)];
  return [];
}

export function dayFaults(day: string, ...path: string[]): UserError[] {
  return isSensibleDay(day)
    ? []
    : [fault('DAY_OUT_OF_RANGE', 'A day of a tenant lies between 1945-01-01 and 2100-12-31.', ...path)];
}

export const unknownTenant = (slug: string, ...path: string[]): UserError =>
  fault('UNKNOWN_TENANT', `There is no tenant "${slug}"; see "tenants".`, ...path);

export const notSuperior = (message: string, ...path: string[]): UserError =>
  fault('NOT_SUPERIOR', `${message} An authority that has ended, or is yet to begin, does neither.`, ...path);

export const notAbove = (path: string): UserError =>
  notSuperior('Only an authority above a tenant decides on its line, its end and its successor.', path);

/** A tenant as far as its place in the line of authority goes. */
export interface Placed extends Standing {
  slug: string;
  kind: TenantKind;
}

/** What can be wrong with a line between two tenants, but for the territory. */
export function lineFaults(kind: TenantKind, line: Line, superior: Placed, path: string[]): UserError[] {
  if (!mayStandAbove(superior.kind, kind)) {
    return [
      fault(
        'SUPERIOR_KIND',
        `A tenant of kind ${superior.kind} does not stand above one of kind ${kind}: name one of a higher level.`,
        ...path,
      ),
    ];
  }
  if (!standsOn(superior, line.begins)) {
    return [
      fault(
        'SUPERIOR_NOT_STANDING',
        `"${superior.slug}" does not exist on ${line.begins}: name who stood above on that day.`,
        ...path,
      ),
    ];
  }
  if (superior.ends < line.ends) {
    return [
      fault(
        'SUPERIOR_ENDS',
        `"${superior.slug}" exists until ${superior.ends}: say who stands above from then on.`,
        ...path,
      ),
    ];
  }
  return [];
}

export const outsideTerritory = (superior: string, day: string, path: string[]): UserError =>
  fault('OUTSIDE_TERRITORY', `On ${day} the unit does not lie in the territory of "${superior}".`, ...path);
