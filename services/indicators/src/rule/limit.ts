import type { Comparator } from '@thi-dua/schema/rule';
import { compare, type Fraction } from './fraction.js';

/** "từ X trở lên" GE, "trên X" GT, "từ X trở xuống" LE, "dưới X" LT. */
export interface Limit {
  readonly comparator: Comparator;
  readonly threshold: Fraction;
}

export function satisfies(value: Fraction, { comparator, threshold }: Limit): boolean {
  const order = compare(value, threshold);
  switch (comparator) {
    case 'GE':
      return order >= 0;
    case 'GT':
      return order > 0;
    case 'LE':
      return order <= 0;
    case 'LT':
      return order < 0;
    case 'EQ':
      return order === 0;
  }
}
