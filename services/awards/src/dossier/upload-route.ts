import type { Caller, Role } from '@thi-dua/schema/caller';
import { forbidden } from '@thi-dua/schema/errors';
import { toGlobalId } from '@thi-dua/schema/global-id';
import type { Route, RouteAnswer } from '@thi-dua/schema/route';
import { within } from '@thi-dua/schema/route-work';
import type { AwardsContext } from '../builder.js';
import { type Added, addFile } from './add-file.js';
import { ContentFault } from './content/content-fault.js';
import { FORMATS, formatOf } from './content/media-type.js';
import { mayAdd } from './may-add.js';
import { MOST_BYTES, type ReceivedFile, receive } from './received-file.js';
import type { FileStore } from './store/file-store.js';
import { json, refusedWith, type UploadFault } from './upload-fault.js';
import { mismatch, readWish, type UploadWish } from './upload-wish.js';

const ROLES: readonly Role[] = ['PLANNER', 'APPRAISER', 'COUNCIL'];

const tooLarge: UploadFault = {
  status: 413,
  code: 'TOO_LARGE',
  message: `A file of a dossier has at most ${MOST_BYTES} bytes.`,
};

/** What is in the file, where it is not what it is said to be or may not be taken in. */
async function contentFault(received: ReceivedFile, { format }: UploadWish): Promise<UploadFault | null> {
  try {
    const found = await formatOf(await received.bytes());
    return found === format
      ? null
      : mismatch(`The name says ${FORMATS[format].mediaType}, the content is ${FORMATS[found].mediaType}.`);
  } catch (error) {
    if (!(error instanceof ContentFault)) throw error;
    const status = error.code === 'UNSUPPORTED_TYPE' ? 415 : 422;
    return { status, code: error.code, message: error.message };
  }
}

const answerOf = ({ file, nomination, isNew }: Added): RouteAnswer =>
  json(isNew ? 201 : 200, {
    file: {
      id: toGlobalId('DossierFile', file.id),
      kind: file.kind,
      name: file.name,
      mediaType: file.mediaType,
      size: file.size,
      sha256: file.sha256,
      uploadedOn: file.uploadedAt.toISOString(),
    },
    nomination: { id: toGlobalId('Nomination', nomination.id), version: nomination.version },
  });

/**
 * `POST /nominations/{id}/files?kind=…&name=…`: one file of a dossier, as the body. Whoever may not add it is told before the
 * file is read. No session is held while it comes; then it is examined, stored under its hash, and entered into the log.
 */
export const uploadRoute = (store: FileStore): Route => ({
  method: 'POST',
  path: '/dossier',
  requiresScopes: ['nominations:write'],
  changes: { action: 'addDossierFile', idIn: 'nomination' },
  async answer(request, caller: Caller, open) {
    if (!ROLES.some((role) => caller.roles.includes(role))) throw forbidden('Your roles do not allow this operation.');
    const wish = readWish(request);
    if (Array.isArray(wish)) return refusedWith(wish);
    const allowed = await within(
      open,
      (context: AwardsContext) => mayAdd(context, wish),
      () => false,
    );
    if ('fault' in allowed) return refusedWith([allowed.fault]);
    const received = await receive(request.body);
    if (received === null) return refusedWith([tooLarge]);
    try {
      const fault = await contentFault(received, wish);
      if (fault !== null) return refusedWith([fault]);
      await store.put(received.sha256, received.path);
      const added = await within(
        open,
        (context: AwardsContext) => addFile(context, wish, received, store),
        (outcome) => 'file' in outcome,
      );
      return 'fault' in added ? refusedWith([added.fault]) : answerOf(added);
    } finally {
      await received.remove();
    }
  },
});
