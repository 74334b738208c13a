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

/** The database is too busy: no session became free within the bound, or it gave a statement up. Nothing of the transaction is kept. */
export class OverloadedError extends Error {
  constructor(options?: ErrorOptions) {
    super('the database is too busy', options);
    this.name = 'OverloadedError';
  }
}

/** The database, or the store of files, does not answer, or the session with it broke: nothing of the transaction is kept. */
export class UnavailableError extends Error {
  constructor(options?: ErrorOptions) {
    super('the database or file store does not answer', options);
    this.name = 'UnavailableError';
  }
}

/** The session broke while the end of the transaction was on its way: all of it is kept, or nothing. */
export class UnsureError extends Error {
  constructor(options?: ErrorOptions) {
    super('it is not known whether the transaction was committed', options);
    this.name = 'UnsureError';
  }
}

/** There is no room for what would be written: nothing of the transaction is kept. */
export class DiskFullError extends Error {
  constructor(options?: ErrorOptions) {
    super('the disk is full', options);
    this.name = 'DiskFullError';
  }
}
