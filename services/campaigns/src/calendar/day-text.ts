/** A day as Vietnamese text writes it. */
export const written = (day: string): string => day.split('-').reverse().join('/');

export const nextDay = (day: string): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
