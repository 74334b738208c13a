import { ADDRESSES, type AddressName, addressOf } from '@thi-dua/gateway/http/addresses';
import { FORMATS } from '@thi-dua/gateway/report/formats';
import { MOVEMENT_FORMATS } from '@thi-dua/gateway/report/movement/request';
import { restApi } from '@thi-dua/gateway/rest/api';
import { CALENDAR, DOWNLOAD, routeAt, SERVICE_ROUTES, UPLOAD } from '@thi-dua/gateway/route/routes';
import { KEY_STANDS, VERIFY_KEY } from '@thi-dua/schema/api-key';
import { GATEWAY_REFUSALS } from '@thi-dua/schema/audit/gateway-refusals';
import { today } from '@thi-dua/schema/day';
import { EVENT_HEAD } from '@thi-dua/schema/event-head';
import { EXPORT_ROUTES } from '@thi-dua/schema/export-work';
import { describe, expect, test } from 'vitest';
import { bulk } from '../bulk/bulk-kit.js';
import { testDatabase } from '../kit/database.js';
import { fileFolder } from '../kit/services.js';
import { partsOf } from '../report-files/kit.js';
import { graph, withoutRowLevelSecurity } from './graph.js';
import { maySee, shows } from './matrix.js';
import { relation } from './relation.js';
import { type Asked, hiddenAndNothing, routeProbes, viewers } from './route-probes.js';
import { populate } from './world/populate.js';
import type { Secret } from './world/secret.js';

const database = await testDatabase();
const { files } = fileFolder();
const whole = await graph(database, true, files);
const served = await bulk(whole);
const secrets = await populate(whole);

const addresses = Object.keys(ADDRESSES) as AddressName[];

interface Got {
  status: number;
  headers: [string, string][];
  text: string;
}

/** An answer as text, also where it is packed; what tells one from another, but for its day. */
async function got(at: typeof served, viewer: string, { path, method = 'GET', type, body }: Asked): Promise<Got> {
  const response = await fetch(`${at.url}${path}`, {
    method,
    headers: {
      ...(await at.bearer(viewer)),
      ...(path === '/graphql' && { accept: 'text/html' }),
      ...(type && { 'content-type': type, 'idempotency-key': `probe-${viewer}` }),
    },
    body,
  });
  const bytes = new Uint8Array(await response.arrayBuffer());
  const packed = bytes[0] === 0x50 && bytes[1] === 0x4b;
  return {
    status: response.status,
    headers: [...response.headers].filter(([name]) => name !== 'date'),
    text: packed ? Object.values(partsOf(bytes)).join('\n') : new TextDecoder().decode(bytes),
  };
}

/** Everything that a viewer is shown, address by address. */
async function shownTo(at: typeof served, viewer: string): Promise<Map<AddressName, string>> {
  const shown = new Map<AddressName, string>();
  for (const name of addresses) {
    const texts: string[] = [];
    for (const asked of await routeProbes[name](viewer, secrets)) {
      const { status, headers, text } = await got(at, viewer, asked);
      expect(status, `${viewer} ${asked.path}`).toBeLessThan(500);
      texts.push(text, JSON.stringify(headers));
    }
    shown.set(name, texts.join('\n'));
  }
  return shown;
}

const markersIn = (text: string, among: readonly Secret[]) =>
  among.filter(({ marker }) => shows(text, marker)).map(({ marker }) => marker);
const hiddenFrom = (viewer: string) => secrets.filter((secret) => !maySee(viewer, secret));

