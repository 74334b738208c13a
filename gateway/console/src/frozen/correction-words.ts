import type { CorrectionsData } from '../generated/freeze.js';
import type { Measured, Text } from '../i18n/text.js';

export type Correction = NonNullable<NonNullable<CorrectionsData['annualReport']>['corrections']>[number];

export interface Told {
  readonly section: string;
  /** Where in the section, from the outside in. */
  readonly steps: readonly string[];
  readonly frozen: string | null;
  readonly live: string | null;
}

/** Finds an indicator's name and measure by its code. */
export type Indicators = (code: string) => (Measured & { readonly called: string }) | undefined;

const NUMBER = /^-?\d+(\.\d+)?$/;
/** The parts of a figure that are in the indicator's own unit. */
const MEASURED = new Set(['value', 'reported', 'rolledUp', 'difference']);

/** A correction as officials read it: names for codes, numbers as they are written; what has no word stays as it is. */
export function correctionIn({ t, figure, plain }: Text, indicators: Indicators) {
  const sections: Readonly<Record<string, string>> = t.frozen.sections;
  const words: Readonly<Record<string, string>> = t.frozen.words;
  return ({ section, path, frozen, live }: Correction): Told => {
    const steps = path.split('.').filter((step) => step !== '');
    const indicator = section === 'indicators' ? indicators(steps[0] ?? '') : undefined;
    const measured = MEASURED.has(steps.at(-1) ?? '') && !steps.includes('coverage');
    const said = (value: string | null) => {
      if (value === null) return null;
      if (NUMBER.test(value)) return indicator !== undefined && measured ? figure(value, indicator) : plain(value);
      return words[value] ?? value;
    };
    return {
      section: sections[section] ?? section,
      steps: steps.map((step, index) => (index === 0 && indicator ? indicator.called : (words[step] ?? step))),
      frozen: said(frozen),
      live: said(live),
    };
  };
}
