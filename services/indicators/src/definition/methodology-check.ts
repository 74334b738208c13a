import type { UserError } from '@thi-dua/schema/user-error';
import type { Definitions, MethodologyRow } from './definition-store.js';
import type { MethodologyProposal } from './definition-writes.js';
import { codeFaults, fault, stretchFaults, textFaults } from './faults.js';

/** The indicators that go on under the next standard where none are named: those of the one it replaces that still hold. */
export function indicatorsCarriedOn(replaced: MethodologyRow | null, validFrom: string, known: Definitions): string[] {
  if (replaced === null) return [];
  return [...known.indicators.values()]
    .filter(({ methodologies }) => methodologies.includes(replaced.code))
    .filter(({ validTo }) => validTo === null || validFrom < validTo)
    .map(({ code }) => code);
}

/** Everything that, by the definitions alone, is wrong with a standard. `replaces`: the code of the one it takes over from. */
export function standardFaults(
  proposal: MethodologyProposal,
  indicators: readonly string[],
  replaces: string | null,
  known: Definitions,
): UserError[] {
  return [
    ...codeFaults(proposal.code, (code) => known.methodologies.has(code), 'code'),
    ...textFaults(proposal.name, 'name'),
    ...stretchFaults(proposal.validFrom, proposal.validTo),
    ...(proposal.source === null ? [] : textFaults(proposal.source.document, 'source', 'document')),
    ...replacementFaults(proposal, replaces, known),
    ...overlapFaults(proposal, replaces, known),
    ...measuredFaults(indicators, known),
  ];
}

function replacementFaults(proposal: MethodologyProposal, replaces: string | null, known: Definitions): UserError[] {
  if (replaces === null) return [];
  const replaced = known.methodologies.get(replaces);
  if (replaced === undefined) return [fault('UNKNOWN_METHODOLOGY', 'No standard has this code.', 'replaces')];
  if (replaced.territoryId !== proposal.territoryId)
    return [fault('OTHER_TERRITORY', `${replaces} holds for another territory.`, 'replaces')];
  if (proposal.validFrom <= replaced.validFrom || (replaced.validTo !== null && replaced.validTo < proposal.validFrom))
    return [fault('NOT_IN_FORCE', `${replaces} does not hold up to ${proposal.validFrom}.`, 'replaces')];
  return [];
}

/** One national standard is in force on a day, and one of each territory. */
function overlapFaults(proposal: MethodologyProposal, replaces: string | null, known: Definitions): UserError[] {
  return [...known.methodologies.values()]
    .filter(({ code, territoryId }) => code !== replaces && territoryId === proposal.territoryId)
    .filter(
      ({ validFrom, validTo }) =>
        (proposal.validTo === null || validFrom < proposal.validTo) &&
        (validTo === null || proposal.validFrom < validTo),
    )
    .map(({ code }) => fault('OVERLAPS', `${code} holds at the same time: name what it replaces.`, 'validFrom'));
}

function measuredFaults(indicators: readonly string[], known: Definitions): UserError[] {
  return indicators.flatMap((code, i) => {
    const indicator = known.indicators.get(code);
    const at = ['indicators', String(i)];
    if (indicator === undefined) return [fault('UNKNOWN_INDICATOR', `No indicator has the code "${code}".`, ...at)];
    if (!indicator.standard) return [fault('NO_STANDARD_APPLIES', `${code} does not depend on a standard.`, ...at)];
    return [indicator.numerator, indicator.denominator]
      .filter((part) => part !== null && known.indicators.get(part)?.standard && !indicators.includes(part))
      .map((part) => fault('PART_METHODOLOGY', `${code} needs its part ${part} under the same standard.`, ...at));
  });
}
