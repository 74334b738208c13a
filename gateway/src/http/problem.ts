import type { ErrorCode } from '@thi-dua/schema/error-codes';
import type { GraphQLFormattedError } from 'graphql';
import { z } from 'zod';

const Service = z.string().optional().catch(undefined);

/** The first of these errors that says whose part is missing. */
export const serviceIn = (errors: readonly Pick<GraphQLFormattedError, 'extensions'>[]): string | undefined =>
  errors.map(({ extensions }) => Service.parse(extensions?.service)).find((name) => name !== undefined);

/** Why a request beside the graph was not answered, as RFC 9457 has it. `code` is stable; the words may change. */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly code: ErrorCode,
    readonly detail: string,
    readonly headers: Readonly<Record<string, string>> = {},
    /** Of a part that is missing: whose it is. */
    readonly service?: string | undefined,
  ) {
    super(detail);
  }

  /** In words that are the same for each problem of this code. */
  get title(): string {
    const words = this.code.toLowerCase().replaceAll('_', ' ');
    return words.charAt(0).toUpperCase() + words.slice(1);
  }

  /** `members` come beside what every problem has. */
  body(members: Readonly<Record<string, unknown>> = {}): string {
    const { status, code, detail, title, service } = this;
    const type = `urn:thi-dua:problem:${code.toLowerCase().replaceAll('_', '-')}`;
    return JSON.stringify({ type, title, status, detail, code, ...(service !== undefined && { service }), ...members });
  }
}

export const PROBLEM_MEDIA = 'application/problem+json';
