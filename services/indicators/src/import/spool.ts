import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type FileHandle, mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { SpoolPlace } from './spool-space.js';

/**
 * A folder for one import: what is received lies there until it has arrived whole, so that neither memory nor a database
 * session waits for a slow line, and so do the faults on their way back. It takes no more than there is room for.
 */
export class Spool {
  private readonly hash = createHash('sha256');
  private faults: FileHandle | null = null;
  bytes = 0;

  private constructor(
    private readonly folder: string,
    private readonly file: FileHandle,
    private readonly place: SpoolPlace,
  ) {}

  static async create(place: SpoolPlace): Promise<Spool> {
    const folder = await mkdtemp(join(tmpdir(), 'thi-dua-import-'));
    return new Spool(folder, await open(join(folder, 'body'), 'w', 0o600), place);
  }

  /** Where what was received lies. */
  get path(): string {
    return join(this.folder, 'body');
  }

  async write(chunk: Uint8Array): Promise<void> {
    this.place.take(chunk.length);
    this.hash.update(chunk);
    this.bytes += chunk.length;
    await this.file.writeFile(chunk);
  }

  /** The body is there. Tells it from any other. */
  async received(): Promise<string> {
    await this.file.close();
    return this.hash.digest('hex');
  }

  async keep(lines: readonly string[]): Promise<void> {
    this.faults ??= await open(join(this.folder, 'faults'), 'w', 0o600);
    const text = lines.join('');
    this.place.take(Buffer.byteLength(text));
    await this.faults.writeFile(text);
  }

  /** What was kept, line by line. */
  async *kept(): AsyncGenerator<string> {
    if (this.faults === null) return;
    await this.faults.close();
    const input = createReadStream(join(this.folder, 'faults'));
    for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) yield `${line}\n`;
  }

  async remove(): Promise<void> {
    await this.file.close().catch(() => {});
    await this.faults?.close().catch(() => {});
    await rm(this.folder, { recursive: true, force: true });
    this.place.giveBack();
  }
}
