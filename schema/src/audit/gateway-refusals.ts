import { z } from 'zod';
import type { RouteAddress } from '../route.js';

/** By which a gateway, which has no database, enters what it refused itself, as whom it refused it; no client reaches it. */
export const GATEWAY_REFUSALS = { method: 'POST', path: '/audit/refusals' } as const satisfies RouteAddress;

/** Refusals alone: that something was changed, whoever changed it says. */
export const GatewayRefusals = z
  .array(
    z.strictObject({
      action: z.string().max(200),
      ids: z.array(z.string().max(200)).max(500),
      outcome: z.literal('REFUSED'),
      codes: z.array(z.string().max(100)).min(1).max(20),
      times: z.int().min(1),
    }),
  )
  .max(5000);
