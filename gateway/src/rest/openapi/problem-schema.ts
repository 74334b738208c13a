import type { JsonSchema } from './json-schema.js';

/** RFC 9457, with a `code` that stays and the single faults. */
export const PROBLEM: JsonSchema = {
  type: 'object',
  description: 'Why a request was not answered (RFC 9457).',
  properties: {
    type: { type: 'string', format: 'uri', description: 'Names the kind of problem; leads nowhere.' },
    title: { type: 'string', description: 'The same words for every problem of this code.' },
    status: { type: 'integer', minimum: 400, maximum: 599 },
    detail: { type: 'string', description: 'What is wrong this time.' },
    instance: { type: 'string', format: 'uri-reference', description: 'The path that was asked for.' },
    code: {
      type: 'string',
      enum: [
        'BAD_USER_INPUT',
        'BODY_TOO_LARGE',
        'DISK_FULL',
        'FORBIDDEN',
        'INTERNAL_SERVER_ERROR',
        'LIMIT_EXCEEDED',
        'METHOD_NOT_ALLOWED',
        'NOT_ACCEPTABLE',
        'NOT_FOUND',
        'OVERLOADED',
        'RATE_LIMITED',
        'UNAUTHENTICATED',
        'UNAVAILABLE',
      ],
    },
    service: { type: 'string', description: 'Of a part that is missing: whose it is.' },
    errors: {
      type: 'array',
      description: 'Every fault of the request at once.',
      items: {
        type: 'object',
        properties: {
          parameter: { type: 'string' },
          in: { type: 'string', enum: ['path', 'query'] },
          detail: { type: 'string' },
        },
        required: ['detail'],
      },
    },
  },
  required: ['type', 'title', 'status', 'detail', 'instance', 'code'],
};
