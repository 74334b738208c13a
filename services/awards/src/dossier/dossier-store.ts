import { type DossierFile, Prisma } from '@thi-dua/prisma/generated/awards/client';
import { defineLoader, inOrder } from '@thi-dua/schema/context';
import type { AwardsContext } from '../builder.js';
import { nominationFilter } from '../nomination/nomination-policy.js';
import { type FileKind, isFileKind } from './dossier-rules.js';

/** The filter through which every read of a file goes: whoever reads the nomination reads its dossier, and nobody else. */
const fileFilter = async (context: AwardsContext): Promise<Prisma.DossierFileWhereInput> => ({
  nomination: await nominationFilter(context),
});

/** The dossiers of nominations, in the order in which their files were added. */
export const filesOf = defineLoader<AwardsContext, string, DossierFile[]>(async (nominations, context) => {
  const rows = await context.db.dossierFile.findMany({
    where: { AND: [{ nominationId: { in: [...nominations] } }, await fileFilter(context)] },
    orderBy: { seq: 'asc' },
  });
  return nominations.map((id) => rows.filter((row) => row.nominationId === id));
});

/** A file of a dossier that the caller may see; null for one that it may not, as for one that does not exist. */
export const fileById = defineLoader<AwardsContext, string, DossierFile | null>(async (ids, context) => {
  const rows = await context.db.dossierFile.findMany({
    where: { AND: [{ id: { in: [...ids] } }, await fileFilter(context)] },
  });
  return inOrder(ids, rows, (row) => row.id);
});

/** What a dossier lacks to be submitted: the database's own rule, which also holds each submission against it. */
export async function missingFiles(context: AwardsContext, nomination: string): Promise<FileKind[]> {
  const [row] = await context.db.$queryRaw<{ missing: string[] }[]>(
    Prisma.sql`SELECT awards.missing_files(${nomination}::uuid) AS missing`,
  );
  return (row?.missing ?? []).filter(isFileKind);
}