describe('every address that the gateway serves', () => {
  test('is asked, and so is each route, operation and format behind it', async () => {
    const asked = new Map<AddressName, string[]>();
    for (const name of addresses) {
      const probes = await Promise.all(viewers.map(async (viewer) => routeProbes[name](viewer, secrets)));
      const paths = probes.flat().map(({ path }) => path.split('?', 1)[0] ?? '');
      expect(paths, name).not.toEqual([]);
      for (const path of paths) expect(addressOf(path), path).toBe(name);
      asked.set(name, paths);
    }
    const routes = new Set((asked.get('services') ?? []).map((path) => routeAt(path)?.route));
    expect(routes).toEqual(new Set([...SERVICE_ROUTES, UPLOAD]));
    const api = restApi(whole.gateway.schema);
    const operations = new Set((asked.get('rest') ?? []).map((path) => api.find(path)?.endpoint.name));
    expect(api.endpoints.filter(({ name }) => !operations.has(name))).toEqual([]);
    const reports = asked.get('report') ?? [];
    const filesOf = (kind: RegExp) => new Set(reports.flatMap((path) => kind.exec(path)?.[1] ?? []));
    expect(filesOf(/^\/reports\/\d+\/\w+\.(.+)$/)).toEqual(new Set(FORMATS.map(({ extension }) => extension)));
    expect(filesOf(/^\/reports\/movement\/.*\/\w+\.(.+)$/)).toEqual(
      new Set(MOVEMENT_FORMATS.map(({ extension }) => extension)),
    );
    // What a service serves beside the graph is reached by one of them, or by the gateway alone.
    const alone = [EVENT_HEAD, GATEWAY_REFUSALS, KEY_STANDS, VERIFY_KEY, ...Object.values(EXPORT_ROUTES)];
    const known = [...SERVICE_ROUTES, UPLOAD, DOWNLOAD, CALENDAR, ...alone];
    const served = whole.services.flatMap(({ routes }) => routes.map(({ method, path }) => `${method} ${path}`));
    expect(served.filter((route) => !known.some(({ method, path }) => route === `${method} ${path}`))).toEqual([]);
  });

  test.each(viewers)('shows %s no marker of what it may not see', async (viewer) => {
    for (const [name, text] of await shownTo(served, viewer))
      expect(markersIn(text, hiddenFrom(viewer)), `${viewer} ${name}`).toEqual([]);
  });

  test.each(viewers)('answers %s of what is hidden as of what does not exist', async (viewer) => {
    let pairs = 0;
    // Of each kind one of every standing: the rules know no others.
    const standing = ({ kind, owner, day }: Secret) => `${kind} ${relation(viewer, owner, day, today())}`;
    for (const secret of new Map(hiddenFrom(viewer).map((each) => [standing(each), each])).values()) {
      for (const [hidden, nothing] of await hiddenAndNothing(viewer, secret)) {
        pairs += 1;
        const plain = async (asked: Asked) => {
          const answer = JSON.stringify(await got(served, viewer, asked));
          return answer.replaceAll(asked.path.split('?', 1)[0] ?? '', 'PATH');
        };
        expect(await plain(hidden), `${viewer} ${secret.marker}`).toBe(await plain(nothing));
      }
    }
    expect(pairs).toBeGreaterThan(5);
  });
});

test('the file of an export shows its maker what it may see, and everybody else nothing', async () => {
  served.work();
  for (const { owner, id } of secrets.filter(({ kind }) => kind === 'export'))
    expect((await served.ended(owner, id)).status, owner).toBe('DONE');
  await served.stopAll();
  for (const viewer of viewers) {
    for (const asked of await routeProbes.export(viewer, secrets)) {
      const { status, text } = await got(served, viewer, asked);
      const own = secrets.some(({ id, owner }) => owner === viewer && asked.path.includes(id));
      expect(status, `${viewer} ${asked.path}`).toBe(own ? 200 : 404);
      expect(markersIn(text, hiddenFrom(viewer)), viewer).toEqual([]);
      if (own) expect(markersIn(text, secrets).length, viewer).toBeGreaterThan(0);
    }
  }
});

test('the probes would find it: without both layers a stranger is shown what it may not see', async () => {
  await withoutRowLevelSecurity(database);
  const bare = await bulk(await graph(database, false, files));
  const shown = await shownTo(bare, 'a-stranger');
  for (const name of ['report', 'rest', 'link'] as const)
    expect(markersIn(shown.get(name) ?? '', hiddenFrom('a-stranger')), name).not.toEqual([]);
});
