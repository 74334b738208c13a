import { type ClientRequest, request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { checkedLookup, RefusedTarget, type Resolve, type TargetRules, targetFault } from './target.js';

export interface Post {
  url: string;
  headers: Readonly<Record<string, string>>;
  body: string;
}

/** What an endpoint answered, or why there was no answer. */
export type Answer =
  | { status: number; retryAfterSeconds: number | null }
  | { status: null; error: 'TARGET_REFUSED' | 'TIMEOUT' | 'CONNECTION_FAILED' };

export interface PostOptions {
  rules: TargetRules;
  /** From the first look at the name to the end of the answer's head. */
  timeoutMs: number;
  /** Breaks off what is under way: nothing is known then, and it throws. */
  signal?: AbortSignal | undefined;
  resolve?: Resolve;
  /** Who may vouch for a host, where it is not whom Node trusts. */
  ca?: string;
}

/** What of an answer's body is taken in: nothing of it is kept. */
const BODY_LIMIT = 64 * 1024;

/** Sends one request, to an address that was checked, on a connection of its own. Redirects are answers like any other. */
export async function post(
  { url, headers, body }: Post,
  { rules, timeoutMs, signal, resolve, ca }: PostOptions,
): Promise<Answer> {
  // Checked again: what is allowed may have changed since it was registered. An address in the URL is never looked up.
  if (targetFault(url, rules) !== null) return { status: null, error: 'TARGET_REFUSED' };
  const timeout = AbortSignal.timeout(timeoutMs);
  const send = url.startsWith('https:') ? httpsRequest : httpRequest;
  const request = send(url, {
    method: 'POST',
    headers: { ...headers, 'content-length': Buffer.byteLength(body) },
    lookup: checkedLookup(rules, resolve),
    agent: false,
    ...(ca !== undefined && { ca }),
    signal: signal === undefined ? timeout : AbortSignal.any([signal, timeout]),
  });
  try {
    const response = await answered(request, body);
    discard(response);
    return { status: response.statusCode ?? 0, retryAfterSeconds: secondsIn(response.headers['retry-after']) };
  } catch (error) {
    if (signal?.aborted) throw error;
    if (timeout.aborted) return { status: null, error: 'TIMEOUT' };
    return { status: null, error: error instanceof RefusedTarget ? 'TARGET_REFUSED' : 'CONNECTION_FAILED' };
  }
}

const answered = (request: ClientRequest, body: string): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    request.once('response', resolve).on('error', reject).end(body);
  });

/** Lets a short body arrive, so that the endpoint sees its answer taken; breaks off a long one. */
function discard(response: IncomingMessage): void {
  let size = 0;
  response.on('error', () => {});
  response.on('data', (piece: Buffer) => {
    size += piece.length;
    if (size > BODY_LIMIT) response.destroy();
  });
}

const secondsIn = (retryAfter: string | undefined): number | null =>
  retryAfter !== undefined && /^\d{1,6}$/.test(retryAfter) ? Number(retryAfter) : null;
