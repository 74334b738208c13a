import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';
import { PrismaPg } from '@prisma/adapter-pg';
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } from '@prisma/driver-adapter-utils';
import * as glue from '@prisma/schema-engine-wasm/schema_engine_bg';
import { CatalogueClient, execute, splitUrl, withDatabase, withSearchPath } from './connection.mjs';

const panics = {
  message: '',
  get() {
    return this.message;
  },
  set_message(message) {
    this.message = message;
  },
};

async function loadEngine() {
  const glueFile = createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm/schema_engine_bg');
  const bytes = readFileSync(glueFile.replace(/_bg\.js$/, '_bg.wasm'));
  const { instance } = await WebAssembly.instantiate(bytes, { './schema_engine_bg.js': glue });
  glue.__wbg_set_wasm(instance.exports);
  globalThis.PRISMA_WASM_PANIC_REGISTRY = panics;
  instance.exports.__wbindgen_start();
}

/**
 * The engine reads a constraint's type as one character and panics on text; and it is not told that PostgreSQL 18 lists
 * every NOT NULL as a constraint of type 'n', which it does not expect (prisma/orm#29635).
 */
function withConstraintTypes(result) {
  const at = result.columnNames.indexOf('constraint_type');
  if (at === -1) return result;
  const columnTypes = result.columnTypes.with(at, ColumnTypeEnum.Character);
  return { ...result, columnTypes, rows: result.rows.filter((row) => row[at] !== 'n') };
}

/** The engine's way to the database: Prisma's own PostgreSQL adapter, corrected where a migration needs it. */
function adapterFactory(datasourceUrl) {
  const { connectionString, schema } = splitUrl(datasourceUrl);
  const open = async (target, onDispose) => {
    if (schema) await execute(target, `CREATE SCHEMA IF NOT EXISTS "${schema}"`);
    const pool = {
      connectionString: schema ? withSearchPath(target, schema) : target,
      Client: CatalogueClient,
      max: 1,
    };
    const adapter = await new PrismaPg(pool, { schema }).connect();
    // The adapter splits a script at every semicolon, which breaks function bodies and gives up the all-or-nothing of
    // one multi-statement query: send a migration whole, as the native engine does.
    adapter.executeScript = async (sql) => {
      try {
        await adapter.client.query(sql);
      } catch (error) {
        adapter.onError(error);
      }
    };
    const queryRaw = adapter.queryRaw.bind(adapter);
    adapter.queryRaw = async (query) => withConstraintTypes(await queryRaw(query));
    if (onDispose) {
      const dispose = adapter.dispose.bind(adapter);
      adapter.dispose = async () => {
        await dispose();
        await onDispose();
      };
    }
    return adapter;
  };
  return {
    provider: 'postgres',
    adapterName: '@prisma/adapter-pg',
    connect: () => open(connectionString),
    connectToShadowDb: async () => {
      const name = `prisma_migrate_shadow_db_${randomUUID()}`;
      await execute(connectionString, `CREATE DATABASE "${name}"`);
      return open(withDatabase(connectionString, name), () =>
        execute(connectionString, `DROP DATABASE "${name}" WITH (FORCE)`),
      );
    },
  };
}

/** Answers JSON-RPC requests, one a line on standard input, in order. */
export async function serve({ datamodels, datasource }) {
  await loadEngine();
  const factory = bindMigrationAwareSqlAdapterFactory(
    adapterFactory(datasource?.url ?? 'postgresql://127.0.0.1:1/none'),
  );
  const files = datamodels.map((path) => [path, readFileSync(path, 'utf8')]);
  let engine;
  const start = async () =>
    (engine ??= await glue.SchemaEngine.new({ datamodels: files.length > 0 ? files : undefined }, () => {}, factory));

  const send = (message) => process.stdout.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);
  const refuse = (id, message, code = null, panic = false) =>
    send({
      id,
      error: {
        code: 4466,
        message: 'An error happened. Check the data field for details.',
        data: { is_panic: panic, message, meta: null, error_code: code, ...(panic && { error: { message } }) },
      },
    });

  // A panic of the engine ends as an exception that no promise carries. Unanswered, Prisma's CLI would take the end of
  // this process for success.
  let current = null;
  process.once('uncaughtException', (error) => {
    refuse(current, panics.get() || error.stack || String(error), null, true);
    process.exitCode = 101;
    process.stdout.write('', () => process.exit());
  });

  const answer = async ({ id, method, params }) => {
    current = id;
    try {
      const called = await start();
      const result = await called[method === 'getDatabaseVersion' ? 'version' : method](params);
      if (method === 'diff' && result?.stdout)
        send({ id: `print-${id}`, method: 'print', params: { content: result.stdout } });
      send({ id, result: result ?? null });
    } catch (thrown) {
      const external = /^External error id#(\d+)/.exec(thrown.message ?? '');
      const error = external ? (factory.errorRegistry.consumeError(Number(external[1]))?.error ?? thrown) : thrown;
      const panic = panics.get();
      refuse(id, panic || error.message || String(error), error.code ?? null, Boolean(panic));
    }
  };

  let queue = Promise.resolve();
  const lines = createInterface({ input: process.stdin });
  lines.on('line', (line) => {
    const request = JSON.parse(line);
    if (request.method) queue = queue.then(() => answer(request)); // anything else answers a "print"
  });
  lines.on('close', () => queue.finally(() => process.exit(0)));
}
