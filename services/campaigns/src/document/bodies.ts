/** Words that stay small in a body's name. */
const generic = new Set(
  'uỷ ủy ban nhân dân tỉnh huyện quận thành phố thị xã phường trấn hội đồng và chủ tịch đảng bộ'.split(' '),
);
const leading = new Set([
  'ủy',
  'uỷ',
  'hội',
  'sở',
  'ban',
  'phòng',
  'chủ',
  'tỉnh',
  'huyện',
  'thành',
  'quận',
  'đảng',
  'thị',
]);
const proper = /^(?:tỉnh|huyện|quận|thành phố|thị xã|phường|xã|thị trấn)$/;

/**
 * A body's name from capitals into the letters in which it is written: "ỦY BAN NHÂN DÂN TỈNH QUẢNG BÌNH" is "Ủy ban nhân dân
 * tỉnh Quảng Bình". Only the size of letters changes.
 */
export function inSmallLetters(capitals: string): string {
  if (/^UBND\b|^HĐND\b/.test(capitals))
    return [capitals.slice(0, 4), afterKind(capitals.slice(4).trim())].filter(Boolean).join(' ');
  const committee = /^(TỈNH|THÀNH|HUYỆN|QUẬN|THỊ|ĐẢNG) (ỦY|UỶ)(?:\s|$)/.exec(capitals);
  if (committee) {
    const kind = committee[0].trim().toLowerCase();
    const place = capitals.slice(committee[0].length).trim().split(/\s+/).map(capital).join(' ');
    return `${kind.charAt(0).toUpperCase()}${kind.slice(1)} ${place}`.trim();
  }
  return afterKind(capitals);
}

const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1).toLowerCase();

function afterKind(capitals: string): string {
  const words = capitals.toLowerCase().split(/\s+/);
  let named = false;
  const out: string[] = [];
  for (const [i, word] of words.entries()) {
    const two = `${words[i - 1] ?? ''} ${word}`;
    const large = word.charAt(0).toUpperCase() + word.slice(1);
    if (i === 0)
      out.push(
        /^(?:tỉnh|huyện|quận|xã|phường)$/.test(word) && words.length > 1
          ? word
          : leading.has(word) || !generic.has(word)
            ? large
            : word,
      );
    else if (named) out.push(large);
    else if (generic.has(word)) out.push(word);
    else if (/^[-–]$/.test(word)) out.push(word);
    // "Sở Nội vụ": after the kind of body, the first word of its field is capital.
    else if (i === 1 || /^[-–]$/.test(words[i - 1] ?? '') || words[i - 1] === 'và') out.push(large);
    else out.push(word);
    if (proper.test(word) || proper.test(two)) named = true;
  }
  return out.join(' ');
}
