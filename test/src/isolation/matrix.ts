import type { Answer } from '@thi-dua/gateway/gateway';
import { connect } from '@thi-dua/prisma/connect';
import { today } from '@thi-dua/schema/day';
import { readFileLink, signFileLink } from '@thi-dua/schema/file-link';
import { type EntityName, readGlobalUuid } from '@thi-dua/schema/global-id';
import { keyFor } from '@thi-dua/schema/server-key';
import { describe, expect, test } from 'vitest';
import { bytesOf, download, upload } from '../awards/dossier-kit.js';
import { settleEvents } from '../events/settle-events.js';
import { type TestDatabase, testDatabase } from '../kit/database.js';
import { ask, callerOf, fileFolder, identityKey } from '../kit/services.js';
import { type Graph, graph } from './graph.js';
import { fieldArguments } from './probes/fields.js';
import { mutationProbes } from './probes/mutations.js';
import { idOfNoSuch, idOfNothing } from './probes/nothing.js';
import { anyEntity, rootArguments } from './probes/roots.js';
import { relation } from './relation.js';
import { type Selection, selectEverything } from './selection.js';
import { slugs } from './world/ground.js';
import { populate } from './world/populate.js';
import { entityOf, isNomination, isReport, type Secret } from './world/secret.js';

/** What design §2 grants, from the tenants' facts alone. */
export function maySee(viewer: string, secret: Secret): boolean {
  // An export is its maker's own, whom no successor takes the place of; so are a tenant's keys, and where its events are sent.
  const { kind } = secret;
  if (kind === 'feed' || kind === 'export' || kind === 'webhook' || kind === 'key') return viewer === secret.owner;
  if (secret.addressee !== undefined) {
    const towards = relation(viewer, secret.addressee, secret.day, today());
    if (towards === 'own' || towards === 'successor') return true;
  }
  const stands = relation(viewer, secret.owner, secret.day, today());
  if (stands === 'own' || stands === 'successor') return true;
  switch (kind) {
    case 'draft':
    case 'report-draft':
    // A frozen year is its tenant's alone: those above see the report as it stands.
    case 'frozen':
    case 'nomination-draft':
    // It stands at its own tenant: it has reached no superior yet.
    case 'nomination':
      return false;
    case 'award':
    case 'issued':
      return stands === 'superior' || stands === 'subordinate';
    case 'open':
    case 'published-exemplar':
      return true;
    case 'household':
      return stands === 'superior' || stands === 'subordinate';
    case 'figure':
    case 'report':
    case 'supervision':
    case 'duty':
    case 'exemplar':
    case 'contribution':
    case 'contribution-total':
    case 'sponsorship':
      return stands === 'superior';
  }
}
const viewers = [...slugs, 'a-stranger'];

/** Whether a marker is shown, and not just as part of a longer number. */
export const shows = (text: string, marker: string) => new RegExp(`(?<![0-9])${marker}(?![0-9])`).test(text);

export interface Mode {
  name: string;
  prepare?: (database: TestDatabase) => Promise<void>;
  policyEnforced: boolean;
}

