import { randomBytes } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { OperatorError } from '@thi-dua/prisma/errors';
import type { OperatorClient } from '@thi-dua/prisma/operator-database';
import type { Caller } from '@thi-dua/schema/caller';
import { createLog } from '@thi-dua/schema/log';
import { READ_SCOPES } from '@thi-dua/schema/scopes';
import { createGateway, type Gateway } from '../gateway.js';
import { Problem } from '../http/problem.js';
import { createServices } from '../services.js';
import { committedSupergraph } from '../supergraph.js';
import type { Rendering } from './format.js';
import { FORMATS } from './formats.js';
import { readMovement } from './movement/read-movement.js';
import { MOVEMENT_FORMATS, type MovementRequest, movementRequest } from './movement/request.js';
import { isNothing } from './nothing.js';
import { readReport } from './read-report.js';
import { type ReportRequest, reportRequest } from './request.js';

const usage = `Usage: npm run report -- YEAR CODE --format FORMAT [--out FILE] [--boundary DAY] [--tenant SLUG] [--lang vi|en]
       npm run report -- FROM-TO CODE --movement MOVEMENT --format FORMAT [--as-of DAY] [...]
  YEAR        of the report
  FROM-TO     years of a movement's report, e.g. 2021-2025
  CODE        the unit's code on 31 December of the year, or the last one; VN for the country
  --movement  a movement's code, e.g. VNN-2021-2025: its review over the years (${MOVEMENT_FORMATS.map(({ extension }) => extension).join(', ')})
  --as-of     another day on which the unit bears the code
  --format    ${FORMATS.map(({ extension }) => extension).join(', ')}
  --out       where to write it (default: YEAR-CODE.FORMAT in this folder); an existing file is replaced once the new one is whole
  --boundary  another day whose map is followed, as YYYY-MM-DD
  --tenant    in whose name, by its short name: the file holds what that authority may see (default: the central board)
  --lang      of the file's own words (default: vi)`;

export interface ReportCommand {
  wish: ReportRequest | MovementRequest;
  out: string;
  tenant: string | null;
}

export function reportCommand(args: string[]): ReportCommand {
  const wrong = (message: string) => new OperatorError('USAGE', message === '' ? usage : `${message}\n${usage}`);
  try {
    const { positionals, values } = parsedFrom(args);
    const [year, code, ...further] = positionals;
    if (year === undefined || code === undefined || further.length > 0) throw wrong('');
    if (values.format === undefined) throw wrong('--format is missing.');
    if (values['as-of'] !== undefined && values.movement === undefined)
      throw wrong('--as-of goes with --movement: the code of a year is that of its last day.');
    const path = [values.movement === undefined ? '/reports' : `/reports/movement/${values.movement}`, year, code].join(
      '/',
    );
    const query = new URLSearchParams({
      ...(values.boundary !== undefined && { boundary: values.boundary }),
      ...(values.lang !== undefined && { lang: values.lang }),
      ...(values['as-of'] !== undefined && { asOf: values['as-of'] }),
    });
    const wish = (values.movement === undefined ? reportRequest : movementRequest)(
      `${path}.${values.format}`,
      query,
      undefined,
    );
    if (wish === null) throw wrong('');
    return { wish, out: values.out ?? `${year}-${code}.${wish.format.extension}`, tenant: values.tenant ?? null };
  } catch (error) {
    if (error instanceof OperatorError) throw error;
    throw wrong(error instanceof Error ? error.message : String(error));
  }
}

const parsedFrom = (args: string[]) =>
  parseArgs({
    args,
    allowPositionals: true,
    options: {
      format: { type: 'string' },
      out: { type: 'string' },
      boundary: { type: 'string' },
      tenant: { type: 'string' },
      lang: { type: 'string' },
      movement: { type: 'string' },
      'as-of': { type: 'string' },
    },
  });

/** Who asks: the tenant that is named, or the central board, of which there is one. */
async function tenantOf(client: OperatorClient, slug: string | null): Promise<string> {
  const { rows } = await client.query<{ slug: string }>(
    slug === null
      ? { text: `SELECT slug FROM map.tenant WHERE kind = 'CENTRAL_BOARD'` }
      : { text: 'SELECT slug FROM map.tenant WHERE slug = $1', values: [slug] },
  );
  const [found] = rows;
  if (found === undefined)
    throw new OperatorError(
      'UNKNOWN_TENANT',
      slug === null ? 'There is no central board: name a tenant.' : `No tenant has the short name "${slug}".`,
    );
  return found.slug;
}

async function renderingOf(
  wish: ReportRequest | MovementRequest,
  gateway: Pick<Gateway, 'execute'>,
  caller: Caller,
  onUnits: (read: number, all: number) => void,
): Promise<Rendering> {
  const options = { signal: new AbortController().signal, onUnits };
  if ('movement' in wish) return wish.format.render(await readMovement(gateway, wish, caller, options), wish.language);
  const model = await readReport(gateway, wish, caller, options);
  if (isNothing(model))
    throw new OperatorError(
      'NO_DATA',
      `Nothing of ${wish.year} is on record for ${wish.code} that ${caller.tenant} may see.`,
    );
  return wish.format.render(model, wish.language);
}

/**
 * Writes a report as a file: by the gateway and its services themselves, in the name of a tenant, so that it holds what this
 * tenant gets over HTTP. A file appears whole or not at all.
 */
export async function writeReport(
  database: { client: OperatorClient; url: string },
  { wish, out, tenant }: ReportCommand,
  onUnits: (read: number, all: number) => void,
): Promise<void> {
  const caller = {
    subject: 'operator',
    tenant: await tenantOf(database.client, tenant),
    roles: [],
    scopes: READ_SCOPES,
  };
  const identityKey = new Uint8Array(randomBytes(32));
  const log = createLog('error');
  const services = createServices({ databaseUrl: database.url, identityKey, log, sessions: 4 });
  const gateway = await createGateway({ supergraph: committedSupergraph(), subgraphs: services, identityKey, log });
  const unfinished = `${out}.${randomBytes(4).toString('hex')}.part`;
  try {
    const bytes = await (await renderingOf(wish, gateway, caller, onUnits)).write();
    await pipeline(Readable.from(bytes instanceof Uint8Array ? [bytes] : bytes), createWriteStream(unfinished));
    await rename(unfinished, out);
  } catch (error) {
    await rm(unfinished, { force: true });
    if (error instanceof Problem) throw new OperatorError(error.code, error.detail);
    if (error instanceof Error && 'code' in error && 'path' in error)
      throw new OperatorError('FILE_UNWRITABLE', `${out} cannot be written (${String(error.code)}).`);
    throw error;
  } finally {
    await gateway.close();
    await Promise.all(services.map((service) => service.close()));
  }
}
