import { badInput } from '@thi-dua/schema/errors';
import { builder, type LocalitiesContext } from '../builder.js';
import { requireMapCommand } from '../map-policy.js';
import { callerClient } from './caller-client.js';
import { isDay } from './days.js';
import { CHANGES, type Change, type ChangedUnit, changedUnits } from './difference.js';
import { withGivenFiles } from './given-files.js';
import { type FileFault, ImportErrorRef, ImportFileInput } from './import-graph.js';
import { type Hooks, importList } from './import-list.js';
import { type ListDifference, ListDifferenceRef, UNITS_LIMIT } from './list-difference-graph.js';
import { partOfTransaction } from './scope.js';

const MOST_MAPPINGS = 10;

const ImportLocalitiesInput = builder.inputType('ImportLocalitiesInput', {
  fields: (t) => ({
    asOf: t.field({ type: 'Date', required: true, description: 'The day on which the list holds.' }),
    list: t.field({
      type: ImportFileInput,
      required: true,
      description:
        "The units as they stand on that day, in the statistics office's own columns or as code, name, level, parent_code.",
    }),
    mappings: t.field({
      type: [ImportFileInput],
      required: false,
      description: `What became of the units that ended on that day: old_code, new_code, coverage (full or partial). At most ${MOST_MAPPINGS}.`,
    }),
    dryRun: t.boolean({
      required: true,
      defaultValue: false,
      description: 'Only tells how the list differs from what is stored.',
    }),
  }),
});
type Input = (typeof ImportLocalitiesInput)['$inferInput'];

interface ImportLocalitiesResult {
  difference: ListDifference | null;
  written: boolean;
  errors: FileFault[];
  errorCount: number;
}

const ImportLocalitiesResultRef = builder.objectRef<ImportLocalitiesResult>('ImportLocalitiesResult').implement({
  description: 'How the list differs from what was stored, or everything that is wrong with the files; never both.',
  fields: (t) => ({
    difference: t.field({ type: ListDifferenceRef, nullable: true, resolve: (result) => result.difference }),
    written: t.exposeBoolean('written', { description: 'False for a dry run, and where the files were refused.' }),
    errors: t.field({
      type: [ImportErrorRef],
      description: 'By file and line; the first 5,000.',
      resolve: (result) => result.errors,
    }),
    errorCount: t.exposeInt('errorCount', { description: 'At least as many as are listed.' }),
  }),
});

async function importLocalities(
  { asOf, list, mappings, dryRun }: Input,
  context: LocalitiesContext,
): Promise<ImportLocalitiesResult> {
  if (!isDay(asOf)) throw badInput('"asOf" is no day on which a list can hold.', 'asOf');
  if ((mappings ?? []).length > MOST_MAPPINGS) throw badInput(`At most ${MOST_MAPPINGS} mappings at once.`, 'mappings');
  await requireMapCommand(context);
  const files = [
    { file: list, path: ['list'] },
    ...(mappings ?? []).map((file, i) => ({ file, path: ['mappings', String(i)] })),
  ];
  const outcome = await withGivenFiles(files, async ([path = '', ...mappingPaths]) => {
    const units = new Map<Change, ChangedUnit[]>();
    const hooks: Hooks = {
      onDifference: async (_difference, client) => {
        for (const change of CHANGES) units.set(change, await changedUnits(client, change, UNITS_LIMIT));
      },
    };
    const difference = await importList(
      callerClient(context.db),
      { file: path, day: asOf, mappings: mappingPaths, dryRun },
      hooks,
      partOfTransaction,
    );
    return { ...difference, units };
  });
  if ('refused' in outcome) return { difference: null, written: false, ...outcome.refused };
  // What was read before in this request may have changed.
  if (!dryRun) context.loaders.clear();
  return { difference: outcome.done, written: !dryRun, errors: [], errorCount: 0 };
}

builder.mutationField('importLocalities', (t) =>
  t.field({
    type: ImportLocalitiesResultRef,
    description:
      "Brings the map up to date with the statistics office's list of a day, whole or not at all; the same list again " +
      'changes nothing. The central board alone. Role ADMIN.',
    requiresScopes: ['map:write'],
    authScopes: { role: 'ADMIN' },
    args: { input: t.arg({ type: ImportLocalitiesInput, required: true }) },
    resolve: (_root, { input }, context) => importLocalities(input, context),
  }),
);
