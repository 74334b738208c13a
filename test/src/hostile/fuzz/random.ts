/** Chance that comes the same again from the same seed. */
export interface Random {
  /** A whole number from 0 to `n` − 1. */
  below(n: number): number;
  chance(share: number): boolean;
  /** One of these, of which there must be any. */
  pick<T>(from: readonly T[]): T;
}

/** Mulberry32: 32 bits of state, good enough to walk a grammar. */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (n: number) => Math.floor(next() * n);
  return {
    below,
    chance: (share) => next() < share,
    pick: (from) => {
      const at = below(from.length);
      for (const picked of from.slice(at, at + 1)) return picked;
      throw new Error('there is nothing to pick from');
    },
  };
}
