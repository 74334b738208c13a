import { isEventType } from '../event/event.js';
import { cloudEvent, eventId } from './cloud-event.js';
import type { Answer, Post } from './post.js';
import { secondsUntilNext } from './retry.js';
import { secretsAt, signedHeaders } from './secret.js';

/** The events of one subject on their way to one endpoint: they arrive in their order, each after the one before it. */
export interface Lane {
  endpoint: string;
  subjectType: string;
  subjectId: string;
}

export type Query = <Row>(sql: string, values: readonly unknown[]) => Promise<Row[]>;

export interface DeliverOptions {
  /** As the role that works the queue off. */
  query: Query;
  send: (post: Post) => Promise<Answer>;
  secretKey: Uint8Array;
  source: string;
  /** For how many seconds nobody else takes up what was taken up: longer than sending takes. */
  leaseSeconds: number;
  /** After how many seconds without any success an endpoint is disabled. */
  patienceSeconds: number;
  /** From 0 to 1; random unless a test says otherwise. */
  random?: () => number;
}

interface Claimed {
  delivery: string;
  run: number;
  attempt: number;
  url: string;
  secret_version: number;
  previous_until: Date | null;
  event: string;
  kind: string;
  seq: string;
  occurred_at: Date;
  data: Record<string, unknown>;
}

function postOf(lane: Lane, claimed: Claimed, { secretKey, source }: DeliverOptions): Post {
  const { event: id, kind, seq, occurred_at: occurredAt, data, secret_version: version } = claimed;
  if (!isEventType(kind)) throw new Error(`nobody knows what a ${kind} is`);
  const body = cloudEvent(source, { id, type: kind, ...lane, seq, occurredAt, data });
  const now = new Date();
  const secrets = secretsAt(
    secretKey,
    { endpoint: lane.endpoint, version, previousUntil: claimed.previous_until },
    now,
  );
  const headers = {
    'content-type': 'application/cloudevents+json; charset=utf-8',
    'user-agent': 'thi-dua-graph',
    ...signedHeaders(eventId(id), now, body, secrets),
  };
  return { url: claimed.url, headers, body };
}

const isSuccess = ({ status }: Answer) => status !== null && status >= 200 && status < 300;

/**
 * Sends what is next in a lane and records what came of it; false where nothing is due. Sending comes first: broken off in
 * between, it is sent again.
 */
export async function deliverNext(lane: Lane, options: DeliverOptions): Promise<boolean> {
  const { query, send, leaseSeconds, patienceSeconds, random = Math.random } = options;
  const [claimed] = await query<Claimed>('SELECT * FROM events.claim($1, $2, $3, $4)', [
    lane.endpoint,
    lane.subjectType,
    lane.subjectId,
    leaseSeconds,
  ]);
  if (claimed === undefined) return false;
  const answer = await send(postOf(lane, claimed, options));
  const outcome = isSuccess(answer) ? 'DELIVERED' : answer.status === 410 ? 'GONE' : 'FAILED';
  const error = outcome === 'DELIVERED' ? null : answer.status === null ? answer.error : `HTTP_${answer.status}`;
  const wait =
    outcome === 'FAILED'
      ? secondsUntilNext(claimed.attempt, answer.status === null ? null : answer.retryAfterSeconds, random())
      : 0;
  await query('SELECT events.record_delivery($1, $2, $3, $4, $5, $6, $7)', [
    claimed.delivery,
    claimed.run,
    outcome,
    answer.status,
    error,
    wait,
    patienceSeconds,
  ]);
  return true;
}
