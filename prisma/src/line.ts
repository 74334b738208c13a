/** One after the other, in the order of asking. */
export class Line {
  #last: Promise<unknown> = Promise.resolve();

  /** Waits for the turn; it lasts until the function that is given back is called. */
  async enter(): Promise<() => void> {
    const before = this.#last;
    let leave = () => {};
    this.#last = new Promise<void>((resolve) => {
      leave = resolve;
    });
    await before;
    return leave;
  }

  run<T>(work: () => Promise<T>): Promise<T> {
    const answer = this.#last.then(work);
    this.#last = answer.catch(() => {});
    return answer;
  }
}
