/** Something the person who runs the system can mend: its message says what is wrong and what to do. */
export class OperatorError extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
    this.name = 'OperatorError';
  }
}

/** No database session became free within the bound. */
export class OverloadedError extends Error {
  constructor() {
    super('no database session became free in time');
    this.name = 'OverloadedError';
  }
}

/** The database does not answer. */
export class UnavailableError extends Error {
  constructor(options?: ErrorOptions) {
    super('the database does not answer', options);
    this.name = 'UnavailableError';
  }
}
