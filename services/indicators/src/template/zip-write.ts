import { once } from 'node:events';
import { crc32, createDeflateRaw } from 'node:zlib';

export interface Part {
  name: string;
  text: Iterable<string>;
}

/** A zip file, part by part, each compressed as it is written: nothing of it is held. */
export async function* zipped(parts: Iterable<Part>): AsyncGenerator<Buffer> {
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, text } of parts) {
    const begun = offset;
    const head = record(0x04034b50, 30, name);
    // Sizes and checksum follow the data.
    head.writeUInt16LE(20, 4);
    head.writeUInt16LE(FLAGS, 6);
    head.writeUInt16LE(8, 8);
    head.writeUInt16LE(Buffer.byteLength(name), 26);
    yield head;
    const sum = { crc: 0, size: 0 };
    let compressed = 0;
    for await (const chunk of deflated(text, sum)) {
      compressed += chunk.length;
      yield chunk;
    }
    const tail = Buffer.alloc(16);
    tail.writeUInt32LE(0x08074b50, 0);
    tail.writeUInt32LE(sum.crc, 4);
    tail.writeUInt32LE(compressed, 8);
    tail.writeUInt32LE(sum.size, 12);
    yield tail;
    offset += head.length + compressed + tail.length;
    const entry = record(0x02014b50, 46, name);
    entry.writeUInt16LE(20, 4);
    entry.writeUInt16LE(20, 6);
    entry.writeUInt16LE(FLAGS, 8);
    entry.writeUInt16LE(8, 10);
    tail.copy(entry, 16, 4);
    entry.writeUInt16LE(Buffer.byteLength(name), 28);
    entry.writeUInt32LE(begun, 42);
    directory.push(entry);
  }
  const entries = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(directory.length, 8);
  end.writeUInt16LE(directory.length, 10);
  end.writeUInt32LE(entries.length, 12);
  end.writeUInt32LE(offset, 16);
  yield entries;
  yield end;
}

/** Names are UTF-8; sizes come behind the data. */
const FLAGS = 0x0808;

function record(signature: number, length: number, name: string): Buffer {
  const head = Buffer.alloc(length + Buffer.byteLength(name));
  head.writeUInt32LE(signature, 0);
  head.write(name, length);
  return head;
}

async function* deflated(text: Iterable<string>, sum: { crc: number; size: number }): AsyncGenerator<Buffer> {
  const deflate = createDeflateRaw();
  const fed = (async () => {
    for (const piece of text) {
      const bytes = Buffer.from(piece);
      sum.crc = crc32(bytes, sum.crc);
      sum.size += bytes.length;
      if (!deflate.write(bytes)) await once(deflate, 'drain');
    }
    deflate.end();
  })();
  fed.catch((error: unknown) => deflate.destroy(error instanceof Error ? error : new Error(String(error))));
  yield* deflate as AsyncIterable<Buffer>;
  await fed;
}
