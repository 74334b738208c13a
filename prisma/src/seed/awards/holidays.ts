/** Public holidays, by which working days are counted. */
export interface HolidayFacts {
  day: string;
  name: string;
}

/** First day of the lunar year, and the tenth of its third month: they follow the moon, hence are listed. */
const lunar: Record<number, { newYear: string; hungKings: string }> = {
  2017: { newYear: '2017-01-28', hungKings: '2017-04-06' },
  2018: { newYear: '2018-02-16', hungKings: '2018-04-25' },
  2019: { newYear: '2019-02-05', hungKings: '2019-04-14' },
  2020: { newYear: '2020-01-25', hungKings: '2020-04-02' },
  2021: { newYear: '2021-02-12', hungKings: '2021-04-21' },
  2022: { newYear: '2022-02-01', hungKings: '2022-04-10' },
  2023: { newYear: '2023-01-22', hungKings: '2023-04-29' },
  2024: { newYear: '2024-02-10', hungKings: '2024-04-18' },
  2025: { newYear: '2025-01-29', hungKings: '2025-04-07' },
  2026: { newYear: '2026-02-17', hungKings: '2026-04-26' },
  2027: { newYear: '2027-02-06', hungKings: '2027-04-16' },
};

const shift = (day: string, by: number) =>
  new Date(Date.parse(`${day}T00:00:00Z`) + by * 86_400_000).toISOString().slice(0, 10);
const isWeekend = (day: string) => [0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay());

/**
 * The holidays of a year: a holiday on a weekend is made good on the next working day. Which five days around the lunar new
 * year, and which neighbour of 2 September, is decided anew each year: taken here are its eve to its fourth day, and the
 * day after until 2021, the day before since. The central board mends what was decided otherwise.
 */
function holidaysOf(year: number): HolidayFacts[] {
  const moon = lunar[year];
  if (moon === undefined) return [];
  const named: HolidayFacts[] = [
    { day: `${year}-01-01`, name: 'Tết Dương lịch' },
    ...[-1, 0, 1, 2, 3].map((by) => ({ day: shift(moon.newYear, by), name: 'Tết Nguyên đán' })),
    { day: moon.hungKings, name: 'Giỗ Tổ Hùng Vương' },
    { day: `${year}-04-30`, name: 'Ngày Chiến thắng' },
    { day: `${year}-05-01`, name: 'Ngày Quốc tế lao động' },
    { day: `${year}-09-02`, name: 'Quốc khánh' },
    // Two days since the Labour Code of 2019, in force 2021.
    ...(year < 2021 ? [] : [{ day: year === 2021 ? `${year}-09-03` : `${year}-09-01`, name: 'Quốc khánh' }]),
  ];
  const taken = new Map(named.map((holiday) => [holiday.day, holiday]));
  for (const { day, name } of named
    .filter((holiday) => isWeekend(holiday.day))
    .sort((a, b) => (a.day < b.day ? -1 : 1))) {
    let instead = shift(day, 1);
    while (isWeekend(instead) || taken.has(instead)) instead = shift(instead, 1);
    taken.set(instead, { day: instead, name: `Nghỉ bù ${name}` });
  }
  return [...taken.values()].sort((a, b) => (a.day < b.day ? -1 : 1));
}

export const holidayFacts: HolidayFacts[] = Object.keys(lunar).flatMap((year) => holidaysOf(Number(year)));
