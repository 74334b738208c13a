import type { Client } from './client.js';
import { CHANGES, type Change, type ChangedUnit, changedUnits, type Difference, isEmpty } from './difference.js';
import type { ImportFaults } from './fault.js';

const titles: Record<Change, string> = {
  new: 'New',
  ended: 'Ended',
  renamed: 'Renamed',
  retyped: 'Retyped',
  moved: 'Moved',
  respelled: 'Spelled otherwise',
  unplaced: 'Neighbourhoods whose commune ended, with no word on where they lie since then',
};

function line(change: Change, unit: ChangedUnit): string {
  const { code, before, after, parentBefore, parentAfter } = unit;
  if (change === 'new') return `${code} ${after} (in ${parentAfter})`;
  if (change === 'unplaced') return `${code} ${after} (was in ${parentBefore})`;
  if (change === 'ended') return `${code} ${before} (in ${parentBefore ?? '–'})`;
  if (change === 'moved') return `${code} ${after}: ${parentBefore ?? '–'} → ${parentAfter}`;
  return `${code} ${before} → ${after}`;
}

/** The difference in words: how many of each, then the units themselves, `limit` of each kind at most. */
export async function differenceText(difference: Difference, client: Client, limit: number): Promise<string> {
  if (isEmpty(difference)) return 'No difference: everything listed is stored so already.\n';
  const cell = (value: string | number) => String(value).padStart(18);
  const lines = [['', 'listed', ...CHANGES].map(cell).join('')];
  for (const level of difference.levels) {
    lines.push([level.level, level.listed, ...CHANGES.map((change) => level[change])].map(cell).join(''));
  }
  lines.push('', `${difference.successions} successions`);
  for (const change of CHANGES) {
    const total = difference.levels.reduce((sum, level) => sum + level[change], 0);
    if (total === 0) continue;
    lines.push('', `${titles[change]}: ${total}`);
    const units = await changedUnits(client, change, limit);
    lines.push(...units.map((unit) => `  ${line(change, unit)}`));
    if (total > units.length) lines.push(`  … and ${total - units.length} more (--all shows them)`);
  }
  return `${lines.join('\n')}\n`;
}

/** Every fault on a line of its own: `file:line: CODE message`. */
export function faultsText({ faults, count }: ImportFaults): string {
  const lines = faults.map(
    ({ file, line, code, message }) => `${file}${line === null ? '' : `:${line}`}: ${code} ${message}`,
  );
  if (count > faults.length) lines.push(`… and ${count - faults.length} more`);
  return `${lines.join('\n')}\n`;
}
