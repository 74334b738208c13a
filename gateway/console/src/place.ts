export type Basis = 'OFFICIAL' | 'PROVISIONAL';
export type Language = 'vi' | 'en';
/** One year, or the years of a movement together. */
export type View = 'year' | 'movement';
export interface Span {
  readonly from: number;
  readonly to: number;
}

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
  readonly view: View;
  /** The code of the movement under review; null: the one of the year. */
  readonly movement: string | null;
  /** The years under review; null: all of the movement's. */
  readonly span: Span | null;
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
  view: 'year',
  movement: null,
  span: null,
  language: 'vi',
};

export const currentYear = (): number => new Date().getFullYear();

/** Anything in the address that is not understood is as if it were not there. */
export function placeFrom(hash: string): Place {
  const said = new URLSearchParams(hash.replace(/^#/, ''));
  const year = yearFrom(said.get('year'));
  const [from, to] = [yearFrom(said.get('from')), yearFrom(said.get('to'))];
  const boundary = said.get('boundary') ?? '';
  return {
    unit: /^[0-9A-Za-z-]{1,20}$/.exec(said.get('unit') ?? '')?.[0] ?? start.unit,
    year,
    indicator: /^[A-Z0-9_]{1,80}$/.exec(said.get('indicator') ?? '')?.[0] ?? start.indicator,
    boundary: isDay(boundary) ? boundary : null,
    basis: said.get('basis') === 'PROVISIONAL' ? 'PROVISIONAL' : 'OFFICIAL',
    view: said.get('view') === 'movement' ? 'movement' : 'year',
    movement: /^[0-9A-Za-z_-]{1,80}$/.exec(said.get('movement') ?? '')?.[0] ?? null,
    span: from !== null && to !== null && from <= to ? { from, to } : null,
    language: said.get('lang') === 'en' ? 'en' : 'vi',
  };
}

function yearFrom(text: string | null): number | null {
  const year = Number(text);
  return Number.isInteger(year) && year >= FIRST_YEAR && year <= currentYear() ? year : null;
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
  if (place.view !== start.view) said.set('view', place.view);
  if (place.movement !== null) said.set('movement', place.movement);
  if (place.span !== null) {
    said.set('from', String(place.span.from));
    said.set('to', String(place.span.to));
  }
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
