import type { UserError } from '@thi-dua/schema/user-error';
import { builder, type LocalitiesContext } from '../builder.js';
import { EVER_AFTER } from '../locality/standing.js';
import { unlessStranding } from './stranded-figures.js';
import { isSlug, type Line, linesOf, standsOn, TERRITORY_LEVEL } from './tenant.js';
import {
  dayFaults,
  fault,
  lineFaults,
  nfc,
  notSuperior,
  outsideTerritory,
  textFaults,
  unknownTenant,
} from './tenant-faults.js';
import { TenantKindEnum } from './tenant-graph.js';
import { commandOver } from './tenant-policy.js';
import { refused, type TenantResult, TenantResultRef } from './tenant-result.js';
import type { TenantRow } from './tenant-store.js';
import {
  holderOf,
  insertLines,
  insertTenant,
  linesOutsideTerritory,
  lockMap,
  settled,
  tenantsNow,
  type Unit,
  unitWithCode,
} from './tenant-writes.js';

const TenantTransferInput = builder.inputType('TenantTransferInput', {
  description: 'Who stands directly above a tenant from a day on.',
  fields: (t) => ({
    superior: t.string({ required: true, description: "The superior's slug." }),
    from: t.field({ type: 'Date', required: true }),
  }),
});

const CreateTenantInput = builder.inputType('CreateTenantInput', {
  fields: (t) => ({
    slug: t.string({
      required: true,
      description: 'Lower-case letters, digits and single hyphens, at most 60; never used before, and never again.',
    }),
    kind: t.field({ type: TenantKindEnum, required: true }),
    name: t.string({ required: true }),
    localityCode: t.string({
      required: false,
      description: 'The code of its territory, a unit of the level that its kind names; none for an agency.',
    }),
    asOf: t.field({
      type: 'Date',
      required: false,
      description: 'A day on which the unit bore the code; `establishedOn` where left out.',
    }),
    superior: t.string({
      required: true,
      description: 'The slug of the authority directly above it on its first day.',
    }),
    establishedOn: t.field({ type: 'Date', required: true, description: 'Its first day; may lie in the past.' }),
    transfers: t.field({
      type: [TenantTransferInput],
      required: false,
      description:
        'Where it was established in the past: who has stood above it since, e.g. its province since districts ended.',
    }),
    dissolvedOn: t.field({
      type: 'Date',
      required: false,
      description: 'For one that has ended already: the day from which it no longer existed.',
    }),
    legalBasis: t.string({ required: false, description: 'The decision that ended it, with `dissolvedOn`.' }),
  }),
});
type Input = (typeof CreateTenantInput)['$inferInput'];

/** Where in the input the superior of each line stands. */
const pathOf = (line: number): string[] => (line === 0 ? ['superior'] : ['transfers', String(line - 1), 'superior']);

function dateFaults(input: Input, ends: string): UserError[] {
  const { establishedOn, dissolvedOn, legalBasis } = input;
  const faults = dayFaults(establishedOn, 'establishedOn');
  if (typeof dissolvedOn === 'string') {
    faults.push(...dayFaults(dissolvedOn, 'dissolvedOn'));
    if (dissolvedOn <= establishedOn)
      faults.push(fault('DATES_REVERSED', 'It ends on or before its first day.', 'dissolvedOn'));
  } else if (typeof legalBasis === 'string') {
    faults.push(fault('NO_END', 'A decision that ended it goes with the day, `dissolvedOn`.', 'legalBasis'));
  }
  let before = establishedOn;
  for (const [i, { from }] of (input.transfers ?? []).entries()) {
    const path = ['transfers', String(i), 'from'];
    faults.push(...dayFaults(from, ...path));
    if (from <= before)
      faults.push(fault('DATES_REVERSED', `A transfer on or before ${before} comes too early.`, ...path));
    if (from >= ends) faults.push(fault('DATES_REVERSED', `It exists until ${ends}: it is not moved later.`, ...path));
    before = from;
  }
  return faults;
}

