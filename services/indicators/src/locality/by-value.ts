import { compare, decimal } from '../rule/fraction.js';

export const BREAKDOWN_ORDERS = ['CODE', 'VALUE_ASCENDING', 'VALUE_DESCENDING'] as const;
export type BreakdownOrder = (typeof BREAKDOWN_ORDERS)[number];

/** By what a row stands where it does: its value, exact, as text; then its unit's code. */
export interface ValueKey {
  value: string | null;
  code: string;
}

const signs = { VALUE_ASCENDING: 1, VALUE_DESCENDING: -1 } as const;

/** Units without a value that the caller may see stand last, whichever way is asked; equal ones by code. */
export function byValue(order: keyof typeof signs): (a: ValueKey, b: ValueKey) => number {
  const sign = signs[order];
  return (a, b) => {
    if (a.value !== null && b.value !== null) {
      const difference = compare(decimal(a.value), decimal(b.value));
      if (difference !== 0) return sign * difference;
    } else if (a.value !== b.value) return a.value === null ? 1 : -1;
    return a.code < b.code ? -1 : a.code > b.code ? 1 : 0;
  };
}

/** Whether a text that came back in a cursor is a value. */
export const isValue = (text: unknown): text is string =>
  typeof text === 'string' && /^-?\d{1,60}(\.\d{1,30})?$/.test(text);
