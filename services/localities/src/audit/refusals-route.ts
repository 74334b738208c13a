import { keyOfSubject } from '@thi-dua/schema/api-key';
import { GATEWAY_REFUSALS, GatewayRefusals } from '@thi-dua/schema/audit/gateway-refusals';
import type { Route } from '@thi-dua/schema/route';
import { jsonIn, within } from '@thi-dua/schema/route-work';
import type { LocalitiesContext } from '../builder.js';

/** `POST /audit/refusals`: what the gateway refused before any service was asked, in the name of whom it refused. */
export const refusalsRoute: Route = {
  ...GATEWAY_REFUSALS,
  changes: null,
  async answer(request, { subject }, open) {
    const notes = GatewayRefusals.parse(await jsonIn(request));
    await within(
      open,
      ({ db }: LocalitiesContext) =>
        db.$executeRaw`SELECT set_config('synchronous_commit', 'off', true),
          audit.note('gateway', ${keyOfSubject(subject)}, ${JSON.stringify(notes)}::jsonb)`,
    );
    return { status: 204, headers: {}, body: '' };
  },
};
