/** Why an export cannot go on, for its maker. */
export class ExportFault extends Error {
  constructor(
    readonly code:
      | 'KEY_ENDED'
      | 'TOOK_TOO_LONG'
      | 'TOO_LARGE'
      | 'DISK_FULL'
      | 'FILE_LOST'
      | 'UNAVAILABLE'
      | 'INTERRUPTED'
      | 'READING_FAILED',
    message: string,
  ) {
    super(message);
  }
}
