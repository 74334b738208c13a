import type { UserError } from '@thi-dua/schema/user-error';
import { compare, decimal } from '../rule/fraction.js';
import type { Definitions, IndicatorRow } from './definition-store.js';
import { codeFaults, fault, nfc, stretchFaults, textFaults } from './faults.js';
import { isBelow, lowestOf } from './validity.js';

/** An indicator as it is proposed: a row, but for what follows from the rest. */
export interface IndicatorProposal extends Omit<IndicatorRow, 'lowestLevel' | 'standard' | 'group'> {
  /** A group that is there, by its code; or a new one with both names. */
  group: { code: string; name: string | null; nameEn: string | null } | null;
}

/** Everything that is wrong with a definition, at once. */
export function indicatorFaults(proposal: IndicatorProposal, known: Definitions): UserError[] {
  return [
    ...codeFaults(proposal.code, (code) => known.indicators.has(code), 'code'),
    ...textFaults(proposal.name, 'name'),
    ...textFaults(proposal.nameEn, 'nameEn'),
    ...textFaults(proposal.unit, 'unit'),
    ...stretchFaults(proposal.validFrom, proposal.validTo),
    ...boundFaults(proposal),
    ...levelFaults(proposal),
    ...methodologyFaults(proposal, known),
    ...kindFaults(proposal),
    ...cycleFaults(proposal, known),
    ...(['numerator', 'denominator'] as const).flatMap((role) => partFaults(proposal, role, known)),
    ...groupFaults(proposal, known),
    ...(proposal.source === null ? [] : textFaults(proposal.source.document, 'source', 'document')),
  ];
}

function boundFaults({ minimum, maximum }: IndicatorProposal): UserError[] {
  return minimum !== null && maximum !== null && compare(decimal(maximum), decimal(minimum)) < 0
    ? [fault('BOUNDS_OUT_OF_ORDER', `The maximum ${maximum} lies below the minimum ${minimum}.`, 'maximum')]
    : [];
}

function levelFaults({ levels }: IndicatorProposal): UserError[] {
  return levels.length === 0 ? [fault('LEVELS_EMPTY', 'Name at least one level whose units report it.', 'levels')] : [];
}

function methodologyFaults({ methodologies }: IndicatorProposal, known: Definitions): UserError[] {
  return methodologies
    .map((code, i) => ({ code, at: String(i) }))
    .filter(({ code }) => !known.methodologies.has(code))
    .map(({ code, at }) => fault('UNKNOWN_METHODOLOGY', `No standard has the code "${code}".`, 'methodologies', at));
}

/** What a kind has, and what it has not. */
function kindFaults({ kind, numerator, denominator, integer, unit }: IndicatorProposal): UserError[] {
  const faults: UserError[] = [];
  const absent = (role: 'numerator' | 'denominator', message: string) =>
    faults.push(fault('PART_MISSING', message, role));
  const surplus = (role: 'numerator' | 'denominator', message: string) =>
    faults.push(fault('PART_NOT_ALLOWED', message, role));
  if (kind === 'COUNT') {
    if (numerator !== null) surplus('numerator', 'A count is counted, not divided: it has no numerator.');
    if (denominator !== null) surplus('denominator', 'A count is counted, not divided: it has no denominator.');
    return faults;
  }
  if (kind === 'RATIO') {
    if (numerator === null) absent('numerator', 'A ratio needs a numerator.');
    if (denominator === null) absent('denominator', 'A ratio needs a denominator.');
    if (numerator !== null && numerator === denominator)
      faults.push(fault('PARTS_EQUAL', 'A count divided by itself says nothing.', 'denominator'));
    if (nfc(unit) !== '%') faults.push(fault('UNIT_NOT_PERCENT', 'A ratio is stated in percent: "%".', 'unit'));
  } else {
    if (numerator !== null) surplus('numerator', 'A mean has no numerator; its weight is the denominator.');
    if (denominator === null) absent('denominator', 'A mean needs a weight.');
  }
  if (integer) faults.push(fault('INTEGER_NOT_ALLOWED', 'Only a count is bound to whole units.', 'integer'));
  return faults;
}

/** Whether the parts lead back to the indicator itself. */
function cycleFaults({ code, numerator, denominator }: IndicatorProposal, known: Definitions): UserError[] {
  return (['numerator', 'denominator'] as const).flatMap((role) => {
    const seen = new Set<string>();
    const open = [role === 'numerator' ? numerator : denominator];
    while (open.length > 0) {
      const part = open.pop() ?? null;
      if (part === code) return [fault('PARTS_CYCLIC', `${code} would be made of itself.`, role)];
      if (part === null || seen.has(part)) continue;
      seen.add(part);
      const row = known.indicators.get(part);
      open.push(row?.numerator ?? null, row?.denominator ?? null);
    }
    return [];
  });
}

/** What a part must be, so that the whole can be computed wherever and whenever it is defined. */
function partFaults(proposal: IndicatorProposal, role: 'numerator' | 'denominator', known: Definitions): UserError[] {
  const code = proposal[role];
  // That it leads in a circle is said elsewhere.
  if (code === null || proposal.kind === 'COUNT' || code === proposal.code) return [];
  const part = known.indicators.get(code);
  if (part === undefined) return [fault('UNKNOWN_PART', `No indicator has the code "${code}".`, role)];
  const faults: UserError[] = [];
  if (part.kind !== 'COUNT')
    faults.push(fault('PART_NOT_A_COUNT', `${code} is a ${part.kind}: only counts can be added up and divided.`, role));
  if (part.validTo !== null && (proposal.validTo === null || part.validTo < proposal.validTo))
    faults.push(fault('PART_NOT_VALID', `${code} ends before, on ${part.validTo}.`, role));
  if (part.validFrom !== null && (proposal.validFrom === null || proposal.validFrom < part.validFrom))
    faults.push(fault('PART_NOT_VALID', `${code} begins later, on ${part.validFrom}.`, role));
  if (part.standard && proposal.methodologies.length === 0)
    faults.push(fault('METHODOLOGIES_MISSING', `${code} depends on a standard: name under which.`, 'methodologies'));
  for (const methodology of part.standard ? proposal.methodologies : []) {
    if (known.methodologies.has(methodology) && !part.methodologies.includes(methodology))
      faults.push(fault('PART_METHODOLOGY', `${code} is not measured under ${methodology}.`, role));
  }
  const lowest = lowestOf(proposal.levels);
  if (lowest !== undefined && isBelow(lowest, part.lowestLevel))
    faults.push(fault('LEVEL_BELOW_PART', `${code} is reported down to ${part.lowestLevel} only.`, 'levels'));
  return faults;
}

function groupFaults({ group }: IndicatorProposal, known: Definitions): UserError[] {
  if (group === null || known.groups.has(group.code)) return [];
  const { code, name, nameEn } = group;
  if (name === null && nameEn === null)
    return [fault('UNKNOWN_GROUP', `No group has the code "${code}". Give both names to add it.`, 'group', 'code')];
  return [
    ...codeFaults(code, () => false, 'group', 'code'),
    ...textFaults(name ?? '', 'group', 'name'),
    ...textFaults(nameEn ?? '', 'group', 'nameEn'),
  ];
}
