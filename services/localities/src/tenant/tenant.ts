import { EVER_AFTER, type Standing } from '../locality/standing.js';

/** From the top down: a superior is always of a kind before its subordinate's. */
export const TENANT_KINDS = ['CENTRAL_BOARD', 'PROVINCE', 'DISTRICT', 'COMMUNE', 'AGENCY'] as const;
export type TenantKind = (typeof TENANT_KINDS)[number];

/** The level of the territory an authority answers for; an agency has none. */
export const TERRITORY_LEVEL = {
  CENTRAL_BOARD: 'NATION',
  PROVINCE: 'PROVINCE',
  DISTRICT: 'DISTRICT',
  COMMUNE: 'COMMUNE',
  AGENCY: null,
} as const satisfies Record<TenantKind, string | null>;

/** A direct superior, for a time (half-open). */
export interface Line extends Standing {
  superior: string;
}

/** Whether a tenant of kind `superior` may stand directly above one of kind `subordinate`: hence no line is a circle. */
export const mayStandAbove = (superior: TenantKind, subordinate: TenantKind): boolean =>
  TENANT_KINDS.indexOf(superior) < TENANT_KINDS.indexOf(subordinate);

export const standsOn = ({ begins, ends }: Standing, day: string): boolean => begins <= day && day < ends;

/** Whether its end is decided, be it in the past or yet to come. */
export const hasEnd = ({ ends }: Standing): boolean => ends !== EVER_AFTER;

/** Consecutive superiors as lines: each holds until the next, the last until the tenant's end. */
export const linesOf = (superiors: readonly { superior: string; from: string }[], ends: string): Line[] =>
  superiors.map(({ superior, from }, i) => ({ superior, begins: from, ends: superiors[i + 1]?.from ?? ends }));

const slugForm = /^[a-z0-9]+(-[a-z0-9]+)*$/;
/** As tokens and commands write it: "ha-lang". */
export const isSlug = (text: string): boolean => text.length <= 60 && slugForm.test(text);

export const FIRST_DAY = '1945-01-01';
const LAST_DAY = '2100-12-31';
/** Days that a person may mean; others are slips, and the first and last of all stand for "always". */
export const isSensibleDay = (day: string): boolean => FIRST_DAY <= day && day <= LAST_DAY;
