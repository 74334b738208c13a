import { type DossierFile, type Nomination, Prisma } from '@thi-dua/prisma/generated/awards/client';
import type { AwardsContext } from '../builder.js';
import { forget, nominationById } from '../nomination/nomination-store.js';
import { lockedNomination } from '../nomination/own-nomination.js';
import { FORMATS } from './content/media-type.js';
import { filesOf } from './dossier-store.js';
import { hashLock } from './hash-lock.js';
import { mayAdd, notFound } from './may-add.js';
import type { ReceivedFile } from './received-file.js';
import type { FileStore } from './store/file-store.js';
import type { UploadFault } from './upload-fault.js';
import type { UploadWish } from './upload-wish.js';

export interface Added {
  file: DossierFile;
  nomination: Nomination;
  /** False where it was there already: an upload that is repeated is answered, not done again. */
  isNew: boolean;
}

/**
 * Enters a file whose content is in the store into the log of its nomination; the database makes the row of it. Whoever cleans
 * the store waits, or has removed the content just before: then it is stored once more.
 */
export async function addFile(
  context: AwardsContext,
  wish: UploadWish,
  { path, size, sha256 }: Pick<ReceivedFile, 'path' | 'size' | 'sha256'>,
  store: FileStore,
): Promise<Added | { fault: UploadFault }> {
  const locked = await lockedNomination(context, wish.nomination);
  if ('refusal' in locked) return notFound;
  const allowed = await mayAdd(context, wish);
  if ('fault' in allowed) return allowed;
  const { nomination } = allowed;
  const isSame = (file: DossierFile) => file.kind === wish.kind && file.name === wish.name && file.sha256 === sha256;
  const before = (await filesOf(context).load(nomination.id)).find(isSame);
  await context.db.$queryRaw(
    Prisma.sql`SELECT pg_advisory_xact_lock_shared(hashtextextended(${hashLock(sha256)}, 0))::text`,
  );
  if (!(await store.has(sha256))) await store.put(sha256, path);
  if (before !== undefined) return { file: before, nomination, isNew: false };
  const { mediaType } = FORMATS[wish.format];
  await context.db.nominationStep.createMany({
    data: [
      {
        nominationId: nomination.id,
        step: 'FILE_ADDED',
        role: allowed.role,
        content: { kind: wish.kind, name: wish.name, mediaType, size, sha256 },
      },
    ],
  });
  forget(context, nomination);
  filesOf(context).clear(nomination.id);
  const file = (await filesOf(context).load(nomination.id)).find(isSame);
  const after = await nominationById(context).load(nomination.id);
  if (file === undefined || after === null) throw new Error(`a file that was added is not seen: ${nomination.id}`);
  return { file, nomination: after, isNew: true };
}
