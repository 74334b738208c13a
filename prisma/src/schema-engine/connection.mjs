import pg from 'pg';

/** Splits Prisma's `?schema=` from a connection string, which PostgreSQL does not know. */
export function splitUrl(text) {
  const url = new URL(text);
  const schema = url.searchParams.get('schema') ?? undefined;
  url.searchParams.delete('schema');
  return {
    url,
    schema,
    connectionString: url.toString(),
    database: decodeURIComponent(url.pathname.slice(1)) || 'postgres',
  };
}

/** The same server, another database. */
export function withDatabase(url, database) {
  const other = new URL(url);
  other.pathname = `/${database}`;
  return other.toString();
}

/** Prisma keeps a service's bookkeeping, and looks up unqualified names, in the service's own schema. */
export function withSearchPath(url, schema) {
  const other = new URL(url);
  other.searchParams.set(
    'options',
    [other.searchParams.get('options'), `-c search_path=${schema}`].filter(Boolean).join(' '),
  );
  return other.toString();
}

export async function execute(connectionString, sql) {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

// The engine's catalogue queries return PostgreSQL's one-byte "char" type (relkind, contype), which Prisma's adapter
// refuses: hand those columns over as text.
const asText = new Map([
  [18, 25],
  [1002, 1009],
]);
function relabel(result) {
  for (const one of Array.isArray(result) ? result : [result]) {
    for (const field of one?.fields ?? []) field.dataTypeID = asText.get(field.dataTypeID) ?? field.dataTypeID;
  }
  return result;
}
export class CatalogueClient extends pg.Client {
  query(...args) {
    const callback = args.at(-1);
    if (typeof callback === 'function') args[args.length - 1] = (error, result) => callback(error, relabel(result));
    const answer = super.query(...args);
    return typeof answer?.then === 'function' ? answer.then(relabel) : answer;
  }
}
