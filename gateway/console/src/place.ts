export type Basis = 'OFFICIAL' | 'PROVISIONAL';
export type Language = 'vi' | 'en';

/** What the page shows; all of it is in the address, so that a link leads back to it. */
export interface Place {
  /** A code, borne on the day of the map. */
  readonly unit: string;
  /** Null: the latest year known. */
  readonly year: number | null;
  readonly indicator: string;
  /** Another day whose map is followed; null: the map of the year's last day. */
  readonly boundary: string | null;
  readonly basis: Basis;
  readonly language: Language;
}

export const NATION = 'VN';
export const FIRST_YEAR = 2016;
export const MAIN_INDICATOR = 'POVERTY_RATE';

/** The first day of the map of 34 provinces without districts; Nghị quyết 202/2025/QH15. */
export const REFORM = '2025-07-01';
export const BEFORE_REFORM = '2025-06-30';

export const start: Place = {
  unit: NATION,
  year: null,
  indicator: MAIN_INDICATOR,
  boundary: null,
  basis: 'OFFICIAL',
  language: 'vi',
};

export const currentYear = (): number => new Date().getFullYear();

/** Anything in the address that is not understood is as if it were not there. */
export function placeFrom(hash: string): Place {
  const said = new URLSearchParams(hash.replace(/^#/, ''));
  const year = Number(said.get('year'));
  const boundary = said.get('boundary') ?? '';
  return {
    unit: /^[0-9A-Za-z-]{1,20}$/.exec(said.get('unit') ?? '')?.[0] ?? start.unit,
    year: Number.isInteger(year) && year >= FIRST_YEAR && year <= currentYear() ? year : null,
    indicator: /^[A-Z0-9_]{1,80}$/.exec(said.get('indicator') ?? '')?.[0] ?? start.indicator,
    boundary: isDay(boundary) ? boundary : null,
    basis: said.get('basis') === 'PROVISIONAL' ? 'PROVISIONAL' : 'OFFICIAL',
    language: said.get('lang') === 'en' ? 'en' : 'vi',
  };
}

const isDay = (text: string): boolean => {
  const day = /^\d{4}-\d\d-\d\d$/.test(text) ? new Date(`${text}T00:00:00Z`) : null;
  return day !== null && !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
};

export function hashOf(place: Place): string {
  const said = new URLSearchParams();
  if (place.unit !== start.unit) said.set('unit', place.unit);
  if (place.year !== null) said.set('year', String(place.year));
  if (place.indicator !== start.indicator) said.set('indicator', place.indicator);
  if (place.boundary !== null) said.set('boundary', place.boundary);
  if (place.basis !== start.basis) said.set('basis', place.basis);
  if (place.language !== start.language) said.set('lang', place.language);
  return `#${said}`;
}

export const lastDay = (year: number): string => `${year}-12-31`;
export const mapDay = (year: number, boundary: string | null): string => boundary ?? lastDay(year);
export const isNewMap = (day: string): boolean => day >= REFORM;

/** What to name as boundary for a map: nothing where the year's own is that one. */
export function boundaryFor(year: number, map: 'old' | 'new'): string | null {
  if (isNewMap(lastDay(year)) === (map === 'new')) return null;
  return map === 'new' ? REFORM : BEFORE_REFORM;
}
