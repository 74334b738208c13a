import { gzipSync } from 'node:zlib';
import { connect } from '@thi-dua/prisma/connect';
import type { Role } from '@thi-dua/schema/caller';
import { createLog } from '@thi-dua/schema/log';
import { afterAll, expect } from 'vitest';
import { testDatabase } from '../kit/database.js';
import { ask, callerOf, localities } from '../kit/services.js';
import { clearCountry } from './made-up.js';

/** A file as a mutation takes it; packed by default. */
export const fileOf = (content: string | Buffer, name = 'list.csv', packed = true) => ({
  name,
  content: (packed ? gzipSync(content) : Buffer.from(content)).toString('base64'),
});

const NATION = '00000000-0000-8000-8000-000000000000';

/** A country of our own with nothing on its map but the nation and the central board, which is asked through the graph. */
export async function boardOfEmptyCountry() {
  const database = await testDatabase();
  const { appUrl, operatorUrl } = database;
  const client = await connect(operatorUrl);
  afterAll(() => client.end());
  const clear = async () => {
    await clearCountry(client);
    await client.query(
      `INSERT INTO map.tenant (slug, kind, name, locality_id, begins, ends)
        VALUES ('trung-uong', 'CENTRAL_BOARD', 'Ban Thi đua', '${NATION}', '0001-01-01', '9999-12-31'),
          ('so-noi-vu', 'AGENCY', 'Sở Nội vụ', NULL, '0001-01-01', '9999-12-31')`,
    );
    await client.query(`INSERT INTO map.tenant_line VALUES ('so-noi-vu', 'trung-uong', '0001-01-01', '9999-12-31')`);
    await client.query('SELECT map.rebuild_authority()');
  };
  await clear();
  const service = localities(appUrl, { log: createLog('error') });
  const askAs = (
    tenant: string,
    query: string,
    variables?: Record<string, unknown>,
    roles: Role[] = ['ADMIN'],
    over = service,
  ) => ask(over, callerOf(tenant, { roles }), query, variables);
  /** Asks as the central board's ADMIN, expects no error, and gives plain data. */
  const asBoard = async (query: string, variables?: Record<string, unknown>) => {
    const result = await askAs('trung-uong', query, variables);
    expect(result.errors).toBeUndefined();
    return JSON.parse(JSON.stringify(result.data));
  };
  return { database, appUrl, client, clear, service, askAs, asBoard };
}
