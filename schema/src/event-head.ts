import { z } from 'zod';
import type { Caller } from './caller.js';
import type { RouteAddress } from './route.js';

/** Between the gateway, which follows what happens, and the service that keeps it; no client reaches it. */
export const EVENT_HEAD = { method: 'GET', path: '/events/head' } as const satisfies RouteAddress;

const FOLLOW = 'follow-events';

/** Asks whether anything happened, to whomever. Of no tenant: it sees nothing of anyone's. */
export const eventFollower: Caller = { subject: 'follower', tenant: 'follower', roles: [], scopes: [FOLLOW] };

export const followsEvents = ({ scopes }: Caller): boolean => scopes.includes(FOLLOW);

/** How far what is committed has been settled: changes with every event, and means nothing else. */
export const EventHead = z.object({ head: z.string() });
