import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { dossierEnv, dossierValues } from '@thi-dua/awards/dossier/store/env';
import { GATEWAY_VARIABLES, gatewayEnv } from '@thi-dua/gateway/env';
import { eventSettings } from '@thi-dua/localities/webhook/settings';
import { SERVICE_VARIABLES, serviceEnv } from '@thi-dua/schema/env';
import { SERVICES } from '@thi-dua/schema/identity';
import { afterEach, describe, expect, test, vi } from 'vitest';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const folder = join(root, 'docs/deploy');
const read = (name: string) => readFileSync(join(folder, name), 'utf8');
const all = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map(([, found = '']) => found);

const PARTS = ['gateway', ...SERVICES] as const;
const PORTS = { gateway: 4000, localities: 4001, indicators: 4002, campaigns: 4003, awards: 4004 };
const known: Record<(typeof PARTS)[number], ReadonlySet<string>> = {
  gateway: new Set(GATEWAY_VARIABLES),
  localities: new Set([...SERVICE_VARIABLES, ...Object.keys(eventSettings)]),
  indicators: new Set(SERVICE_VARIABLES),
  campaigns: new Set(SERVICE_VARIABLES),
  awards: new Set([...SERVICE_VARIABLES, ...Object.keys(dossierValues.shape)]),
};
const anyones = new Set(PARTS.flatMap((part) => [...known[part]]));

/** The documents of a manifest by their kind. Read as text: the files keep one plain form, and a parser is nothing we depend on. */
const manifest = (name: string) =>
  new Map(
    read(`kubernetes/${name}.yaml`)
      .split(/^---$/m)
      .map((text) => [/^kind: (\w+)$/m.exec(text)?.[1], text]),
  );
