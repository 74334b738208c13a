interface Meaning {
  /** The HTTP status: of an answer without data, or of a problem beside the graph. */
  status: readonly number[];
  when: string;
  /** What the client does about it. */
  remedy: string;
}

/** The values of `extensions.code` in the graph, and of `code` in what is answered beside it. They are stable. */
export const ERROR_CODES = {
  BAD_BOUNDARY: { status: [400], when: '`boundary` of a report file is no day.', remedy: 'Write it YYYY-MM-DD.' },
  BAD_DAY: { status: [400], when: '`asOf` of a report file is no day.', remedy: 'Write it YYYY-MM-DD.' },
  BAD_REQUEST: {
    status: [400, 405, 408, 415],
    when: 'What was sent cannot be taken for an operation or a request.',
    remedy: 'Mend it; the message says what is expected.',
  },
  BAD_STALENESS: {
    status: [400],
    when: 'The header `Max-Staleness` is no whole number of seconds from 0 to 3600.',
    remedy: 'Write one, or leave the header out: the answer is then as things are now.',
  },
  BAD_USER_INPUT: {
    status: [200, 400, 415],
    when: 'An argument, variable, cursor, id or page size is malformed. `argument` names it where one alone is at fault.',
    remedy: 'Mend it; the message says how. The same request is refused again.',
  },
  BAD_YEAR: {
    status: [400],
    when: 'The year of a report file is none.',
    remedy: 'Write it with four digits, from 1945 on.',
  },
  BODY_TOO_LARGE: {
    status: [413],
    when: 'The body is larger than is taken in.',
    remedy: 'Send the rows in several requests.',
  },
  DISK_FULL: {
    status: [200, 507],
    when: 'There is no room left for what would be written, in the database or for files. A mutation or upload has changed nothing; reading goes on.',
    remedy: 'Repeat it later; tell the operator.',
  },
  DOCUMENT_NOT_TRUSTED: {
    status: [403],
    when: 'Only trusted documents are taken, and this is none.',
    remedy: 'Send one by its `documentId`; ask the operator to add yours.',
  },
  FORBIDDEN: {
    status: [200, 403],
    when: 'Your roles or scopes do not allow the operation; `scopes` names those that are missing. Says nothing of any record.',
    remedy: 'Ask your administrator for the role, or for a key with the scope.',
  },
  FUTURE_YEAR: { status: [400], when: 'The year of a report has not begun.', remedy: 'Ask for an earlier one.' },
  GRAPHQL_PARSE_FAILED: {
    status: [400],
    when: 'The document is no GraphQL.',
    remedy: 'Mend it; `locations` says where.',
  },
  GRAPHQL_VALIDATION_FAILED: {
    status: [400],
    when: 'The document asks for what the schema does not have, or does not fit it.',
    remedy: 'Mend it; `locations` says where. Check documents against the published schema when you build.',
  },
  INTERNAL_SERVER_ERROR: {
    status: [200, 500],
    when: 'Something went wrong on our side. A mutation has changed nothing.',
    remedy: 'Repeat the request once; then tell us the time and what you asked.',
  },
  LIMIT_EXCEEDED: {
    status: [200, 400],
    when: 'The operation asks for more than one request may: `limit`, `allowed`, `found`.',
    remedy: 'Ask for smaller pages, fewer nested lists or fewer fields.',
  },
  METHOD_NOT_ALLOWED: {
    status: [405],
    when: 'The address does not know the method.',
    remedy: 'Use one in the header `allow`.',
  },
  NOT_ACCEPTABLE: {
    status: [406],
    when: 'The client takes none of the types on offer.',
    remedy: 'Accept one of them.',
  },
  NOT_FOUND: {
    status: [404],
    when: 'There is nothing here that you may see.',
    remedy: 'Check the address and the id.',
  },
  NO_DATA: {
    status: [404],
    when: 'Nothing of the year is on record that you may see.',
    remedy: 'Ask for another year or unit.',
  },
  OVERLOADED: {
    status: [503],
    when: 'The service that `service` names, or where it names none the API as a whole, is busy: it has not begun, or given up what it had. Nothing was changed.',
    remedy:
      'Repeat after `retryAfter` seconds (the header `Retry-After` where nothing was answered), with some jitter.',
  },
  PERSISTED_QUERY_NOT_FOUND: {
    status: [400],
    when: 'No trusted document has this id.',
    remedy: 'Send the text of the document.',
  },
  RATE_LIMITED: {
    status: [429],
    when: 'You, or all of your tenant together, have spent what may be spent. Nothing was begun, and nothing charged.',
    remedy: 'Repeat after `retryAfter` seconds (the header `Retry-After`), or ask for less at once.',
  },
  REPEATED_PARAMETER: { status: [400], when: 'A parameter of a report file is given twice.', remedy: 'Give it once.' },
  TOO_MANY_UNITS: {
    status: [422],
    when: 'The report has more units directly below than one file holds.',
    remedy: 'Ask for those below.',
  },
  UNAUTHENTICATED: {
    status: [401],
    when: 'There is no token, or one that is not trusted or has expired.',
    remedy: 'Get a new token, then repeat.',
  },
  UNAVAILABLE: {
    status: [200, 503],
    when: 'A part, or its database, cannot be reached: the one that `service` names; 503 where that leaves nothing. `mayHaveHappened`: the connection broke after a mutation or file was sent, or while it was committed; it was done whole or not at all. Without it, a mutation has changed nothing.',
    remedy:
      'Use what was answered, or repeat after the seconds in `Retry-After`. With `mayHaveHappened` look first whether it happened, or repeat it with the same idempotency key: nothing here repeats one by itself.',
  },
  UNIT_NOT_ON_BOUNDARY: {
    status: [400],
    when: 'The unit does not stand on the map of `boundary`.',
    remedy: 'Ask for a unit above it.',
  },
  UNKNOWN_FORMAT: {
    status: [404],
    when: 'A report does not come in this format.',
    remedy: 'Use one that the message lists.',
  },
  UNKNOWN_LANGUAGE: { status: [400], when: '`lang` is none that reports are written in.', remedy: 'Use vi or en.' },
  UNKNOWN_PARAMETER: {
    status: [400],
    when: 'The address has a parameter that it does not know.',
    remedy: 'Leave it out.',
  },
  UNKNOWN_UNIT: {
    status: [404],
    when: 'No unit bears the code on the last day of the year.',
    remedy: 'Check code and year: codes were reused.',
  },
} as const satisfies Record<string, Meaning>;

export type ErrorCode = keyof typeof ERROR_CODES;

export const isErrorCode = (text: string): text is ErrorCode => Object.hasOwn(ERROR_CODES, text);
