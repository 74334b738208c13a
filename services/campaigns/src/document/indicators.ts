/** What a sentence measures. */
export interface Measured {
  /** One, or several that are added up. */
  indicators: string[];
  /** Whether it is a rate in percent. */
  rate: boolean;
  /** Where in the folded text it is named. */
  at: number;
  end: number;
  unsure: string[];
}

/** Named more exactly first: the first that matches at the earliest place counts. Folded. */
const NAMES: readonly { pattern: RegExp; indicators: string[]; rate: boolean; unsure?: string }[] = [
  {
    pattern: /thu nhap binh quan (?:dau nguoi )?(?:cua )?(?:cac )?(?:nguoi|ho) ngheo/,
    indicators: ['POOR_HOUSEHOLD_INCOME_PER_CAPITA'],
    rate: false,
  },
  {
    pattern: /ty le (?:ho )?ngheo(?: da chieu)?(?: la| trong| ho| cua| o| nguoi| dong bao){0,4} dan toc thieu so/,
    indicators: ['ETHNIC_MINORITY_POVERTY_RATE'],
    rate: true,
  },
  // The sum of both rates could be meant, or each of them: not to be told from the words.
  {
    pattern: /ty le (?:ho )?ngheo(?: da chieu)?(?:,| va) (?:ty le )?(?:ho )?can ngheo/,
    indicators: [],
    rate: true,
    unsure: 'WORDING_AMBIGUOUS',
  },
  { pattern: /ty le ho can ngheo|ty le can ngheo/, indicators: ['NEAR_POVERTY_RATE'], rate: true },
  { pattern: /ty le ho ngheo da chieu/, indicators: ['POVERTY_RATE'], rate: true, unsure: 'WORDING_AMBIGUOUS' },
  { pattern: /ty le ngheo da chieu/, indicators: ['MULTIDIMENSIONAL_POVERTY_RATE'], rate: true },
  { pattern: /ty le (?:ho )?ngheo/, indicators: ['POVERTY_RATE'], rate: true },
  // "còn dưới 1,5% hộ nghèo": a level in percent is the rate's. What falls by percent of households is not.
  {
    pattern: /(?:con|xuong)(?: con)?(?: duoi| khong qua)? \d{1,2}(?:,\d{1,2})?\s?% (?:so )?ho ngheo/,
    indicators: ['POVERTY_RATE'],
    rate: true,
  },
  {
    pattern: /(?:con|xuong)(?: con)?(?: duoi| khong qua)? \d{1,2}(?:,\d{1,2})?\s?% (?:so )?ho can ngheo/,
    indicators: ['NEAR_POVERTY_RATE'],
    rate: true,
  },
  {
    pattern: /(?:quy mo |so |tong so )?ho ngheo(?: da chieu)?(?:,| va|, so) (?:so )?ho can ngheo/,
    indicators: ['POOR_HOUSEHOLDS', 'NEAR_POOR_HOUSEHOLDS'],
    rate: false,
  },
  { pattern: /ho tai can ngheo|tai can ngheo/, indicators: ['FALLEN_BACK_NEAR_POOR'], rate: false },
  { pattern: /ho tai ngheo|tai ngheo/, indicators: ['FALLEN_BACK'], rate: false },
  { pattern: /phat sinh ho can ngheo|ho can ngheo (?:moi|phat sinh)/, indicators: ['NEWLY_NEAR_POOR'], rate: false },
  {
    pattern: /phat sinh (?:them )?ho ngheo|ho ngheo (?:moi|phat sinh)|ho phat sinh ngheo(?: moi)?/,
    indicators: ['NEWLY_POOR'],
    rate: false,
  },
  { pattern: /(?:quy mo |so )?(?:cac )?ho can ngheo/, indicators: ['NEAR_POOR_HOUSEHOLDS'], rate: false },
  { pattern: /(?:quy mo |so )?(?:cac )?ho ngheo/, indicators: ['POOR_HOUSEHOLDS'], rate: false },
];

/**
 * What follows the name and narrows it to some of these households: no figure is kept of them, so nothing is measured that
 * could be told. What compares ("là dưới 5%") narrows nothing.
 */
const NARROWED =
  /^(?: da chieu)? (?:la (?:gia dinh|nguoi|ho|dong bao|phu nu|doi tuong|hoi vien|doan vien|dan toc|than nhan|thanh vien|cuu chien binh)|thuoc (?:dien|doi tuong|ho|chinh sach)|(?:dang |phai )?o nha|co (?:thanh vien|nguoi|cong|chu ho|hoan canh)|chua co|thieu|don than|neo don|dan toc|nguoi dan toc|(?:vung )?dong bao|cua (?:dong bao|nguoi|cac dan toc|dan toc|phu nu)|(?:o )?(?:khu vuc |vung )?(?:nong thon|thanh thi|do thi))\b/;

/** The first thing that a folded text measures. */
export function measuredIn(folded: string): Measured | null {
  let best: Measured | null = null;
  for (const { pattern, indicators, rate, unsure } of NAMES) {
    const match = pattern.exec(folded);
    if (match === null || (best !== null && match.index >= best.at)) continue;
    // "Tỷ lệ" before "hộ nghèo" belongs to it: a longer name that begins earlier wins, and so does the first in the list.
    const end = match.index + match[0].length;
    const narrowed = indicators[0] !== 'ETHNIC_MINORITY_POVERTY_RATE' && NARROWED.test(folded.slice(end, end + 60));
    best = narrowed
      ? { indicators: [], rate, at: match.index, end, unsure: ['WORDING_AMBIGUOUS'] }
      : { indicators, rate, at: match.index, end, unsure: unsure ? [unsure] : [] };
  }
  return best;
}
