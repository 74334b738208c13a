/** How many requests are worked on at once. */
export interface InFlight {
  /** Null where there are as many as may be; otherwise to be called, once or more often, when the request is done. */
  enter(): (() => void) | null;
}

/**
 * Each request takes memory and a place in the queues behind: beyond a bound the next is told at once to come again, which
 * costs next to nothing, rather than all of them being answered late.
 */
export function createInFlight(most: number): InFlight {
  let count = 0;
  return {
    enter() {
      if (count >= most) return null;
      count++;
      let isIn = true;
      return () => {
        if (isIn) count--;
        isIn = false;
      };
    },
  };
}
