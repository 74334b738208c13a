import type { UserError } from '@thi-dua/schema/user-error';
import { builder, userError } from '../builder.js';
import { requireCentralBoard } from './definition-policy.js';
import { definitions, forgetDefinitions, type MethodologyRow } from './definition-store.js';
import {
  definitionsToChange,
  endMethodology,
  hasFiguresFrom,
  insertMethodology,
  linkMethodologies,
  territoryOf,
} from './definition-writes.js';
import { fault } from './faults.js';
import { indicatorsCarriedOn, standardFaults } from './methodology-check.js';
import { MethodologyRef } from './methodology-graph.js';
import { DefinitionSourceInput, sourceOf } from './source-graph.js';

const DefineMethodologyInput = builder.inputType('DefineMethodologyInput', {
  fields: (t) => ({
    code: t.string({ required: true, description: 'Stable for ever: capitals, digits and "_".' }),
    name: t.string({ required: true, description: 'In Vietnamese.' }),
    validFrom: t.field({ type: 'Date', required: true }),
    validTo: t.field({ type: 'Date', required: false, description: 'The first day on which it no longer holds.' }),
    territoryCode: t.string({
      required: false,
      description: 'For a local standard: the code that its territory bears on `validFrom`. Left out: national.',
    }),
    replaces: t.string({
      required: false,
      description: 'The standard that ends when this one begins: one of a territory holds on a day.',
    }),
    indicators: t.stringList({
      required: false,
      description: 'What is measured under it; left out: what is measured under the one it replaces.',
    }),
    source: t.field({ type: DefinitionSourceInput, required: false }),
  }),
});

const MethodologyResultRef = builder
  .objectRef<{ methodology: MethodologyRow | null; errors: UserError[] }>('MethodologyResult')
  .implement({
    description: 'The standard as it now stands, or everything that was wrong with the input; never both.',
    fields: (t) => ({
      methodology: t.field({ type: MethodologyRef, nullable: true, resolve: (result) => result.methodology }),
      errors: t.field({ type: [userError], resolve: (result) => result.errors }),
    }),
  });

builder.mutationField('defineMethodology', (t) =>
  t.field({
    type: MethodologyResultRef,
    description:
      'Adds a standard that values are measured under, and ends the one it replaces. Role ADMIN, of the central board.',
    requiresScopes: ['definitions:write'],
    authScopes: { role: 'ADMIN' },
    args: { input: t.arg({ type: DefineMethodologyInput, required: true }) },
    resolve: async (_root, { input }, context) => {
      await requireCentralBoard(context);
      const known = await definitionsToChange(context);
      const territoryCode = input.territoryCode ?? null;
      const territoryId = territoryCode === null ? null : await territoryOf(context, territoryCode, input.validFrom);
      const proposal = {
        code: input.code,
        name: input.name,
        validFrom: input.validFrom,
        validTo: input.validTo ?? null,
        territoryId,
        source: sourceOf(input.source),
      };
      const replaces = input.replaces ?? null;
      const replaced = replaces === null ? null : (known.methodologies.get(replaces) ?? null);
      const indicators = input.indicators ?? indicatorsCarriedOn(replaced, proposal.validFrom, known);
      // Without its territory a local standard cannot be held against others.
      const errors =
        territoryCode !== null && territoryId === null
          ? [fault('UNKNOWN_LOCALITY', `No unit bears this code on ${input.validFrom}.`, 'territoryCode')]
          : standardFaults(proposal, indicators, replaces, known);
      if (
        errors.length === 0 &&
        replaced !== null &&
        (await hasFiguresFrom(context, { methodology: replaced.code }, proposal.validFrom))
      )
        errors.push(
          fault('FIGURES_AFTER_END', `Figures under ${replaced.code} are stated for later periods.`, 'validFrom'),
        );
      if (errors.length > 0) return { methodology: null, errors };
      if (replaced !== null) await endMethodology(context, replaced.code, proposal.validFrom);
      await insertMethodology(context, proposal);
      await linkMethodologies(
        context,
        indicators.map((indicator) => ({ indicator, methodology: proposal.code })),
      );
      forgetDefinitions(context);
      return { methodology: (await definitions(context)).methodologies.get(proposal.code) ?? null, errors: [] };
    },
  }),
);
