import type { ErrorCode } from '@thi-dua/schema/error-codes';
import type { GraphQLFormattedError } from 'graphql';
import { Problem, serviceIn } from '../http/problem.js';
import { retryAfter } from '../http/status.js';
import type { Parameter } from './parameters.js';
import type { Fault } from './values.js';

/** What is wrong with the request in detail, beside what a problem says as a whole. */
export class RestProblem extends Problem {
  constructor(
    status: number,
    code: ErrorCode,
    detail: string,
    readonly errors: readonly object[] = [],
    headers: Readonly<Record<string, string>> = {},
    service?: string,
  ) {
    super(status, code, detail, headers, service);
  }

  /** `instance` is the path that was asked for, without its query: that may name persons. */
  at(instance: string): string {
    return this.body({ instance, ...(this.errors.length > 0 && { errors: this.errors }) });
  }
}

/** The same words for what does not exist and for what the caller may not see. */
export const notFound = () => new RestProblem(404, 'NOT_FOUND', 'There is nothing here that you may see.');

export const faulty = (faults: readonly Fault[]) =>
  new RestProblem(400, 'BAD_USER_INPUT', 'The address holds what cannot be understood: see "errors".', faults);

/** By what weighs most: whoever is not let in has no use for what else is wrong. */
const STATUSES: readonly (readonly [code: ErrorCode, status: number])[] = [
  ['UNAUTHENTICATED', 401],
  ['FORBIDDEN', 403],
  ['BAD_USER_INPUT', 400],
  ['LIMIT_EXCEEDED', 400],
  ['RATE_LIMITED', 429],
  ['OVERLOADED', 503],
  ['UNAVAILABLE', 503],
  ['DISK_FULL', 507],
];

/** An operation that had errors, as one problem: an answer that lacks a part is none. */
export function problemOf(errors: readonly GraphQLFormattedError[], parameters: readonly Parameter[]): RestProblem {
  const known = STATUSES.find(([code]) => errors.some(({ extensions }) => extensions?.code === code));
  const [code, status] = known ?? (['INTERNAL_SERVER_ERROR', 500] as const);
  const same = errors.filter(({ extensions }) => extensions?.code === code);
  const wait = status === 503 || status === 429 ? retryAfter(errors) : null;
  const headers: Record<string, string> = {
    ...(status === 401 && { 'www-authenticate': 'Bearer' }),
    ...(wait !== null && { 'retry-after': String(wait) }),
  };
  return new RestProblem(
    status,
    code,
    same[0]?.message ?? 'Something went wrong on our side.',
    status === 400 ? same.map((error) => detailOf(error, parameters)) : [],
    headers,
    serviceIn(same),
  );
}

function detailOf({ message, extensions }: GraphQLFormattedError, parameters: readonly Parameter[]): object {
  const found = parameters.find(({ name }) => name === extensions?.argument);
  return { ...(found && { parameter: found.name, in: found.in }), detail: message };
}
