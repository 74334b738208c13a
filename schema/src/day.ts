const clock = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Ho_Chi_Minh' });

/** Today in Vietnam as YYYY-MM-DD: the day on which duties fall due and authorities end. */
export const today = (now: Date = new Date()): string => clock.format(now);
