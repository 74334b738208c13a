import { standingOf, type Told } from '../figure.js';
import type { Basis } from '../place.js';

interface Reported {
  readonly indicator: { readonly code: string };
  readonly closing: Told | null;
  readonly provisional: Told | null;
}

/** What closes the year today, by indicator, where it is not what was frozen: another value, or no longer as whole. */
export function liveFigures(
  frozen: readonly Reported[],
  live: readonly Reported[],
  basis: Basis,
): ReadonlyMap<string, Told | null> {
  const closing = (one: Reported | undefined) => (basis === 'OFFICIAL' ? one?.closing : one?.provisional) ?? null;
  return new Map(
    frozen.flatMap((one) => {
      const [then, now] = [closing(one), closing(live.find(({ indicator }) => indicator.code === one.indicator.code))];
      const same = then?.value === now?.value && standingOf(then) === standingOf(now);
      return same ? [] : [[one.indicator.code, now]];
    }),
  );
}