/** Declares the whole matrix as tests, for one way in which the graph is guarded. */
export function matrix(mode: Mode): void {
  describe(mode.name, async () => {
    const database = await testDatabase();
    const { files } = fileFolder();
    const setUp = await graph(database, true, files);
    const secrets = await populate(setUp);
    await settleEvents(database);
    await mode.prepare?.(database);
    const tested: Graph = mode.policyEnforced ? setUp : await graph(database, false, files);
    const { schema } = tested.gateway;
    const roots = rootArguments(secrets);

    test.each(viewers)(
      'every root field and everything below it shows %s what it may see, and nothing else',
      async (viewer) => {
        const texts: string[] = [];
        for (const [field, variants] of Object.entries(roots)) {
          for (const [i, variant] of variants.entries()) {
            // Everything once, and wherever the arguments lead to other figures; else what tells records apart.
            const selection = selectRoot(tested, field, anyEntity.has(field) || (i > 0 && field !== 'locality'));
            const answer = await tested.ask(viewer, `{ root: ${field}${variant && `(${variant})`}${selection.text} }`);
            expect(answer.errors, `${field}(${variant})`).toBeUndefined();
            texts.push(JSON.stringify(answer.data));
          }
        }
        const all = texts.join('\n');
        for (const secret of secrets) {
          expect(shows(all, secret.marker), `${viewer} is shown ${secret.marker}`).toBe(maySee(viewer, secret));
          if (!maySee(viewer, secret)) {
            const file = secret.file === undefined ? [] : [{ id: secret.file }];
            for (const { id } of [secret, ...(secret.parts ?? []), ...file])
              expect(all.includes(`"${id}"`), `${viewer} is shown an id of ${secret.marker}`).toBe(false);
          }
        }
      },
    );

    test.each(viewers)('references by id and __typename alone name to %s nothing hidden', async (viewer) => {
      const { text } = selectEverything(schema, 'Plan', fieldArguments, { entitiesByKeyAlone: true });
      const answer = await tested.ask(
        viewer,
        `{ plans(first: 500) { totalCount nodes ${text} } observations(first: 500) { totalCount nodes { id __typename } } exemplars(first: 500) { totalCount nodes { id __typename } } }`,
      );
      expect(answer.errors).toBeUndefined();
      const shown = JSON.stringify(answer.data);
      for (const secret of secrets.filter((each) => entityOf(each) !== null)) {
        expect(shown.includes(`"${secret.id}"`), `${viewer}: ${secret.marker}`).toBe(maySee(viewer, secret));
      }
      // Counts are of what is shown: a count that is larger would tell of what is hidden.
      for (const { totalCount, nodes } of Object.values(
        answer.data as Record<string, { totalCount: number; nodes: unknown[] }>,
      )) {
        expect(totalCount).toBe(nodes.length);
      }
    });

    test.each(viewers)(
      'what is hidden from %s is answered as what does not exist, by id and by _entities',
      async (viewer) => {
        for (const secret of secrets.filter((each) => !maySee(viewer, each))) {
          const typename = entityOf(secret);
          if (isReport(secret)) {
            const root = (id: string) =>
              tested.ask(viewer, 'query ($id: ID!) { report(id: $id) { id title: period } }', { id });
            expect(await root(secret.id), secret.marker).toEqual(await root(idOfNothing(secret)));
          }
          for (const [field, is] of [
            ['nomination', isNomination(secret)],
            ['award', secret.kind === 'award'],
          ] as const) {
            if (!is) continue;
            const root = (id: string) =>
              tested.ask(viewer, `query ($id: ID!) { ${field}(id: $id) { id name } }`, { id });
            expect(await root(secret.id), secret.marker).toEqual(await root(idOfNothing(secret)));
          }
          if (secret.kind === 'contribution' || secret.kind === 'sponsorship') {
            const root = (id: string) =>
              tested.ask(viewer, `query ($id: ID!) { ${secret.kind}(id: $id) { id } }`, { id });
            expect(await root(secret.id), secret.marker).toEqual(await root(idOfNothing(secret)));
          }
          if (typename === null) continue;
          const owner = tested.services.find(
            ({ name }) => name === (typename === 'Observation' ? 'indicators' : 'campaigns'),
          );
          if (!owner) throw new Error('no such service');
          const look = (id: string, type: EntityName = typename) =>
            ask(
              owner,
              callerOf(viewer),
              `query ($r: [_Any!]!) { _entities(representations: $r) { __typename ... on ${type} { id } } }`,
              {
                r: [{ __typename: type, id }],
              },
            );
          expect(await look(secret.id), secret.marker).toEqual(await look(idOfNothing(secret)));
          for (const part of secret.parts ?? [])
            expect(await look(part.id, part.typename), `${secret.marker}: ${part.typename}`).toEqual(
              await look(idOfNoSuch(part.typename), part.typename),
            );
          if (typename !== 'Observation') {
            const field = typename.toLowerCase();
            const root = (id: string) =>
              tested.ask(viewer, `query ($id: ID!) { ${field}(id: $id) { id title } }`, { id });
            expect(await root(secret.id), secret.marker).toEqual(await root(idOfNothing(secret)));
          }
        }
      },
    );

    test.each(viewers)(
      '%s reads files and adds to dossiers of nominations it may, and learns of no other',
      async (viewer) => {
        const awards = tested.services.find(({ name }) => name === 'awards');
        if (!awards) throw new Error('no such service');
        const linked = async (file: string) => {
          const key = keyFor(identityKey, 'file link');
          const inner = readGlobalUuid('DossierFile', file) ?? '';
          const token = await signFileLink(key, { file: inner, tenant: viewer, issuedAt: new Date() });
          const answer = await download(awards, (await readFileLink(key, token)) ?? callerOf(viewer));
          return { ...answer, body: (await bytesOf(answer)).toString() };
        };
        const nothing = await linked(idOfNoSuch('DossierFile'));
        expect(nothing.status).toBe(404);
        for (const secret of secrets.filter(isNomination)) {
          const file = secret.file ?? '';
          const answer = await linked(file);
          if (maySee(viewer, secret)) expect(shows(answer.body, secret.marker), secret.marker).toBe(true);
          else {
            expect(answer, secret.marker).toEqual(nothing);
            const add = (nomination: string) => upload(awards, viewer, { nomination, name: 'x.pdf' });
            expect(await add(secret.id), secret.marker).toEqual(await add(idOfNothing(secret)));
          }
        }
      },
    );

    test.each(viewers)("no mutation by %s changes what is another's, or tells of what is hidden", async (viewer) => {
      const before = await snapshot(database);
      // What names no record is tried once an owner, not once a secret of its.
      const tries = new Set<string>();
      const ofNothing = new Map<string, Promise<Answer>>();
      for (const secret of secrets.filter(
        (each) => !['own', 'successor', 'superior'].includes(relation(viewer, each.owner, each.day, today())),
      )) {
        for (const [name, probe] of Object.entries(mutationProbes)) {
          const made = probe(secret, secret.id);
          const wish = JSON.stringify(made);
          if (made === null || tries.has(wish)) continue;
          tries.add(wish);
          const attempt = ({ query, input }: NonNullable<ReturnType<typeof probe>>) =>
            tested.ask(viewer, query, { input }, { subject: `probe@${viewer}` });
          const tried = await attempt(made);
          const missing = probe(secret, idOfNothing(secret));
          if (missing !== null && mode.policyEnforced && !maySee(viewer, secret)) {
            // Many secrets lead to one question about nothing, which changes nothing: it is asked once.
            const question = JSON.stringify(missing);
            const answer = ofNothing.get(question) ?? attempt(missing);
            ofNothing.set(question, answer);
            expect(withoutIds(tried, secret), `${name} on ${secret.marker}`).toEqual(withoutIds(await answer, secret));
          }
        }
      }
      expect(await snapshot(database)).toEqual(before);
    });
  });
}

