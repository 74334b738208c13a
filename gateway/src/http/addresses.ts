import { isReportPath } from '../report/handler.js';
import { isRestPath } from '../rest/handler.js';
import { calendarToken, exportOf, linkToken, routeAt } from '../route/routes.js';

/** What the gateway serves, by name: which paths lead there. The first that takes a path in serves it. */
export const ADDRESSES = {
  graphql: (path: string) => path === '/graphql',
  rest: isRestPath,
  services: (path: string) => routeAt(path) !== null,
  calendar: (path: string) => calendarToken(path) !== null,
  link: (path: string) => linkToken(path) !== null,
  report: isReportPath,
  export: (path: string) => exportOf(path) !== null,
  health: (path: string) => path === '/health',
  ready: (path: string) => path === '/ready',
  console: () => true,
} as const satisfies Record<string, (path: string) => boolean>;

export type AddressName = keyof typeof ADDRESSES;

const names = Object.keys(ADDRESSES) as AddressName[];

/** The console takes every path that nothing else does: what is not in it, it does not find. */
export const addressOf = (path: string): AddressName => names.find((name) => ADDRESSES[name](path)) ?? 'console';
