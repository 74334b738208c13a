import { canonicalDecimal } from '@thi-dua/schema/scalars';

/** "1234567.5" as Vietnamese documents print it: "1.234.567,5". */
export function printed(decimal: string): string {
  const [whole = '0', fraction] = canonicalDecimal(decimal).split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, '.');
  return fraction === undefined ? grouped : `${grouped},${fraction}`;
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

interface Said {
  name: string;
  period: string;
  observed: string;
  compared: string;
}
const stated = ({ name, period, observed }: Said) => `${capital(name)} kỳ ${period} là ${printed(observed)}`;

/** What is odd about a figure, in the words of the people who look after it. */
export const explain = {
  history: (said: Said, periods: number): string =>
    `${stated(said)}, khác hẳn ${periods} kỳ trước của chính đơn vị (trung vị ${printed(said.compared)}).`,
  unitChange: (said: Said, power: number): string => {
    const times = printed(String(10 ** Math.abs(power)));
    const slip = power > 0 ? `gấp khoảng ${times} lần` : `chỉ bằng khoảng 1/${times}`;
    return `${stated(said)}, ${slip} các kỳ trước (${printed(said.compared)}): có thể nhầm đơn vị tính.`;
  },
  neighbours: (said: Said, units: number): string =>
    `${stated(said)}, khác hẳn ${units} đơn vị khác cùng đơn vị cấp trên (trung vị ${printed(said.compared)}).`,
  aboveDenominator: (said: Said, denominator: string, ratio: string): string =>
    `${stated(said)}, lớn hơn mẫu số của chỉ tiêu "${ratio}": ${denominator} là ${printed(said.compared)}.`,
  sum: (said: Said, reported: number, expected: number): string =>
    reported >= expected
      ? `${stated(said)}, khác với số cộng từ các đơn vị trực thuộc (${printed(said.compared)}).`
      : `${stated(said)}, nhỏ hơn số cộng từ các đơn vị trực thuộc (${printed(said.compared)}), dù mới có ${reported}/${expected} đơn vị báo cáo.`,
};
