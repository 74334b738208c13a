import type { AddressName } from '@thi-dua/gateway/http/addresses';
import { FORMATS } from '@thi-dua/gateway/report/formats';
import { MOVEMENT_FORMATS } from '@thi-dua/gateway/report/movement/request';
import { signFileLink } from '@thi-dua/schema/file-link';
import { readGlobalUuid } from '@thi-dua/schema/global-id';
import { keyFor } from '@thi-dua/schema/server-key';
import { pdf } from '../awards/dossier-files.js';
import { identityKey } from '../kit/services.js';
import { SAMPLES } from '../rest/samples.js';
import { idOfNoSuch, idOfNothing } from './probes/nothing.js';
import { figureOf, frozenYear, slugs, territoryOf } from './world/ground.js';
import { isNomination, type Secret } from './world/secret.js';

/** Every tenant, and one that is not on record. */
export const viewers = [...slugs, 'a-stranger'];

/** One request beside the graph. */
export interface Asked {
  path: string;
  method?: 'GET' | 'POST';
  type?: string;
  body?: string | Uint8Array<ArrayBuffer>;
}

const territories = slugs.flatMap((slug) => {
  const territory = territoryOf(slug);
  return territory === null ? [] : [{ slug, ...territory }];
});
const [first] = territories;
if (first === undefined) throw new Error('no tenant has a territory');

const recordPaths: Partial<Record<Secret['kind'], string>> = {
  draft: 'plans',
  issued: 'plans',
  open: 'plans',
  exemplar: 'exemplars',
  'published-exemplar': 'exemplars',
  award: 'awards',
};
const recordAt = ({ kind }: Secret, id: string): string[] => {
  const under = recordPaths[kind];
  return under === undefined ? [] : [`/v1/${under}/${id}`];
};

const upload = (nomination: string): Asked => ({
  path: `/nominations/${nomination}/files?kind=SUBMISSION_LETTER&name=x.pdf`,
  method: 'POST',
  type: 'application/pdf',
  body: new Uint8Array(pdf()),
});
const linkTo = async (viewer: string, file: string): Promise<Asked> => ({
  path: `/files/${await signFileLink(keyFor(identityKey, 'file link'), {
    file: readGlobalUuid('DossierFile', file) ?? '',
    tenant: viewer,
    issuedAt: new Date(),
  })}`,
});
const exported = (id: string): Asked => ({ path: `/exports/${id}.jsonl` });

/** Each address in every way that could reach a secret: a name that is not here does not compile. */
export const routeProbes: Readonly<
  Record<AddressName, (viewer: string, secrets: readonly Secret[]) => Asked[] | Promise<Asked[]>>
> = {
  // Its operations are the matrix's: here is the page.
  graphql: () => [{ path: '/graphql' }],
  health: () => [{ path: '/health' }],
  ready: () => [{ path: '/ready' }],
  console: () => [{ path: '/' }, { path: '/nowhere' }],
  report: (viewer) => {
    const own = territories.find(({ slug }) => slug === viewer);
    const other = territories.at((slugs.indexOf(viewer) + 1) % territories.length) ?? first;
    const format = FORMATS[viewers.indexOf(viewer) % FORMATS.length];
    const review = MOVEMENT_FORMATS[viewers.indexOf(viewer) % MOVEMENT_FORMATS.length];
    return [
      { path: '/reports/schema.json' },
      { path: `/reports/movement/VNN-2021-2025/2021-2025/${other.code}.${review?.extension}?asOf=${other.asOf}` },
      ...(own ? [{ path: `/reports/${frozenYear(own)}/${own.code}.json` }] : []),
      // Files of all formats show one model: each viewer is given another one.
      { path: `/reports/${other.asOf.slice(0, 4)}/${other.code}.${format?.extension}` },
    ];
  },
  rest: (_viewer, secrets) =>
    [
      '/openapi.json',
      ...new Map(SAMPLES.map(({ operation, address }) => [operation, address])).values(),
      ...territories.map(
        ({ slug, code, asOf }) =>
          `/v1/localities/${code}/values/${figureOf.indicator}/${figureOf.period(slug)}?asOf=${asOf}&basis=PROVISIONAL`,
      ),
      ...['observations', 'plans', 'exemplars', 'awards'].map((list) => `/v1/${list}?first=500`),
      ...new Map(secrets.flatMap((secret) => recordAt(secret, secret.id).map((path) => [secret.kind, path]))).values(),
    ].map((path) => ({ path })),
  services: () => [
    ...['csv', 'xlsx'].map((format) => ({ path: `/templates/observations?period=2023&format=${format}` })),
    {
      path: '/import/observations',
      method: 'POST',
      type: 'text/csv',
      // Refused whole: the last row is of nothing that is measured.
      body: [
        'localityCode,asOf,indicator,period,value',
        ...territories.map(
          ({ slug, code, asOf }) => `${code},${asOf},${figureOf.indicator},${figureOf.period(slug)},1`,
        ),
        'VN,2023-05-05,NOTHING,2023,1',
      ].join('\n'),
    },
    upload(idOfNoSuch('Nomination')),
  ],
  calendar: (viewer, secrets) =>
    secrets.filter(({ kind, owner }) => kind === 'feed' && owner === viewer).map(({ marker }) => ({ path: marker })),
  link: (viewer, secrets) => Promise.all(secrets.flatMap(({ file }) => (file ? [linkTo(viewer, file)] : []))),
  export: (_viewer, secrets) => secrets.filter(({ kind }) => kind === 'export').map(({ id }) => exported(id)),
};

/** Requests for a secret by its own address, each beside the same for nothing. */
export async function hiddenAndNothing(viewer: string, secret: Secret): Promise<[Asked, Asked][]> {
  const nothing = idOfNothing(secret);
  const pairs: [Asked, Asked][] = [];
  for (const [i, path] of recordAt(secret, secret.id).entries())
    pairs.push([{ path }, { path: recordAt(secret, nothing)[i] ?? '' }]);
  if (secret.kind === 'export') pairs.push([exported(secret.id), exported(nothing)]);
  if (isNomination(secret)) pairs.push([upload(secret.id), upload(nothing)]);
  if (secret.file !== undefined)
    pairs.push([await linkTo(viewer, secret.file), await linkTo(viewer, idOfNoSuch('DossierFile'))]);
  return pairs;
}
