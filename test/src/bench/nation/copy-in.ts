import type { Connection, Submittable } from 'pg';

/** COPY … FROM STDIN, as the protocol has it, of texts as they come. */
export class CopyIn implements Submittable {
  readonly done: Promise<void>;
  #resolve = () => {};
  #reject: (error: Error) => void = () => {};

  constructor(
    private readonly statement: string,
    private readonly texts: Iterable<string>,
  ) {
    this.done = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
  }
  submit(connection: Connection): void {
    connection.query(this.statement);
  }
  handleCopyInResponse(connection: { sendCopyFromChunk(chunk: Buffer): void; endCopyFrom(): void }): void {
    for (const text of this.texts) connection.sendCopyFromChunk(Buffer.from(text));
    connection.endCopyFrom();
  }
  handleCommandComplete(): void {}
  handleReadyForQuery(): void {
    this.#resolve();
  }
  handleError(error: Error): void {
    this.#reject(error);
  }
}
