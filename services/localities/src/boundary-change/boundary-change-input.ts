import { builder } from '../builder.js';
import { clean } from '../import/unit-name.js';
import { ExtentEnum, LocalityLevelEnum } from '../locality/locality-graph.js';
import type { Act } from './act.js';

const UnitSourceInput = builder.inputType('UnitSourceInput', {
  fields: (t) => ({
    code: t.string({ required: true, description: 'That the unit bears on the day before.' }),
    extent: t.field({
      type: ExtentEnum,
      required: true,
      defaultValue: 'WHOLE',
      description: 'PART: other parts of it go to other units of this act. Every part goes somewhere.',
    }),
  }),
});

const EstablishUnitInput = builder.inputType('EstablishUnitInput', {
  description: 'A unit to begin: by merger, by division, by a change of level or code, or anew.',
  fields: (t) => ({
    code: t.string({ required: true, description: 'May be that of a unit which this act ends.' }),
    level: t.field({ type: LocalityLevelEnum, required: true }),
    fullName: t.string({ required: true, description: 'With its type: "Phường Khương Mai".' }),
    parentCode: t.string({
      required: false,
      description:
        'Of the unit that it lies in from that day on, be that stored or of this act. Left out for a province.',
    }),
    from: t.field({
      type: [UnitSourceInput],
      required: true,
      defaultValue: [],
      description: 'What it is made from. These units end; what lies in a whole one goes along.',
    }),
  }),
});

const RenameUnitInput = builder.inputType('RenameUnitInput', {
  fields: (t) => ({
    code: t.string({ required: true }),
    fullName: t.string({
      required: true,
      description: 'With its type, which may be another one: "Phường Song Mai" after "Xã Song Mai".',
    }),
  }),
});

const TransferUnitsInput = builder.inputType('TransferUnitsInput', {
  fields: (t) => ({
    codes: t.stringList({ required: true }),
    parentCode: t.string({ required: true, description: 'Of the unit that they lie in from that day on.' }),
  }),
});

export const BoundaryChangeInput = builder.inputType('BoundaryChangeInput', {
  description:
    'A resolution and all that it changes on one day, checked as a whole. Codes name the units that bear them on the day before; those of parents, the units that bear them on the day itself.',
  fields: (t) => ({
    number: t.string({ required: true, description: '"202/2025/QH15", or with its type: "Nghị định 5/2026/NĐ-CP".' }),
    issuer: t.string({ required: false, description: '"Quốc hội".' }),
    title: t.string({ required: false }),
    issuedOn: t.field({ type: 'Date', required: true }),
    effectiveOn: t.field({ type: 'Date', required: true, description: 'May lie in the future, and in the past.' }),
    establish: t.field({ type: [EstablishUnitInput], required: true, defaultValue: [] }),
    rename: t.field({
      type: [RenameUnitInput],
      required: true,
      defaultValue: [],
      description: 'Units that go on under another name or type.',
    }),
    transfer: t.field({
      type: [TransferUnitsInput],
      required: true,
      defaultValue: [],
      description: 'Units that go on in another unit; also the villages of a commune that is divided.',
    }),
    end: t.stringList({
      required: true,
      defaultValue: [],
      description: 'Units that end without an heir. What lies in them is transferred, or ended as well.',
    }),
    abolishLevel: t.field({
      type: LocalityLevelEnum,
      required: false,
      description: 'Every unit of the level ends; what lies in them goes one level up unless the act says otherwise.',
    }),
    dryRun: t.boolean({
      required: true,
      defaultValue: false,
      description: 'Only tells what is wrong, or how the map would differ.',
    }),
  }),
});

/** The act that an input states: texts in composed Unicode, with single spaces. */
export function actOf(input: (typeof BoundaryChangeInput)['$inferInput']): Act {
  const optional = (text: string | null | undefined) => (text === null || text === undefined ? null : clean(text));
  return {
    number: clean(input.number),
    issuer: optional(input.issuer),
    title: optional(input.title),
    issuedOn: input.issuedOn,
    effectiveOn: input.effectiveOn,
    establish: input.establish.map(({ code, level, fullName, parentCode, from }) => ({
      code: clean(code),
      level,
      fullName: clean(fullName),
      parentCode: optional(parentCode),
      from: from.map((source) => ({ code: clean(source.code), extent: source.extent })),
    })),
    rename: input.rename.map(({ code, fullName }) => ({ code: clean(code), fullName: clean(fullName) })),
    transfer: input.transfer.map(({ codes, parentCode }) => ({
      codes: codes.map(clean),
      parentCode: clean(parentCode),
    })),
    end: input.end.map(clean),
    abolishLevel: input.abolishLevel ?? null,
  };
}
