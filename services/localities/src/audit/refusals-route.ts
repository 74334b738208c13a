import { keyOfSubject } from '@thi-dua/schema/api-key';
import { GATEWAY_REFUSALS, GatewayRefusals } from '@thi-dua/schema/audit/gateway-refusals';
import type { Route } from '@thi-dua/schema/route';
import type { LocalitiesContext } from '../builder.js';

/** `POST /audit/refusals`: what the gateway refused before any service was asked, in the name of whom it refused. */
export const refusalsRoute: Route = {
  ...GATEWAY_REFUSALS,
  changes: null,
  async answer({ body }, { subject }, open) {
    const pieces: Uint8Array[] = [];
    for await (const piece of body) pieces.push(piece);
    const notes = GatewayRefusals.parse(JSON.parse(Buffer.concat(pieces).toString()));
    const execution = open();
    let outcome: 'commit' | 'rollback' = 'rollback';
    try {
      // The pool that opened it is this service's own.
      const { db } = execution.context as LocalitiesContext;
      await db.$executeRaw`SELECT set_config('synchronous_commit', 'off', true),
        audit.note('gateway', ${keyOfSubject(subject)}, ${JSON.stringify(notes)}::jsonb)`;
      outcome = 'commit';
    } finally {
      await execution.end(outcome);
    }
    return { status: 204, headers: {}, body: '' };
  },
};
