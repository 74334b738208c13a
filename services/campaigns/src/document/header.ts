import { inSmallLetters } from './bodies.js';
import type { Flag, Stated } from './draft.js';
import { columnsOf, isCapitals, type Line } from './lines.js';
import { DAY, dayIn } from './numbers.js';
import { Passage } from './passage.js';
import type { Reading } from './reading.js';
import { ISSUERS } from './vocabulary.js';

const stated = <T>(value: T, passage: Passage, ...unsure: string[]): Stated<T> => ({
  value,
  span: passage.span,
  unsure,
});
const passageOf = (reading: Reading, lines: readonly Line[]) =>
  Passage.of(
    reading,
    lines.map(({ start, end }) => [start, end] as const),
  );

export interface NumberLine {
  raw: Stated<string> | null;
  number: Stated<string> | null;
  symbol: Stated<string> | null;
}

/** "Số: 255 /KH-UBND" and "Số 92-KH/TU"; the number may be blank, or printed with the letters that scans take for digits. */
const NUMBER_LINE =
  /^s[o06]\s?[:.;]?\s{0,3}([\dlioz]{0,6}[a-z]?|[.…_ ]{1,20})\s{0,3}([/-])\s{0,3}([a-z][a-z\d]{0,10}(?:\s?[-/.]\s?[a-z][a-z\d]{0,12}){1,3})/;

export function numberLine(reading: Reading, head: readonly Line[], flags: Flag[]): NumberLine {
  // A blank number can look like the gap between two columns: the whole line is read last.
  for (const line of [...head.flatMap(columnsOf), ...head]) {
    const printedLine = passageOf(reading, [line]);
    const match = NUMBER_LINE.exec(printedLine.folded);
    if (!match) continue;
    const raw = printedLine.part(0, match[0].length);
    const whole = raw;
    const symbolAt = match[0].length - (match[3] ?? '').length;
    const symbol = whole.part(symbolAt);
    const printed = (match[1] ?? '').replaceAll(/[.…_\s]/g, '');
    const at = match[0].search(/[\dlioz]{0,6}[a-z]?\s{0,3}[/-]\s{0,3}[a-z]/);
    const numberPart = whole.part(printed === '' ? 0 : at, printed === '' ? 0 : at + printed.length);
    const shownSymbol = symbol.text.replaceAll(/\s*([-/])\s*/g, '$1');
    const sure = /^\d+[a-z]?$/.test(printed);
    if (printed === '')
      flags.push({
        code: 'NUMBER_MISSING',
        explanation: `Dòng số để trống trước ký hiệu: “${raw.text}”.`,
        span: raw.span,
      });
    else if (!sure)
      flags.push({
        code: 'NUMBER_TRUNCATED',
        explanation: `Số in không rõ: “${raw.text}”; giữ như bản in.`,
        span: raw.span,
      });
    return {
      raw: stated(raw.text, raw),
      number: printed === '' || !sure ? null : stated(numberPart.text, numberPart),
      symbol: stated(shownSymbol, symbol),
    };
  }
  flags.push({
    code: 'NUMBER_MISSING',
    explanation: 'Văn bản không có dòng số, ký hiệu; để trống, không suy đoán.',
    span: null,
  });
  return { raw: null, number: null, symbol: null };
}

const PLACE_DAY = new RegExp(`^([^,\\d]{2,40}),\\s{0,3}${DAY}`);
/** A day that was left blank: "Hà Nội, ngày     tháng 7 năm 2022". */
const PLACE_BLANK = /^([^,\d]{2,40}),\s{0,3}ngay\b.{0,40}\bnam\b/;

export function placeAndDay(
  reading: Reading,
  head: readonly Line[],
  flags: Flag[],
): { place: Stated<string> | null; issuedOn: Stated<string> | null } {
  const candidates = head.flatMap((line) => [...columnsOf(line), ...afterNumber(line), line]);
  for (const line of candidates) {
    const passage = passageOf(reading, [line]);
    const match = PLACE_DAY.exec(passage.folded);
    const blank = match ?? PLACE_BLANK.exec(passage.folded);
    if (!blank?.[1]) continue;
    const place = passage.part(0, blank[1].length);
    const day = passage.part(blank[1].length + 1, blank[0].length);
    const iso = match ? dayIn(match, 2) : null;
    if (iso === null)
      flags.push({
        code: 'DATE_MISSING',
        explanation: `Ngày ban hành không đủ hoặc không có thật: “${day.text}”; để trống.`,
        span: passage.span,
      });
    return { place: stated(place.text, place), issuedOn: iso === null ? null : stated(iso, day) };
  }
  flags.push({
    code: 'DATE_MISSING',
    explanation: 'Văn bản không có địa danh, ngày tháng ban hành; để trống.',
    span: null,
  });
  return { place: null, issuedOn: null };
}

/** Number and day printed in one line with little between them: what stands after the symbol. */
function afterNumber(line: Line): Line[] {
  const match = NUMBER_LINE.exec(line.folded);
  if (!match || match[0].length >= line.text.length) return [];
  const from = match[0].length;
  const lead = line.text.slice(from).search(/\p{L}/u);
  if (lead === -1) return [];
  const start = from + lead;
  return [{ start: line.start + start, end: line.end, text: line.text.slice(start), folded: line.folded.slice(start) }];
}

