import type { Comparator } from './rule.js';

/** The two languages in which a rule, and what became of it, is put into words. */
export interface Words {
  vi: string;
  en: string;
}

/** Numbers in Vietnamese text have a decimal comma and a thousands dot (0,5; 1.057.374). */
export function vietnameseNumber(text: string): string {
  const [whole = '', fraction] = text.split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+(?!\d))/g, '.');
  return fraction === undefined ? grouped : `${grouped},${fraction}`;
}

/** "từ 4 … trở lên" is ≥, "trên 4 …" is >, "dưới 4 …" is <: the very words by which the documents tell them apart. */
export function bound(comparator: Comparator, threshold: string, unit: Words): Words {
  const vi = `${vietnameseNumber(threshold)}${unit.vi}`;
  const en = `${threshold}${unit.en}`;
  switch (comparator) {
    case 'GE':
      return { vi: `từ ${vi} trở lên`, en: `at least ${en}` };
    case 'GT':
      return { vi: `trên ${vi}`, en: `more than ${en}` };
    case 'LE':
      return { vi: `từ ${vi} trở xuống`, en: `at most ${en}` };
    case 'LT':
      return { vi: `dưới ${vi}`, en: `less than ${en}` };
    case 'EQ':
      return { vi: `bằng ${vi}`, en: `exactly ${en}` };
  }
}
