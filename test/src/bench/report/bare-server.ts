import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import pg from 'pg';
import { bareReport } from './bare-report.js';

// The floor: an HTTP server that reads the report's rows by hand-written SQL, in one transaction, and answers them as JSON.
const { databaseUrl } = JSON.parse(process.argv[2] ?? '{}') as { databaseUrl: string };
const pool = new pg.Pool({ connectionString: databaseUrl, max: 4 });

async function answer(): Promise<unknown> {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    const rows = await bareReport(client);
    await client.query('COMMIT');
    return rows;
  } finally {
    client.release();
  }
}

const server = createServer((_request, response) => {
  answer().then(
    (data) => response.setHeader('content-type', 'application/json').end(JSON.stringify({ data })),
    (error: unknown) => response.writeHead(500).end(String(error)),
  );
});
server.listen(0, '127.0.0.1', () =>
  process.stdout.write(`http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql\n`),
);
process.once('SIGTERM', () => process.exit(0));