const configuration = manifest('configuration').get('ConfigMap') ?? '';
const settings = Object.fromEntries(
  [...configuration.matchAll(/^ {2}([A-Z][A-Z0-9_]*): (.+)$/gm)].map(([, name = '', value = '']) => [
    name,
    value.replace(/^(['"])(.*)\1$/, '$2'),
  ]),
);
/** What stands in a secret, as it would look. */
const SECRETS: Record<string, string> = {
  IDENTITY_KEY: 'k'.repeat(43),
  APP_DATABASE_URL: 'postgresql://thi_dua_app:x@database:5432/thi_dua',
  APP_REPLICA_URLS:
    'postgresql://thi_dua_app:x@standby-1:5432/thi_dua,postgresql://thi_dua_app:x@standby-2:5432/thi_dua',
  REDIS_URL: 'redis://redis:6379/0',
  DOSSIER_S3_ACCESS_KEY_ID: 'id',
  DOSSIER_S3_SECRET_ACCESS_KEY: 'secret',
};

afterEach(() => {
  vi.unstubAllEnvs();
});

test('every variable that any process or command reads stands in the table of settings, and no other', () => {
  const sources = ['gateway/src', 'schema/src', 'prisma/src', ...SERVICES.map((name) => `services/${name}/src`)];
  const files = sources.flatMap((source) =>
    readdirSync(join(root, source), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => readFileSync(join(root, source, name), 'utf8')),
  );
  const inText = files
    .filter((text) => text.includes('readEnv(') || text.includes('process.env'))
    .flatMap((text) => [
      ...all(text, /process\.env\.([A-Z][A-Z0-9_]+)/g),
      ...all(text, /^ +([A-Z][A-Z0-9_]{2,}): (?:z\.|url|text|whole|postgres)/gm),
    ]);
  // What we hand to programs of others, or find as the machine has it.
  const ours = ['PRISMA_SCHEMA_ENGINE_BINARY', 'MIGRATION_DATABASE_URL', 'PATH', 'HOME', 'NODE_ENV'];
  const read = new Set([...anyones, ...inText].filter((name) => !ours.includes(name)));
  const operations = readFileSync(join(root, 'docs/operations.md'), 'utf8');
  const [, table = ''] = /^## Settings$([\s\S]*?)^## /m.exec(operations) ?? [];
  const told = [...table.matchAll(/^\| (`[^|]+) \|/gm)].flatMap(([, names = '']) => all(names, /`([A-Z0-9_]+)`/g));
  expect(new Set(told).size).toBe(told.length);
  const libraries = ['NODE_EXTRA_CA_CERTS', 'OTEL_EXPORTER_OTLP_HEADERS'];
  expect(told.filter((name) => !libraries.includes(name)).sort()).toEqual([...read].sort());
});

describe.each(PARTS)('the Kubernetes manifest of %s', (part) => {
  const documents = manifest(part);
  const deployment = documents.get('Deployment') ?? '';
  const plain = [...deployment.matchAll(/\{ name: ([A-Z][A-Z0-9_]*), value: "([^"]*)" \}/g)];
  const secret = all(deployment, /- name: ([A-Z][A-Z0-9_]*)\n {14}valueFrom: \{ secretKeyRef: /g);

  test('sets only what the process reads, and enough for it to start', () => {
    for (const name of [...plain.map(([, name = '']) => name), ...secret]) expect(known[part]).toContain(name);
    for (const name of Object.keys(settings)) expect(anyones).toContain(name);
    // The one these tests may have been given is none of the manifest's.
    vi.stubEnv('DATABASE_URL', undefined);
    for (const [name, value] of Object.entries(settings)) vi.stubEnv(name, value);
    for (const [, name = '', value = ''] of plain) vi.stubEnv(name, value);
    for (const name of secret) vi.stubEnv(name, SECRETS[name]);
    const { PORT } = part === 'gateway' ? gatewayEnv() : serviceEnv();
    expect(PORT).toBe(PORTS[part]);
    if (part === 'awards') expect(dossierEnv().DOSSIER_S3_BUCKET).toBe('thi-dua-dossiers');
  });

  test('has one port everywhere, and a program that exists', () => {
    expect(all(deployment, /containerPort: (\d+)/g)).toEqual([String(PORTS[part])]);
    expect(all(documents.get('Service') ?? '', /port: (\d+)/g)).toEqual([String(PORTS[part])]);
    if (part !== 'gateway') expect(settings[`${part.toUpperCase()}_URL`]).toBe(`http://${part}:${PORTS[part]}/graphql`);
    const [program = ''] = all(deployment, /args: \[(.+)\]/g);
    expect(existsSync(join(root, program))).toBe(true);
    expect(program).toContain(part);
  });

  test('is probed, limited, without rights, not root, and never gone as a whole', () => {
    for (const [probe, path] of [
      ['startup', '/health'],
      ['liveness', '/health'],
      ['readiness', '/ready'],
    ])
      expect(deployment).toContain(`${probe}Probe:\n            httpGet: { path: ${path}, port: http }`);
    expect(deployment).toMatch(/limits: \{ memory: \w+ \}/);
    for (const rule of [
      'runAsNonRoot: true',
      'runAsUser: 1000',
      'allowPrivilegeEscalation: false',
      'readOnlyRootFilesystem: true',
      'drop: [ALL]',
      'automountServiceAccountToken: false',
      'replicas: 2',
    ])
      expect(deployment).toContain(rule);
    expect(documents.get('PodDisruptionBudget')).toContain('minAvailable: 1');
    expect(deployment).toContain(`thi-dua/role: ${part === 'gateway' ? 'gateway' : 'service'}\n`);
  });
});

test('services are reached by the gateway and each other, at their ports, and by nobody else', () => {
  const policies = read('kubernetes/network-policy.yaml').split(/^---$/m);
  expect(policies.map((policy) => all(policy, /^ {2}name: (.+)$/gm)[0])).toEqual([
    'nobody',
    'to-gateway',
    'to-services',
  ]);
  const [nobody = '', , services = ''] = policies;
  expect(nobody).toContain('podSelector: {}');
  expect(nobody).not.toContain('ingress:');
  expect(all(services, /thi-dua\/role: (\w+)/g)).toEqual(['service', 'gateway', 'service']);
  expect(services).not.toMatch(/namespaceSelector|ipBlock/);
  expect(all(services, /port: (\d+)/g).map(Number)).toEqual(SERVICES.map((name) => PORTS[name]));
});

test('no manifest holds a secret: all are referred to', () => {
  for (const name of readdirSync(join(folder, 'kubernetes'))) {
    expect(read(`kubernetes/${name}`)).not.toMatch(/^kind: Secret$|stringData|value: "(postgresql|redis)/m);
  }
});

test('the image installs every workspace, runs as nobody in particular, and names no registry of packages', () => {
  const text = read('Dockerfile');
  const { workspaces } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const folders = (workspaces as string[]).flatMap((name) =>
    name.endsWith('/*')
      ? readdirSync(join(root, name.slice(0, -2))).map((one) => `${name.slice(0, -1)}${one}`)
      : [name],
  );
  expect(all(text, /COPY (\S+)\/package\.json/g).sort()).toEqual(folders.sort());
  expect(text).toContain('\nRUN npm ci\n');
  expect(text.slice(text.lastIndexOf('\nFROM '))).toContain('\nUSER 1000:1000\n');
  expect(text).not.toMatch(/https?:\/\//);
});

test('compose starts what exists, with variables that are read, and lets the outside reach the gateway alone', () => {
  const text = read('compose.yaml');
  for (const program of all(text, /command: \[(.+)\]/g)) expect(existsSync(join(root, program))).toBe(true);
  const names = new Set(all(text, /^ +([A-Z][A-Z0-9_]*): /gm));
  for (const name of names) expect(new Set([...anyones, 'POSTGRES_PASSWORD'])).toContain(name);
  expect(all(text, /^ {4}ports: (.+)$/gm)).toEqual([`["\${PUBLISH:-127.0.0.1:4000}:4000"]`]);
  expect(text).toContain('inside: { internal: true }');
});
