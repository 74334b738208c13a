import type { Language } from './language.js';
import type { Report } from './model.js';
import { textsIn } from './texts/texts.js';

/** Plain letters for programs that know no others. */
const plain = (text: string) =>
  text
    .replaceAll('đ', 'd')
    .replaceAll('Đ', 'D')
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^A-Za-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')
    .toLowerCase();

/** How a browser is to call the file, by RFC 6266: in plain letters, and as it is written. */
export function dispositionOf({ year, locality }: Report, code: string, extension: string, language: Language): string {
  const words = `${textsIn(language).report} ${year} ${locality?.fullName ?? code}`;
  const encoded = encodeURIComponent(`${words}.${extension}`).replaceAll(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain(`${textsIn(language).report} ${year} ${code}`)}.${extension}"; filename*=UTF-8''${encoded}`;
}
