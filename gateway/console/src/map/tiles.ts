/** Where a province's tile lies: columns from west to east, rows from north to south, both from 0. */
export interface Tile {
  readonly code: string;
  readonly column: number;
  readonly row: number;
  /** For tiles too narrow for the name. */
  readonly short: string;
}

/** One line a row of tiles: `code:short`, or `.` where there is none. Roughly where the provinces lie. */
const drawn = (picture: string): readonly Tile[] =>
  picture
    .trim()
    .split('\n')
    .flatMap((line, row) =>
      line
        .trim()
        .split(/\s+/)
        .flatMap((cell, column) => {
          const [code, short] = cell.split(':');
          return code === undefined || short === undefined ? [] : [{ code, short, column, row }];
        }),
    );

/** The 63 provinces until 30 June 2025. */
export const oldTiles = drawn(`
  12:LCh  10:LCa  02:HGi  04:CB   .       .       .
  11:ĐB   15:YB   08:TQ   06:BK   20:LS   .       .
  14:SL   25:PT   26:VP   19:TNg  24:BG   22:QN   .
  .       17:HB   01:HNo  27:BN   30:HD   31:HP   .
  .       .       35:HNa  33:HY   34:TB   .       .
  .       38:TH   37:NB   36:NĐ   .       .       .
  .       40:NA   .       .       .       .       .
  .       .       42:HT   .       .       .       .
  .       .       .       44:QB   .       .       .
  .       .       .       .       45:QT   46:TTH  .
  .       .       .       .       .       49:QNa  48:ĐNg
  .       .       .       .       .       62:KT   51:QNg
  .       .       .       .       .       64:GL   52:BĐ
  .       .       .       .       .       66:ĐL   54:PY
  .       .       .       .       67:ĐNô  68:LĐ   56:KH
  .       .       72:TNi  70:BP   75:ĐNa  60:BTh  58:NT
  .       .       74:BD   79:HCM  77:VT   .       .
  89:AG   87:ĐT   80:LA   82:TG   .       .       .
  91:KG   92:CT   86:VL   83:BTr  .       .       .
  .       93:HG   94:ST   84:TV   .       .       .
  96:CM   95:BL   .       .       .       .       .
`);

/** The 34 provinces since 1 July 2025. */
export const newTiles = drawn(`
  12:LCh  15:LCa  08:TQ   04:CB   .       .
  11:ĐB   14:SL   19:TNg  20:LS   .       .
  .       25:PT   01:HN   24:BN   22:QN   .
  .       .       37:NB   33:HY   31:HP   .
  .       38:TH   .       .       .       .
  .       40:NA   .       .       .       .
  .       .       42:HT   .       .       .
  .       .       .       44:QT   .       .
  .       .       .       .       46:HU   48:ĐNg
  .       .       .       .       .       51:QNg
  .       .       .       .       .       52:GL
  .       .       .       .       .       66:ĐL
  .       .       80:TNi  75:ĐNa  68:LĐ   56:KH
  91:AG   82:ĐT   79:HCM  .       .       .
  92:CT   86:VL   .       .       .       .
  96:CM   .       .       .       .       .
`);

/** The tile that an arrow key leads to: the nearest in that direction, those in line before those beside it. */
export function towards(tiles: readonly Tile[], from: Tile, key: string): Tile | null {
  const step = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[key];
  if (step === undefined) return null;
  const [dx = 0, dy = 0] = step;
  let best: { tile: Tile; away: number } | null = null;
  for (const tile of tiles) {
    const [x, y] = [tile.column - from.column, tile.row - from.row];
    const along = x * dx + y * dy;
    if (along <= 0) continue;
    const away = along + 3 * Math.abs(dx === 0 ? x : y);
    if (best === null || away < best.away) best = { tile, away };
  }
  return best?.tile ?? null;
}
