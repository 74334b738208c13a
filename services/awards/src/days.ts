/** The first and last days of a map without records: since ever, for ever. */
export const EVER_BEFORE = '0001-01-01';
export const EVER_AFTER = '9999-12-31';

/** A day as the database driver takes it, and back. */
export const asDate = (day: string): Date => new Date(`${day}T00:00:00Z`);
export const asDay = (date: Date): string => date.toISOString().slice(0, 10);
export const dayBefore = (day: string): string => asDay(new Date(asDate(day).getTime() - 86_400_000));
