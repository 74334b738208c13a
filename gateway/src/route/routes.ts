import type { ServiceName } from '@thi-dua/schema/identity';
import type { RouteAddress } from '@thi-dua/schema/route';

export interface ServiceRoute extends RouteAddress {
  readonly service: ServiceName;
}

/** What the gateway takes and gives beside the graph, under an access token. Known here, because a service may run elsewhere. */
export const SERVICE_ROUTES: readonly ServiceRoute[] = [
  { method: 'POST', path: '/import/observations', service: 'indicators', requiresScopes: ['observations:submit'] },
  {
    method: 'GET',
    path: '/templates/observations',
    service: 'indicators',
    requiresScopes: ['definitions:read', 'map:read'],
  },
];

/** Takes in a file of a nomination's dossier; the nomination is in the address. */
export const UPLOAD: ServiceRoute = {
  method: 'POST',
  path: '/dossier',
  service: 'awards',
  requiresScopes: ['nominations:write'],
};

/** The nomination to whose dossier a path leads; null where it leads elsewhere. */
export const dossierOf = (path: string): string | null =>
  /^\/nominations\/([\w-]{1,200})\/files$/.exec(path)?.[1] ?? null;

const routes = new Map(SERVICE_ROUTES.map((route) => [route.path, route]));

/** The route of a service to which a path leads, and what of the path itself the route is to know. */
export function routeAt(path: string): { route: ServiceRoute; named: Readonly<Record<string, string>> } | null {
  const route = routes.get(path);
  if (route !== undefined) return { route, named: {} };
  const nomination = dossierOf(path);
  return nomination === null ? null : { route: UPLOAD, named: { nomination } };
}

/** Gives a file of a dossier to whoever holds a link to it: what allows reading it is in the address itself. */
export const DOWNLOAD: ServiceRoute = { method: 'GET', path: '/file', service: 'awards' };

/** The secret in the link to a file; null where the path is no such link. */
export const linkToken = (path: string): string | null => /^\/files\/([\w.-]{1,1000})$/.exec(path)?.[1] ?? null;

/** The id of the export to whose file a path leads; null where it leads elsewhere. */
export const exportOf = (path: string): string | null =>
  /^\/exports\/([\w-]{1,200})\.jsonl(?:\.gz)?$/.exec(path)?.[1] ?? null;

/** A tenant's calendar, for programs that know no tokens: what allows reading it is in the address itself. */
export const CALENDAR: ServiceRoute = { method: 'GET', path: '/calendar', service: 'campaigns' };

/** The secret in the address of a calendar; null where the path is no such address. */
export const calendarToken = (path: string): string | null =>
  /^\/calendar\/([\w.-]{1,1000})\.ics$/.exec(path)?.[1] ?? null;
