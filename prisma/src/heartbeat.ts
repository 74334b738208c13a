import pg from 'pg';

/** At most this often is the primary's heart heard; what a standby shows is never known to be younger. */
const EVERY_MS = 1000;
const PATIENCE_MS = 2000;

/**
 * Has the primary write down once a second that it lives, and knows what time it is there. A standby that shows a beat has
 * everything that was committed before it, however idle the primary was since.
 */
export class Heartbeat {
  #client: pg.Client | undefined;
  #beating = false;
  #closed = false;
  /** The primary's clock, and ours when it was asked for: by one that nobody sets. */
  #heard: { primaryMs: number; askedMs: number } | undefined;
  readonly #timer: NodeJS.Timeout;

  constructor(
    private readonly url: string,
    private readonly applicationName: string,
  ) {
    this.#timer = setInterval(() => void this.#beat(), EVERY_MS);
    this.#timer.unref();
    void this.#beat();
  }

  /**
   * How old a beat is at the most, in milliseconds, by the primary's own clock; null where that is not known: before the
   * primary was first reached, and for a beat of a clock that has since been put back.
   */
  ageOf(beat: Date): number | null {
    if (this.#heard === undefined) return null;
    const { primaryMs, askedMs } = this.#heard;
    const age = primaryMs + (performance.now() - askedMs) - beat.getTime();
    return age >= 0 && Number.isFinite(age) ? age : null;
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearInterval(this.#timer);
    await this.#drop();
  }

  async #beat(): Promise<void> {
    if (this.#beating || this.#closed) return;
    this.#beating = true;
    try {
      const client = this.#client ?? (await this.#connect());
      this.#client = client;
      // Closed meanwhile: nobody else ends it.
      if (this.#closed) return await this.#drop();
      const askedMs = performance.now();
      const { rows } = await client.query<{ now: Date }>('SELECT map.beat() AS now');
      const [row] = rows;
      if (row !== undefined) this.#heard = { primaryMs: row.now.getTime(), askedMs };
    } catch {
      // The primary is away, as all who ask it find out; standbys grow older meanwhile.
      await this.#drop();
    } finally {
      this.#beating = false;
    }
  }

  async #connect(): Promise<pg.Client> {
    const client = new pg.Client({
      connectionString: this.url,
      application_name: `${this.applicationName} heartbeat`,
      connectionTimeoutMillis: PATIENCE_MS,
      query_timeout: PATIENCE_MS,
      // What is lost in a crash of the primary reached no standby either; and nobody is to wait for one.
      options: '-c synchronous_commit=off',
    });
    client.on('error', () => {});
    try {
      await client.connect();
    } catch (error) {
      await client.end().catch(() => {});
      throw error;
    }
    return client;
  }

  async #drop(): Promise<void> {
    const client = this.#client;
    this.#client = undefined;
    await client?.end().catch(() => {});
  }
}
