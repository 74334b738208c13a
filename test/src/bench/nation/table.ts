/** A Markdown table on stdout. */
export function table(title: string, head: readonly string[], rows: readonly (readonly string[])[]): void {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |\n`;
  const rule = `|${head.map((_, i) => (i === 0 ? '---' : '---:')).join('|')}|\n`;
  process.stdout.write(`\n### ${title}\n\n${line(head)}${rule}${rows.map(line).join('')}`);
}

export const note = (text: string): void => {
  process.stdout.write(`\n${text}\n`);
};

export const whole = (value: number): string => Math.round(value).toLocaleString('en-US');
export const decimal = (value: number, digits = 2): string => value.toFixed(digits);
export const times = (value: number): string => `${value.toFixed(2)}×`;

export const quantile = (sample: readonly number[], q: number): number => {
  const sorted = [...sample].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))] ?? 0;
};
