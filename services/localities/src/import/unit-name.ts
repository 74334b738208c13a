/** The levels a list may hold, from above. */
export const LISTED_LEVELS = ['PROVINCE', 'DISTRICT', 'COMMUNE', 'NEIGHBOURHOOD'] as const;
export type ListedLevel = (typeof LISTED_LEVELS)[number];

/** The types of unit at each level, as names begin with them. */
const typesOf: Record<ListedLevel, readonly string[]> = {
  PROVINCE: ['Thành phố', 'Tỉnh'],
  DISTRICT: ['Thành phố', 'Thị xã', 'Quận', 'Huyện'],
  COMMUNE: ['Thị trấn', 'Đặc khu', 'Phường', 'Xã'],
  NEIGHBOURHOOD: [
    'Tổ dân phố',
    'Khu dân cư',
    'Khu phố',
    'Khóm',
    'Thôn',
    'Xóm',
    'Làng',
    'Buôn',
    'Bản',
    'Khu',
    'Ấp',
    'Tổ',
  ],
};

export interface UnitName {
  /** Without the type: "Khương Mai". */
  name: string;
  /** With it: "Phường Khương Mai". */
  fullName: string;
  type: string;
}

/** The text in NFC, with single spaces inside and none around it: how everything is stored and compared. */
export const clean = (text: string): string =>
  text
    .normalize('NFC')
    .replace(/[\s\u00a0\u200b]+/gu, ' ')
    .trim();

/** Splits "Phường Khương Mai" into type and name; null where it begins with no type of its level. */
export function unitName(fullName: string, level: ListedLevel): UnitName | null {
  const lower = fullName.toLowerCase();
  const type = typesOf[level].find((candidate) => lower.startsWith(`${candidate.toLowerCase()} `));
  if (type === undefined) return null;
  const name = fullName.slice(type.length + 1);
  return {
    name,
    fullName: `${type} ${name}`,
    type: level === 'PROVINCE' && type === 'Thành phố' ? 'Thành phố trực thuộc Trung ương' : type,
  };
}

/** What a name of a unit consists of. Text read under the wrong encoding holds other characters. */
const letters = /^[A-Za-zÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝàáâãèéêìíòóôõùúýĂăĐđĨĩŨũƠơƯưẠ-ỹ0-9 .,'’()/&+-]+$/u;
export const isVietnamese = (text: string): boolean => letters.test(text);

/** One spelling for what lists spell in several ways: "Hoà" and "Hòa", "KRông" and "Krông", "H'leo" and "H’Leo". */
export const spelling = (name: string): string =>
  name
    .toLowerCase()
    .replaceAll('’', "'")
    .normalize('NFD')
    .replace(/(o|u)([\u0300\u0301\u0303\u0309\u0323])([aey])(?!\p{L})/gu, '$1$3$2')
    .normalize('NFC');
