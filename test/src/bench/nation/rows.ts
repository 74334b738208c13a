import type { Commune } from './country.js';

export const YEARS = [2015, 2016, 2017, 2018, 2019, 2020, 2021, 2022, 2023, 2024];
/** On the map since the reform. */
export const YEAR_SINCE = 2025;
export const NEIGHBOURHOOD_YEARS = [2023, 2024];
export const HEADER = 'localityCode,indicator,period,value,methodology\n';

const atCommunes = [
  'HOUSEHOLDS',
  'POOR_HOUSEHOLDS',
  'ESCAPED_POVERTY',
  'NEWLY_POOR',
  'FALLEN_BACK',
  'OTHER_CHANGE',
  'NEAR_POOR_HOUSEHOLDS',
  'ETHNIC_MINORITY_HOUSEHOLDS',
  'ETHNIC_MINORITY_POOR_HOUSEHOLDS',
  'REGISTERED_TO_ESCAPE',
  'POOR_HOUSEHOLD_MEMBERS',
  'POVERTY_REDUCTION_MODELS',
] as const;
export const COMMUNE_INDICATORS = atCommunes.length;
type Indicator = (typeof atCommunes)[number];
export const atNeighbourhoods: readonly Indicator[] = [
  'HOUSEHOLDS',
  'POOR_HOUSEHOLDS',
  'NEAR_POOR_HOUSEHOLDS',
  'ETHNIC_MINORITY_HOUSEHOLDS',
];

const withoutStandard: readonly Indicator[] = ['HOUSEHOLDS', 'ETHNIC_MINORITY_HOUSEHOLDS', 'POVERTY_REDUCTION_MODELS'];
/** Left out, it is the one in force; in the first year there was none yet, and the one that followed opens with it. */
const standardOf = (indicator: Indicator, year: number) =>
  year === YEARS[0] && !withoutStandard.includes(indicator) ? 'QD59_2015' : '';

/** A number of its own for a commune, the same at every run. */
function seedOf(code: string): number {
  let seed = 7;
  for (const letter of code) seed = (Math.imul(seed, 31) + letter.charCodeAt(0)) | 0;
  return Math.abs(seed);
}

/** Synthetic, and consistent: opening − escaped + newly poor + fallen back + other = closing, in every year. */
function figureOf(code: string, indicator: Indicator, year: number): number {
  const seed = seedOf(code);
  const households = (at: number) => 800 + (seed % 2500) + (at - 2015) * (seed % 17);
  const poor = (at: number) => Math.floor((households(at) * (40 + (seed % 160))) / (1000 * (1 + (at - 2015) / 5)));
  const escaped = Math.floor(poor(year - 1) / 5);
  const newly = seed % 7;
  const fallen = seed % 3;
  switch (indicator) {
    case 'HOUSEHOLDS':
      return households(year);
    case 'POOR_HOUSEHOLDS':
      return poor(year);
    case 'ESCAPED_POVERTY':
      return escaped;
    case 'NEWLY_POOR':
      return newly;
    case 'FALLEN_BACK':
      return fallen;
    case 'OTHER_CHANGE':
      return poor(year) - poor(year - 1) + escaped - newly - fallen;
    case 'NEAR_POOR_HOUSEHOLDS':
      return Math.floor(poor(year) * 0.8);
    case 'ETHNIC_MINORITY_HOUSEHOLDS':
      return Math.floor(households(year) / 4);
    case 'ETHNIC_MINORITY_POOR_HOUSEHOLDS':
      return Math.floor(poor(year) / 2);
    case 'REGISTERED_TO_ESCAPE':
      return escaped + (seed % 11);
    case 'POOR_HOUSEHOLD_MEMBERS':
      return poor(year) * 4;
    case 'POVERTY_REDUCTION_MODELS':
      return seed % 5;
  }
}

/** What communes report for some years, as lines of a file. */
export const communeLines = (communes: readonly Commune[], years: readonly number[]): string[] =>
  years.flatMap((year) =>
    communes
      .filter(({ since }) => since <= year)
      .flatMap(({ code }) =>
        atCommunes.map(
          (indicator) =>
            `${code},${indicator},${year},${figureOf(code, indicator, year)},${standardOf(indicator, year)}`,
        ),
      ),
  );

/** What their neighbourhoods report: together exactly what the commune does. */
export const neighbourhoodLines = (communes: readonly Commune[], years: readonly number[]): string[] =>
  years.flatMap((year) =>
    communes.flatMap(({ code, neighbourhoods }) =>
      atNeighbourhoods.flatMap((indicator) => {
        const value = figureOf(code, indicator, year);
        const each = Math.floor(value / neighbourhoods.length);
        const more = value - each * neighbourhoods.length;
        return neighbourhoods.map((unit, i) => `${unit},${indicator},${year},${each + (i < more ? 1 : 0)},`);
      }),
    ),
  );
