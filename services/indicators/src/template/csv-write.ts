const quoted = (text: string) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** Comma-separated values in UTF-8, with the mark by which spreadsheet programs know it. */
export function* csvText(rows: Iterable<readonly string[]>): Generator<string> {
  let piece = '\uFEFF';
  for (const row of rows) {
    piece += `${row.map(quoted).join(',')}\r\n`;
    if (piece.length < 65_536) continue;
    yield piece;
    piece = '';
  }
  if (piece !== '') yield piece;
}