/** The territory, or what is wrong with it. `lines` are looked at where they are in order. */
async function territoryFaults(
  context: LocalitiesContext,
  input: Input,
  ends: string,
  lines: readonly Line[],
): Promise<{ unit: Unit | null; faults: UserError[] }> {
  const level = TERRITORY_LEVEL[input.kind];
  const code = input.localityCode ?? null;
  if (level === null) {
    const faults =
      code === null
        ? []
        : [fault('AGENCY_WITHOUT_TERRITORY', 'An agency has no territory: leave it out.', 'localityCode')];
    return { unit: null, faults };
  }
  if (code === null) {
    return {
      unit: null,
      faults: [fault('LOCALITY_MISSING', `Name its territory, a unit of level ${level}.`, 'localityCode')],
    };
  }
  const day = input.asOf ?? input.establishedOn;
  const unit = await unitWithCode(context, code, day);
  if (unit === null) {
    return { unit, faults: [fault('UNKNOWN_LOCALITY', `No unit bore this code on ${day}.`, 'localityCode')] };
  }
  if (unit.level !== level) {
    const message = `A tenant of kind ${input.kind} answers for a unit of level ${level}; this one is a ${unit.level}.`;
    return { unit, faults: [fault('WRONG_LEVEL', message, 'localityCode')] };
  }
  if (!standsOn(unit, input.establishedOn)) {
    const message = `The unit does not stand on ${input.establishedOn}: its authority begins and ends with it.`;
    return { unit, faults: [fault('LOCALITY_NOT_STANDING', message, 'establishedOn')] };
  }
  const faults: UserError[] = [];
  if (unit.ends < ends) {
    const message = `The unit ended on ${unit.ends}: say when its authority did.`;
    faults.push(fault('LOCALITY_ENDS', message, 'dissolvedOn'));
  }
  const holder = await holderOf(context, unit.id, input.establishedOn, ends);
  if (holder !== null) {
    const message = `"${holder.slug}" answers for this territory from ${holder.begins} until ${holder.ends}: one tenant a day.`;
    faults.push(fault('TERRITORY_TAKEN', message, 'localityCode'));
  }
  const outside = await linesOutsideTerritory(context, unit.id, lines);
  for (const [i, line] of lines.entries()) {
    if (outside.has(i)) faults.push(outsideTerritory(line.superior, line.begins, pathOf(i)));
  }
  return { unit, faults };
}

/** Who is to stand above it, or the refusal: unknown, or not the caller's to place anybody under. */
async function superiorsOf(
  context: LocalitiesContext,
  slugs: readonly string[],
): Promise<{ known: ReadonlyMap<string, TenantRow> } | { refusal: UserError[] }> {
  const known = await tenantsNow(context, [context.caller.tenant, ...slugs]);
  const command = await commandOver(context, known.get(context.caller.tenant) ?? null, slugs);
  const refusal = slugs.flatMap((slug, i) => {
    const superior = known.get(slug);
    if (superior === undefined) return [unknownTenant(slug, ...pathOf(i))];
    if (command.disposesOf(superior)) return [];
    return [
      notSuperior('A tenant is made by the authority under which it stands, or by one above that.', ...pathOf(i)),
    ];
  });
  return refusal.length > 0 ? { refusal } : { known };
}

async function createTenant(input: Input, context: LocalitiesContext): Promise<TenantResult> {
  await lockMap(context);
  const transfers = input.transfers ?? [];
  const places = [{ superior: input.superior, from: input.establishedOn }, ...transfers];
  const superiors = await superiorsOf(
    context,
    places.map(({ superior }) => superior),
  );
  if ('refusal' in superiors) return refused(superiors.refusal);

  const ends = input.dissolvedOn ?? EVER_AFTER;
  const lines = linesOf(places, ends);
  const faults = textFaults(input.name, 'name');
  if (!isSlug(input.slug)) {
    const message = 'A slug is lower-case letters, digits and single hyphens, at most 60: "ha-lang".';
    faults.push(fault('BAD_SLUG', message, 'slug'));
  } else if ((await tenantsNow(context, [input.slug])).has(input.slug)) {
    faults.push(fault('SLUG_TAKEN', 'A tenant bears this slug, or once bore it: it is never used again.', 'slug'));
  }
  if (typeof input.legalBasis === 'string') faults.push(...textFaults(input.legalBasis, 'legalBasis'));
  const ofDates = dateFaults(input, ends);
  faults.push(...ofDates);
  if (input.kind === 'CENTRAL_BOARD') {
    faults.push(fault('BOARD_IS_ONE', 'There is one central board, and nobody above it.', 'kind'));
  } else {
    const inOrder = ofDates.length === 0;
    const fit = lines.map((line, i) => {
      const superior = superiors.known.get(line.superior);
      if (superior === undefined) throw new Error(`a superior was not looked up: ${line.superior}`);
      return inOrder ? lineFaults(input.kind, line, superior, pathOf(i)) : [];
    });
    faults.push(...fit.flat());
    const judged = inOrder && fit.every((found) => found.length === 0) ? lines : [];
    const territory = await territoryFaults(context, input, ends, judged);
    faults.push(...territory.faults);
    if (faults.length === 0) {
      const units = territory.unit === null ? [] : [territory.unit.id];
      const stranding = await unlessStranding(
        context,
        { units, day: input.establishedOn, path: 'establishedOn' },
        async () => {
          await insertTenant(context, {
            slug: input.slug,
            kind: input.kind,
            name: nfc(input.name),
            localityId: territory.unit?.id ?? null,
            begins: input.establishedOn,
            ends,
            endedBy: typeof input.legalBasis === 'string' ? nfc(input.legalBasis) : null,
          });
          await insertLines(context, input.slug, lines);
        },
      );
      return stranding.length > 0 ? refused(stranding) : settled(context, input.slug);
    }
  }
  return refused(faults);
}

builder.mutationField('createTenant', (t) =>
  t.field({
    type: TenantResultRef,
    description:
      'Makes a tenant: an authority for a unit, or an agency. By the authority under which it stands, or any above that. Role ADMIN.',
    requiresScopes: ['tenants:manage'],
    authScopes: { role: 'ADMIN' },
    args: { input: t.arg({ type: CreateTenantInput, required: true }) },
    resolve: (_root, { input }, context) => createTenant(input, context),
  }),
);
