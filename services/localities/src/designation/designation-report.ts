import type { Client } from '../import/client.js';
import { EVER_AFTER } from '../locality/standing.js';
import {
  type ChangedHolding,
  changedHoldings,
  DESIGNATION_CHANGES,
  type DesignationDifference,
  type HoldingChange,
} from './designation-difference.js';

const titles: Record<HoldingChange, string> = { given: 'Given', taken: 'Taken away', completed: 'Completed' };

function line(change: HoldingChange, { code, fullName, kind, begins, ends, givenBy, endedBy }: ChangedHolding): string {
  const days = `${begins} to ${ends === EVER_AFTER ? 'further notice' : ends}`;
  const decisions = [change === 'taken' ? null : givenBy, change === 'given' ? null : endedBy].filter(Boolean);
  return `${code} ${fullName}: ${kind}, ${days} (${decisions.join('; ')})`;
}

/** The difference in words: how many of each, then the holdings themselves, `limit` of each kind of change at most. */
export async function designationText(
  { kinds }: DesignationDifference,
  client: Client,
  limit: number,
): Promise<string> {
  if (kinds.every((kind) => DESIGNATION_CHANGES.every((change) => kind[change] === 0)))
    return 'No difference: everything listed is stored so already.\n';
  const cells = (first: string, rest: (string | number)[]) =>
    [first.padEnd(30), ...rest.map((value) => String(value).padStart(11))].join('');
  const lines = [cells('', ['listed', ...DESIGNATION_CHANGES])];
  for (const kind of kinds)
    lines.push(cells(kind.kind, [kind.listed, ...DESIGNATION_CHANGES.map((change) => kind[change])]));
  for (const change of DESIGNATION_CHANGES) {
    const total = kinds.reduce((sum, kind) => sum + kind[change], 0);
    if (total === 0) continue;
    lines.push('', `${titles[change]}: ${total}`);
    const holdings = await changedHoldings(client, change, limit);
    lines.push(...holdings.map((holding) => `  ${line(change, holding)}`));
    if (total > holdings.length) lines.push(`  … and ${total - holdings.length} more (--all shows them)`);
  }
  return `${lines.join('\n')}\n`;
}
