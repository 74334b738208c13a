import { isReportPath } from '../report/handler.js';
import { isRestPath } from '../rest/handler.js';
import { calendarToken, dossierOf, exportOf, linkToken, SERVICE_ROUTES } from '../route/routes.js';

const routes = new Set<string>(SERVICE_ROUTES.map(({ path }) => path));

/** Under which of a few names a request is counted and traced: addresses themselves hold ids and secrets. */
export function routeName(path: string): string {
  if (path === '/graphql' || path === '/health' || path === '/ready') return path;
  if (isRestPath(path)) return '/v1';
  if (routes.has(path)) return path;
  if (dossierOf(path) !== null) return '/dossier';
  if (calendarToken(path) !== null) return '/calendar';
  if (linkToken(path) !== null) return '/file';
  if (isReportPath(path)) return '/reports';
  if (exportOf(path) !== null) return '/exports';
  return 'page';
}
