import type { Route, RouteAnswer, RouteRequest } from '../route.js';
import { type AuditNote, Trail } from './trail.js';

/** Not a refusal but a fault of ours: it is in the log of the process. */
const FAULT = 500;

export interface WatchedRoute {
  answer(trail: Trail): Promise<RouteAnswer>;
  failed(error: unknown): RouteAnswer;
  note(notes: readonly AuditNote[]): Promise<void>;
}

/** Answers for a route, and sees to it that a change which it refuses stands in the audit log, as one does that it makes. */
export async function watchRoute(
  { changes }: Pick<Route, 'changes'>,
  { query }: Pick<RouteRequest, 'query'>,
  { answer, failed, note }: WatchedRoute,
): Promise<RouteAnswer> {
  const trail = new Trail();
  if (changes === null) return answer(trail);
  const id = changes.idIn === null ? null : query.get(changes.idIn);
  const attempt = trail.attempt(changes.action, id === null || id === '' ? [] : [id.slice(0, 200)]);
  const refused = (codes: readonly string[]) => note(trail.undone(codes));
  let given: RouteAnswer;
  try {
    given = await answer(trail);
  } catch (error) {
    given = failed(error);
  }
  const { body, status } = given;
  if (typeof body === 'string') {
    if (status >= 400 && status < FAULT) await refused(codesIn(body));
    return given;
  }
  async function* watched(pieces: AsyncIterable<string | Uint8Array>) {
    yield* pieces;
    if (!attempt.kept) await refused(['NOTHING_TAKEN_IN']);
  }
  return { ...given, body: watched(body) };
}

function codesIn(body: string): string[] {
  const { errors } = JSON.parse(body) as { errors?: { extensions?: { code?: string } }[] };
  return errors?.map(({ extensions }) => extensions?.code ?? 'REFUSED') ?? ['REFUSED'];
}
