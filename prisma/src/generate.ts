import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** Generates the Prisma client and the Pothos types of every service, side by side. */
const run = (service: string) =>
  new Promise<void>((resolve, reject) => {
    const child = spawn(
      'prisma',
      ['generate', '--config', fileURLToPath(new URL(`../${service}/prisma.config.ts`, import.meta.url))],
      {
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    );
    let output = '';
    child.stdout.on('data', (chunk) => (output += chunk));
    child.stderr.on('data', (chunk) => (output += chunk));
    child.once('error', reject);
    child.once('exit', (code) =>
      code === 0 ? resolve() : reject(new Error(`prisma generate of ${service} failed:\n${output}`)),
    );
  });

await Promise.all(['localities', 'indicators', 'campaigns', 'awards'].map(run));
