import type { Words } from '@thi-dua/schema/words';
import { add, type Fraction, ZERO } from './fraction.js';
import type { Point } from './point.js';
import type { Facts, Figure, Subject } from './question.js';
import { quotient } from './quotient.js';

export type Reading = { known: true; value: Fraction } | { known: false; why: Words };

const unknown = (vi: string, en: string): Reading => ({ known: false, why: { vi, en } });

/** Why a subject has no figures of its own, whatever its units report; null where it has. */
export function whyNotAll({ units, whole: allThere }: Subject): Words | null {
  if (!allThere) return { vi: 'bản đồ chưa có đủ các đơn vị', en: 'the map does not hold all of the units' };
  return units.length === 0 ? { vi: 'không có đơn vị nào để tính', en: 'there is no unit to judge' } : null;
}

/**
 * What the units of a subject come to in a period, under the standard in force at the end of another: a ratio from the
 * sums of its parts, indicators one after the other. One unit that is not known, or only in part, leaves all unknown.
 */
export function read(
  facts: Facts,
  { units, whole: allThere }: Subject,
  indicators: readonly string[],
  at: Point,
  standardOf: Point,
): Reading {
  const when = at.words;
  const nobody = whyNotAll({ units, whole: allThere });
  if (nobody !== null) return { known: false, why: nobody };
  let total = ZERO;
  for (const indicator of indicators) {
    const figures = units.map((unit) =>
      facts.figure({ unit: unit.id, indicator, period: at.period, standardOf: standardOf.period }),
    );
    const missing = figures.filter((figure) => figure === null).length;
    if (missing > 0) {
      return units.length === 1
        ? unknown(`chưa có số liệu ${when.vi}`, `there is no figure of ${when.en}`)
        : unknown(
            `chưa có số liệu ${when.vi} của ${missing} trong ${units.length} đơn vị`,
            `there is no figure of ${when.en} of ${missing} of ${units.length} units`,
          );
    }
    const found = figures.filter((figure) => figure !== null);
    if (found.some((figure) => !figure.whole))
      return unknown(
        `số liệu ${when.vi} chưa gồm đủ các đơn vị bên dưới`,
        `the figures of ${when.en} do not account for all units below`,
      );
    const value = together(found);
    if (value === null)
      return unknown(
        `tỷ lệ ${when.vi} của từng đơn vị không cộng được (thiếu tử số, mẫu số)`,
        `the rates of ${when.en} cannot be added up without their parts`,
      );
    total = add(total, value);
  }
  return { known: true, value: total };
}

/** Null where the figures cannot be added: rates without their parts, means without their weights. */
function together(figures: readonly Figure[]): Fraction | null {
  const [only] = figures;
  if (figures.length === 1 && only !== undefined) return only.value;
  if (figures.every((figure) => figure.kind === 'COUNT')) return figures.map((figure) => figure.value).reduce(add);
  const parts = figures.flatMap((figure) => figure.parts ?? []);
  if (parts.length < figures.length) return null;
  if (only === undefined) return null;
  const numerator = parts.map((part) => part.numerator).reduce(add);
  const denominator = parts.map((part) => part.denominator).reduce(add);
  return quotient({ numerator, denominator }, only.kind);
}
