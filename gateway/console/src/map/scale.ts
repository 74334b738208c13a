export const CLASSES = 5;

/** Where one class of values ends and the next begins: ascending, each the least value of its class. */
export type Scale = readonly number[];

/**
 * Classes that hold about as many units each, so that one outlier does not turn all others pale. Equal values share a
 * class; fewer values than classes give fewer classes.
 */
export function scaleOf(values: readonly number[]): Scale {
  const sorted = [...values].sort((a, b) => a - b);
  const bounds: number[] = [];
  for (let k = 0; k < CLASSES; k += 1) {
    const bound = sorted[Math.floor((k * sorted.length) / CLASSES)];
    if (bound !== undefined && bounds.at(-1) !== bound) bounds.push(bound);
  }
  return bounds;
}

/** The class of a value, from 0; those below the first bound belong to the first. */
export function classOf(scale: Scale, value: number): number {
  return Math.max(
    0,
    scale.findLastIndex((bound) => bound <= value),
  );
}

/** The shade for a class: few classes spread over all shades. */
export const shadeOf = (scale: Scale, index: number): number =>
  scale.length < 2 ? 2 : Math.round((index * (CLASSES - 1)) / (scale.length - 1));
