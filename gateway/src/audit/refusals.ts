import { GATEWAY_REFUSALS } from '@thi-dua/schema/audit/gateway-refusals';
import { createLedger, type Ledger } from '@thi-dua/schema/audit/ledger';
import type { Caller } from '@thi-dua/schema/caller';
import type { Log } from '@thi-dua/schema/log';
import type { Metrics } from '@thi-dua/schema/telemetry/metrics';
import type { Forward } from '../route/forward.js';

const PATIENCE_MS = 10_000;

/** What the gateway itself refuses: gathered here, and entered by the service that keeps the log, as whom it was refused. */
export function gatewayRefusals(forward: Forward, log: Log, metrics: Metrics | undefined): Ledger<Caller> {
  const lost = () => metrics?.auditLost('gateway');
  // Shown from the start: an alert sees no first of something that was not there before.
  metrics?.auditLost('gateway', 0);
  return createLedger({
    lost,
    async write(caller, notes) {
      const { status } = await forward(
        { ...GATEWAY_REFUSALS, service: 'localities' },
        {
          query: new URLSearchParams(),
          headers: { 'content-type': 'application/json' },
          body: (async function* () {
            yield Buffer.from(JSON.stringify(notes));
          })(),
          signal: AbortSignal.timeout(PATIENCE_MS),
        },
        caller,
      );
      if (status === 204) return;
      lost();
      const { tenant, subject } = caller;
      log.error({ status, tenant, subject, notes }, 'refused, but not entered into the audit log');
    },
  });
}
