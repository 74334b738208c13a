import { builder, type LocalitiesContext } from '../builder.js';
import { callerClient } from '../import/caller-client.js';
import { withGivenFiles } from '../import/given-files.js';
import { type FileFault, ImportErrorRef, ImportFileInput } from '../import/import-graph.js';
import { partOfTransaction } from '../import/scope.js';
import { requireMapCommand } from '../map-policy.js';
import {
  type ChangedHolding,
  changedHoldings,
  DESIGNATION_CHANGES,
  type HoldingChange,
} from './designation-difference.js';
import { DesignationDifferenceRef, HOLDINGS_LIMIT, type ListedDifference } from './designation-difference-graph.js';
import { importDesignationList } from './import-designations.js';

const ImportDesignationsInput = builder.inputType('ImportDesignationsInput', {
  fields: (t) => ({
    list: t.field({
      type: ImportFileInput,
      required: true,
      description:
        'A row for each status of each unit: code, as_of (the day of the code; begins where left out), designation, ' +
        'designation_name, begins, ends (the first day on which it is not held any more), given_by, ended_by. A row ' +
        'without begins takes away what is held on the day before ends.',
    }),
    dryRun: t.boolean({
      required: true,
      defaultValue: false,
      description: 'Only tells how the list differs from what is stored.',
    }),
  }),
});
type Input = (typeof ImportDesignationsInput)['$inferInput'];

interface ImportDesignationsResult {
  difference: ListedDifference | null;
  written: boolean;
  errors: FileFault[];
  errorCount: number;
}

const ImportDesignationsResultRef = builder.objectRef<ImportDesignationsResult>('ImportDesignationsResult').implement({
  description: 'How the list differs from what was stored, or everything that is wrong with the file; never both.',
  fields: (t) => ({
    difference: t.field({ type: DesignationDifferenceRef, nullable: true, resolve: (result) => result.difference }),
    written: t.exposeBoolean('written', { description: 'False for a dry run, and where the file was refused.' }),
    errors: t.field({
      type: [ImportErrorRef],
      description: 'By line; the first 5,000.',
      resolve: (result) => result.errors,
    }),
    errorCount: t.exposeInt('errorCount', { description: 'At least as many as are listed.' }),
  }),
});

async function importDesignations(
  { list, dryRun }: Input,
  context: LocalitiesContext,
): Promise<ImportDesignationsResult> {
  await requireMapCommand(context);
  const outcome = await withGivenFiles([{ file: list, path: ['list'] }], async ([file = '']) => {
    const holdings = new Map<HoldingChange, ChangedHolding[]>();
    const difference = await importDesignationList(
      callerClient(context.db),
      { file, dryRun },
      {
        onDifference: async (_difference, client) => {
          for (const change of DESIGNATION_CHANGES)
            holdings.set(change, await changedHoldings(client, change, HOLDINGS_LIMIT));
        },
      },
      partOfTransaction,
    );
    return { ...difference, holdings };
  });
  if ('refused' in outcome) return { difference: null, written: false, ...outcome.refused };
  // What was read before in this request may have changed.
  if (!dryRun) context.loaders.clear();
  return { difference: outcome.done, written: !dryRun, errors: [], errorCount: 0 };
}

builder.mutationField('importDesignations', (t) =>
  t.field({
    type: ImportDesignationsResultRef,
    description:
      'Brings the statuses (diện) that units hold up to date with a list, whole or not at all; the same list again ' +
      'changes nothing. The central board alone. Role ADMIN.',
    requiresScopes: ['map:write'],
    authScopes: { role: 'ADMIN' },
    args: { input: t.arg({ type: ImportDesignationsInput, required: true }) },
    resolve: (_root, { input }, context) => importDesignations(input, context),
  }),
);