const COUNTRY = /^cong hoa xa hoi|^doc lap\b|^dang cong san/;
const UNIT = /^(?:tinh|huyen|quan|thanh pho|thi xa|xa|phuong|thi tran|tp\.?)\s/;

/** The body printed above the type, where there is one. */
function printedIssuer(reading: Reading, head: readonly Line[]): Stated<string> | null {
  const bodies = head
    .flatMap(columnsOf)
    .filter((line) => isCapitals(line.text) && !COUNTRY.test(line.folded) && !/^s[o06]\s?[:.]/.test(line.folded))
    .filter((line) => new RegExp(`^${ISSUERS}\\b`).test(line.folded) || UNIT.test(line.folded));
  const last = bodies.at(-1);
  if (last === undefined) return null;
  const before = bodies.at(-2);
  // "ỦY BAN NHÂN DÂN" over "TỈNH QUẢNG BÌNH" is one body; "UBND TỈNH CAO BẰNG" over "BAN DÂN TỘC" are two.
  const joined = UNIT.test(last.folded) && before !== undefined;
  const own = passageOf(reading, joined ? [before, last] : [last]);
  if (joined || before === undefined) return stated(inSmallLetters(own.text), own);
  const unit = /(?:tinh|huyen|quan|thanh pho|thi xa|xa|phuong|thi tran) \S.{0,30}$/.exec(before.folded);
  if (unit === null || /^(?:uy ban nhan dan|ubnd)/.test(last.folded)) return stated(inSmallLetters(own.text), own);
  const above = passageOf(reading, [before]);
  const place = inSmallLetters(`UBND ${above.text.slice(unit.index)}`).slice(5);
  return stated(`${inSmallLetters(own.text)} ${place}`, passageOf(reading, [before, last]));
}

const LAUNCH =
  /\s(?:xay dung|ban hanh|phat dong|to chuc phat dong|trien khai|to chuc)\s(?:ke hoach|phong trao|chuong trinh|loi keu goi|va )/g;

/** The body that the opening sentences name as the one who launches: "UBND quận Thanh Xuân ban hành Kế hoạch". */
function namedIssuer(preamble: readonly Passage[]): Stated<string> | null {
  for (const passage of [...preamble].reverse()) {
    for (const match of passage.folded.matchAll(LAUNCH)) {
      const before = passage.folded.slice(Math.max(0, match.index - 90), match.index);
      const head = new RegExp(`(?:^|[,.;:"] ?)(${ISSUERS}\\b[^,.;:"]{0,70})$`).exec(before);
      if (!head?.[1] || /\b(?:cua|do|theo|tai)\b/.test(head[1])) continue;
      const start = match.index - head[1].length;
      const issuer = passage.part(start, match.index);
      return stated(issuer.text, issuer);
    }
  }
  return null;
}

export function issuerOf(
  reading: Reading,
  head: readonly Line[],
  preamble: readonly Passage[],
  flags: Flag[],
): Stated<string> | null {
  const printed = printedIssuer(reading, head);
  if (printed) return printed;
  const named = namedIssuer(preamble);
  if (named)
    flags.push({
      code: 'LAYOUT',
      explanation: 'Không thấy tên cơ quan ở đầu văn bản: cơ quan ban hành lấy từ đoạn mở đầu.',
      span: named.span,
    });
  return named;
}

export function titleOf(reading: Reading, lines: readonly Line[]): Stated<string> | null {
  const own = lines.filter((line) => !/^\(/.test(line.text));
  if (own.length === 0) return null;
  const title = passageOf(reading, own);
  return stated(title.text, title);
}

/** The years a plan runs over, where its title, or the sentence that launches it, says so. */
export function periodOf(
  title: Passage | null,
  launch: Passage | null,
  flags: Flag[],
): { periodFrom: Stated<number> | null; periodTo: Stated<number> | null } {
  for (const passage of [title, launch]) {
    if (passage === null) continue;
    const both = passage.find(
      /\b(?:giai doan\s|tu nam\s|nam\s)((?:19|20)\d\d)\s{0,2}(?:-|den(?: nam)?)\s{0,2}((?:19|20)\d\d)\b/,
    );
    if (both) {
      const [from, to] = [Number(both.match[1]), Number(both.match[2])];
      if (from <= to) return { periodFrom: stated(from, both.part), periodTo: stated(to, both.part) };
    }
    const until = passage.find(/\bden (?:het |cuoi )?(?:nam )?((?:19|20)\d\d)\b/);
    if (until) return { periodFrom: null, periodTo: stated(Number(until.match[1]), until.part) };
    if (passage === launch) continue;
    const year = passage.find(/\bnam ((?:19|20)\d\d)\b/);
    if (year)
      return {
        periodFrom: stated(Number(year.match[1]), year.part),
        periodTo: stated(Number(year.match[1]), year.part),
      };
  }
  flags.push({
    code: 'PERIOD_MISSING',
    explanation: 'Tên văn bản không nêu thời gian của phong trào; giai đoạn để trống.',
    span: null,
  });
  return { periodFrom: null, periodTo: null };
}
