import { badInput, forbidden } from '@thi-dua/schema/errors';
import type { Route } from '@thi-dua/schema/route';
import { isIdempotencyKey } from '../submission/idempotency-key.js';
import type { SubmitMode } from '../submission/row.js';
import { formatOf } from './format.js';
import { importObservations } from './import-observations.js';
import { type SpoolLimits, SpoolSpace } from './spool-space.js';
import { Turns } from './turns.js';

const MODES: readonly SubmitMode[] = ['ALL_OR_NOTHING', 'ACCEPT_VALID'];

/** Two of the largest files there may be, and many of the usual size. */
const ROOM: SpoolLimits = { files: 32, bytes: 8 * 1024 ** 3 };

/** `POST /import/observations`: figures as a file of any size. `sessions`: how many the service has in all. */
export function importRoute(sessions: number, room: SpoolLimits = ROOM): Route {
  const turns = new Turns(Math.max(1, Math.floor(sessions / 2)));
  const space = new SpoolSpace(room);
  return {
    method: 'POST',
    path: '/import/observations',
    requiresScopes: ['observations:submit'],
    changes: { action: 'importObservations', idIn: null },
    async answer(request, caller, open) {
      if (!caller.roles.includes('REPORTER')) throw forbidden('Your roles do not allow this operation.');
      const asked = request.query.get('mode') ?? 'ALL_OR_NOTHING';
      const mode = MODES.find((each) => each === asked);
      if (mode === undefined) throw badInput(`"mode" is one of ${MODES.join(', ')}.`, 'mode');
      const key = request.headers['idempotency-key'] ?? '';
      if (!isIdempotencyKey(key)) {
        throw badInput(
          'The header Idempotency-Key is your own name for this file, of 1 to 200 visible ASCII characters: a retry with it is answered, not done again.',
          'Idempotency-Key',
        );
      }
      const format = formatOf(request.headers['content-type'], request.headers['content-encoding']);
      const wish = { format, mode, key };
      request.signal.throwIfAborted();
      const place = space.place();
      let begun = false;
      async function* lines() {
        begun = true;
        try {
          yield* importObservations(request, wish, open, turns, place);
        } finally {
          place.giveBack();
        }
      }
      // Where whoever sent it is gone before the answer is read, nothing of it ever runs.
      request.signal.addEventListener('abort', () => !begun && place.giveBack(), { once: true });
      return {
        status: 200,
        headers: { 'content-type': 'application/x-ndjson; charset=utf-8' },
        body: lines(),
      };
    },
  };
}
