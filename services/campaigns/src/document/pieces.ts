import type { Passage } from './passage.js';

/** Sentences of a passage: parted at a full stop before a capital letter. */
export function sentencesOf(passage: Passage): Passage[] {
  const pieces: Passage[] = [];
  let from = 0;
  for (const match of passage.text.matchAll(/[.!?]["”)]{0,2}\s+(?=["“(]?\p{Lu})/gu)) {
    // "TT. Thành ủy", "Q. Hà Đông": an abbreviation ends no sentence.
    if (/(?:^|\s)\p{Lu}{1,2}\.$/u.test(passage.text.slice(Math.max(0, match.index - 3), match.index + 1))) continue;
    pieces.push(passage.part(from, match.index + 1));
    from = match.index + match[0].length;
  }
  pieces.push(passage.part(from));
  return pieces.filter(({ length }) => length > 0);
}

/** Words with which a further promise of a sentence begins after a comma or "và". */
const BEGINS =
  '(?:phan dau|cai thien (?:sinh ke|dieu kien|doi song|thu nhap)|khong co|khong de|khong con|khong phat sinh|giam (?:dan |nhanh )?(?:so|ty le|ho)|tang thu nhap|duy tri|tung buoc|hoan thanh|co ban|thoat khoi|ty le ho|thu nhap binh quan|tren \\d|it nhat \\d|moi nam giam|(?:rieng )?(?:cac|nhung) (?:xa|huyen|thon|phuong)[^,;.]{0,60} giam|hang nam giam|den (?:het |cuoi )?nam (?:19|20)\\d\\d|nam (?:19|20)\\d\\d (?:xuong|con|dat|duoi)|(?:va )?cac (?:muc tieu|chi tieu) khac|\\d{1,3}(?:,\\d)?\\s?% (?:so|tong|cac|xa|huyen|thon))';
const CUT = new RegExp(
  `;\\s?|\\.\\s(?=[a-z])|,\\s(?=${BEGINS}\\b)|,?\\sva\\s(?=(?:den (?:het |cuoi )?nam (?:19|20)\\d\\d|cac (?:muc tieu|chi tieu) khac|khong (?:de|con|co|phat sinh)|giam (?:so|ty le)|ty le ho|phan dau)\\b)`,
  'g',
);

/** The promises of a sentence, one by one; what stands in brackets with a measure of its own is one too. */
export function promisesOf(sentence: Passage): Passage[] {
  const pieces: Passage[] = [];
  let from = 0;
  const put = (to: number) => {
    const piece = sentence.part(from, to);
    if (piece.length > 0) pieces.push(piece);
  };
  for (const match of sentence.folded.matchAll(CUT)) {
    // A cut inside brackets parts nothing.
    if (insideBrackets(sentence.folded, match.index)) continue;
    // "phấn đấu đến cuối năm 2025, quận …": a date and what it dates are one.
    if (
      /^(?:.{0,160}\bphan dau )?den (?:het |cuoi )?(?:nam )?(?:19|20)\d\d$/.test(
        sentence.folded.slice(from, match.index).trim().slice(-200),
      )
    )
      continue;
    put(match.index);
    from = match.index + match[0].length;
  }
  put(sentence.length);
  return pieces.flatMap(withBrackets);
}

function insideBrackets(folded: string, at: number): boolean {
  const open = folded.lastIndexOf('(', at);
  return open !== -1 && at - open < 200 && folded.lastIndexOf(')', at) < open && folded.indexOf(')', at) !== -1;
}

/** "(các xã khó khăn giảm từ 5%/năm trở lên)" says more than what it stands in, and is read beside it. */
function withBrackets(piece: Passage): Passage[] {
  const found = piece.find(/\(([^()]{10,200}%[^()]{0,100})\)/);
  if (!found) return [piece];
  return [piece, found.part.part(1, found.part.length - 1)];
}

/** Without what stands in brackets: the words of the promise alone, in the same places. */
export const withoutMeasuredBrackets = (piece: Passage): string =>
  piece.folded.replace(/\([^()]{10,200}%[^()]{0,100}\)/, (found) => ' '.repeat(found.length));

/** The first words of a text, at most eight. */
export const anchorOf = (passage: Passage): string => passage.text.split(' ').slice(0, 8).join(' ');
