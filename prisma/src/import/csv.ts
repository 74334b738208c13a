/** A record of a table file, with the line on which it begins (the first line is 1). */
export interface TableRow {
  line: number;
  cells: string[];
  /** Set on the last record where the file ends in its midst: inside quotes, or without the end of its line. */
  unfinished?: 'IN_QUOTES' | 'NO_LINE_END';
}

/** Reads comma-separated values (RFC 4180) piece by piece: quoted cells may hold commas, quotes and line ends. */
export async function* csvRows(text: AsyncIterable<string>): AsyncGenerator<TableRow> {
  let line = 1;
  let begun = 1;
  let cells: string[] = [];
  let cell = '';
  let quoted = false;
  /** A quote inside quotes: the next character tells whether it stood for itself or closed the cell. */
  let maybeClosed = false;
  let some = false;
  const finish = (): TableRow => {
    const row = { line: begun, cells: [...cells, cell] };
    cells = [];
    cell = '';
    some = false;
    return row;
  };
  for await (const piece of text) {
    let from = 0;
    for (let i = 0; i < piece.length; i++) {
      const c = piece[i];
      if (maybeClosed) {
        maybeClosed = false;
        if (c === '"') {
          cell += '"';
          from = i + 1;
          continue;
        }
        quoted = false;
        from = i;
      }
      if (c === '\n') line++;
      if (quoted) {
        if (c === '"') {
          cell += piece.slice(from, i);
          maybeClosed = true;
        }
        continue;
      }
      if (c === ',') {
        cell += piece.slice(from, i);
        cells.push(cell);
        cell = '';
        some = true;
        from = i + 1;
      } else if (c === '\n') {
        cell += piece.slice(from, i);
        if (cell.endsWith('\r')) cell = cell.slice(0, -1);
        from = i + 1;
        // An empty line separates nothing.
        if (some || cell !== '') yield finish();
        begun = line;
      } else if (c === '"' && cell === '' && piece.slice(from, i) === '') {
        quoted = true;
        some = true;
        from = i + 1;
      }
    }
    if (!maybeClosed) cell += piece.slice(from);
  }
  if (quoted && !maybeClosed) yield { ...finish(), unfinished: 'IN_QUOTES' };
  else if (some || cell !== '') yield { ...finish(), unfinished: 'NO_LINE_END' };
}
