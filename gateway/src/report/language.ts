/** In which language the words of a file are. What was written down (names, narrative) stays as it was written. */
export const LANGUAGES = ['vi', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

const two = (digits: string) => digits.padStart(2, '0');

/** An exact decimal as it is read: 1.057.374 and 4,03 in Vietnamese, 1,057,374 and 4.03 in English. No digit is lost. */
export function readable(decimal: string, language: Language): string {
  const [thousands, point] = language === 'vi' ? ['.', ','] : [',', '.'];
  const [, sign = '', whole = decimal, fraction] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(decimal) ?? [];
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, thousands);
  return `${sign}${grouped}${fraction === undefined ? '' : point + fraction}`;
}

/** 2022-07-08 in Vietnamese as 08/7/2022: days below 10 and the months 1 and 2 take a zero (NĐ 30/2020, Annex I). */
export function readableDay(day: string, language: Language): string {
  if (language === 'en') return day;
  const [year = '', month = '', date = ''] = day.split('-');
  return `${two(date)}/${monthOf(month)}/${year}`;
}

/** In words: "ngày 08 tháng 7 năm 2022". */
export function dayInWords(day: string, language: Language): string {
  if (language === 'en') return day;
  const [year = '', month = '', date = ''] = day.split('-');
  return `ngày ${two(date)} tháng ${monthOf(month)} năm ${year}`;
}

const monthOf = (month: string): string => (Number(month) <= 2 ? two(month) : String(Number(month)));
