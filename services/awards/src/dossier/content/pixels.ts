/** An A3 sheet at 600 dots an inch has 70 million. */
export const MOST_PIXELS = 100_000_000;
