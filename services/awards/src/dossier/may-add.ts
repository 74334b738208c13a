import type { Nomination } from '@thi-dua/prisma/generated/awards/client';
import type { Role } from '@thi-dua/schema/caller';
import { forbidden } from '@thi-dua/schema/errors';
import type { FaultCode } from '@thi-dua/schema/fault-codes';
import { readGlobalUuid } from '@thi-dua/schema/global-id';
import { callerActsFor } from '../authority.js';
import type { AwardsContext } from '../builder.js';
import { nominationById } from '../nomination/nomination-store.js';
import { MOST_FILES, openTo } from './dossier-rules.js';
import { filesOf } from './dossier-store.js';
import type { UploadFault } from './upload-fault.js';
import type { UploadWish } from './upload-wish.js';

const conflict = (code: FaultCode, message: string) => ({ fault: { status: 409 as const, code, message } });

const NOT_FOUND: UploadFault = { status: 404, code: 'NOT_FOUND', message: 'There is no such nomination.' };
export const notFound = { fault: NOT_FOUND };

/**
 * The nomination to whose dossier the caller may add a file as it wishes, or why it may not: one that may not be seen gets the
 * answer of one that does not exist. Throws FORBIDDEN where only a role is missing.
 */
export async function mayAdd(
  context: AwardsContext,
  wish: Pick<UploadWish, 'nomination' | 'kind'>,
): Promise<{ nomination: Nomination; role: Role } | { fault: UploadFault }> {
  const id = readGlobalUuid('Nomination', wish.nomination);
  const nomination = id === null ? null : await nominationById(context).load(id);
  if (nomination === null) return notFound;
  const hands = openTo(nomination, wish.kind);
  if (hands === null) {
    return conflict(
      'WRONG_STATE',
      `It stands at ${nomination.status}: files are added to a draft or to what was returned, and MINUTES until the council has voted.`,
    );
  }
  if (!(await callerActsFor(context, hands.tenant)))
    return conflict('NOT_YOURS', 'The dossier is in the hands of another tenant.');
  const role = hands.roles.find((each) => context.caller.roles.includes(each));
  if (role === undefined) throw forbidden('Your roles do not allow this operation.');
  if ((await filesOf(context).load(nomination.id)).length >= MOST_FILES)
    return conflict('TOO_MANY_FILES', `A dossier has at most ${MOST_FILES} files.`);
  return { nomination, role };
}
