import { readFileSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { createIndicators } from '@thi-dua/indicators/service';
import { connect } from '@thi-dua/prisma/connect';
import { ROLES } from '@thi-dua/schema/caller';
import { createIdentitySigner } from '@thi-dua/schema/identity';
import { createLog } from '@thi-dua/schema/log';
import { parse } from 'graphql';
import { readCountry } from './country.js';
import { communeLines, neighbourhoodLines, HEADER } from './rows.js';
const urls = JSON.parse(readFileSync('/tmp/nation-rig-urls.json', 'utf8'));
const key = new Uint8Array(randomBytes(32));
const signer = createIdentitySigner(key);
const service = createIndicators({ databaseUrl: urls.app, identityKey: key, log: createLog('error'), sessions: 4 });
const op = await connect(urls.operator);
const c = await readCountry(op, 'x', 1);
const [what, tenant, ...years] = process.argv.slice(2);
const r = c.before.find((b) => b.tenant === tenant)!;
const as = (t: string, s: string) => signer.sign({ subject: s, tenant: t, roles: ROLES, scopes: [] } as never, service.name);
async function send(lines: string[], who = tenant!) {
  const begun = performance.now();
  let faults = 0; let last = begun, phase = '';
  const { body } = await service.serve({ method: 'POST', path: '/import/observations' }, { query: new URLSearchParams({ mode: 'ALL_OR_NOTHING' }), headers: { 'content-type': 'text/csv', 'idempotency-key': randomBytes(8).toString('hex') }, body: (async function* () { yield Buffer.from(HEADER + lines.join('\n')); })(), signal: new AbortController().signal } as never, await as(who, 'rep'));
  for await (const t of body as AsyncIterable<string>) { const l = JSON.parse(String(t)); if (l.type === 'summary' || l.type==='error' || (l.type==='fault' && faults++ < 3)) console.log(JSON.stringify(l)); else if (l.phase !== phase) { const n = performance.now(); console.log(phase, Math.round(n - last)); last = n; phase = l.phase; } }
  const ms = performance.now() - begun;
  console.log(phase, Math.round(performance.now() - last), 'rows', lines.length, 'ms', Math.round(ms), 'rows/s', Math.round(lines.length / ms * 1000));
}
async function mutate(t: string, q: string, input: object) {
  const begun = performance.now();
  const { data, errors } = await service.execute({ document: parse(q), variables: { input }, identity: await as(t, 'judge') });
  console.log(JSON.stringify(data ?? errors), Math.round(performance.now() - begun), 'ms');
}
if (what === 'm') { const w = await op.query("select substring(wal_lsn::text from 1) x from pg_current_wal_lsn() wal_lsn").catch(() => null); const list = c.before.filter((b) => b.tenant.startsWith('synthetic') && b.communes.length > 140).slice(...tenant!.split('-').map(Number)); for (const b of list) await send(communeLines(b.communes, years.map(Number)), b.tenant); }
if (what === 'c') await send(communeLines(r.communes, years.map(Number)));
if (what === 'n') await send(neighbourhoodLines(r.communes, years.map(Number)));
if (what === 'v') for (const y of years) {
  const { rows } = await op.query('select l.code from map.tenant t join map.locality l on l.id = t.locality_id where t.slug=$1', [tenant]);
  await mutate('trung-uong', 'mutation($input: SelectObservationsInput!) { verifyObservations(input: $input) { count errors { code } } }', { localityCode: rows[0].code, period: y });
  await mutate(tenant!, 'mutation($input: ReleaseFiguresInput!) { releaseFigures(input: $input) { released errors { code } } }', { localityCode: rows[0].code, period: y, scope: 'BELOW', decision: 'x' });
}
await service.close(); await op.end();
