import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import pg from 'pg';
import { questions } from './questions.js';

// The floor: an HTTP server that answers each question by hand-written SQL over the same stored rows, in one transaction.
const { databaseUrl } = JSON.parse(process.argv[2] ?? '{}') as { databaseUrl: string };
const pool = new pg.Pool({ connectionString: databaseUrl, max: 4 });

async function answer(name: string): Promise<(string | null)[]> {
  const ask = questions.find((question) => question.name === name)?.bare;
  if (!ask) throw new Error(`no question "${name}"`);
  const client = await pool.connect();
  try {
    await client.query(`BEGIN; SELECT set_config('app.tenant', 'trung-uong', true)`);
    const numbers = await ask(client);
    await client.query('COMMIT');
    return numbers;
  } finally {
    client.release();
  }
}

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    answer(JSON.parse(Buffer.concat(chunks).toString()).query).then(
      (data) => response.setHeader('content-type', 'application/json').end(JSON.stringify({ data })),
      (error: unknown) => response.writeHead(500).end(String(error)),
    );
  });
});
server.listen(0, '127.0.0.1', () =>
  process.stdout.write(`http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql\n`),
);
process.once('SIGTERM', () => process.exit(0));
