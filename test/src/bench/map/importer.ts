import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Imported, ImportOrder } from './import-process.js';

/** Imports in a process of its own, whose memory is then the import's. */
export async function imported(order: ImportOrder): Promise<Imported> {
  const script = fileURLToPath(new URL('./import-process.ts', import.meta.url));
  const child = spawn(process.execPath, ['--import', 'tsx', script, JSON.stringify(order)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const chunks: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) throw new Error(`the import ended with ${code}`);
  return JSON.parse(Buffer.concat(chunks).toString()) as Imported;
}