export function selectRoot({ gateway }: Pick<Graph, 'gateway'>, field: string, entitiesByKeyAlone = false): Selection {
  const type = gateway.schema.getQueryType()?.getFields()[field]?.type;
  return selectEverything(gateway.schema, String(type).replace(/\W/g, ''), fieldArguments, { entitiesByKeyAlone });
}

/** What no probe may have changed. */
const WATCHED = [
  'campaigns.plan',
  'campaigns.bulk_export',
  'events.event',
  'events.webhook_endpoint',
  'events.webhook_delivery',
  'localities.api_key',
  'campaigns.report_version',
  'campaigns.report_duty',
  'campaigns.report_document',
  'campaigns.report_resource',
  'campaigns.report_award',
  'campaigns.report_exemplar',
  'campaigns.report_step',
  'campaigns.frozen_report',
  'campaigns.frozen_report_part',
  'campaigns.supervision',
  'campaigns.exemplar',
  'campaigns.exemplar_household',
  'campaigns.contribution',
  'campaigns.gift',
  'campaigns.sponsorship',
  'campaigns.contribution_release',
  'awards.nomination',
  'awards.nomination_stage',
  'awards.nomination_step',
  'awards.dossier_file',
  'awards.decision',
  'awards.award',
  'awards.award_count',
  'awards.award_place_count',
  'awards.decree',
  'awards.award_setting',
  'awards.award_conferral',
  'awards.holiday',
  'indicators.observation',
  'indicators.indicator',
  'indicators.methodology',
  'indicators.release',
  'map.locality',
  'map.designation',
] as const;

async function snapshot({ operatorUrl }: TestDatabase): Promise<unknown> {
  const operator = await connect(operatorUrl);
  const found: Record<string, unknown> = {};
  for (const table of WATCHED) {
    const { rows } = await operator.query(`SELECT to_jsonb(t)::text AS row FROM ${table} t ORDER BY 1`);
    found[table] = rows;
  }
  await operator.end();
  return found;
}

/** An answer, but for the id it was asked with. */
const withoutIds = (answer: unknown, secret: Secret) =>
  JSON.parse(
    JSON.stringify(answer ?? null)
      .replaceAll(secret.id, 'ID')
      .replaceAll(idOfNothing(secret), 'ID'),
  );
