export type Level = 'NATION' | 'PROVINCE' | 'DISTRICT' | 'COMMUNE' | 'NEIGHBOURHOOD';

/** The level that a unit is divided into on a map; null for the lowest. Provinces lie above communes since the reform. */
export function levelBelow(level: Level, newMap: boolean): Level | null {
  if (level === 'NATION') return 'PROVINCE';
  if (level === 'PROVINCE') return newMap ? 'COMMUNE' : 'DISTRICT';
  if (level === 'DISTRICT') return 'COMMUNE';
  return level === 'COMMUNE' ? 'NEIGHBOURHOOD' : null;
}

/** The level of a unit as its code tells it, so that one request can ask for what lies below it. */
export function levelOf(code: string): Level {
  if (code === 'VN') return 'NATION';
  if (code.includes('-')) return 'NEIGHBOURHOOD';
  return code.length === 2 ? 'PROVINCE' : code.length === 3 ? 'DISTRICT' : 'COMMUNE';
}
