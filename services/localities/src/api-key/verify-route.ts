import { timingSafeEqual } from 'node:crypto';
import { Prisma } from '@thi-dua/prisma/generated/localities/client';
import { KEY_STANDS, Presented, subjectOfKey, VERIFY_KEY, Verdict, verifiesKeys } from '@thi-dua/schema/api-key';
import type { AuditNote } from '@thi-dua/schema/audit/trail';
import type { Route, RouteAnswer } from '@thi-dua/schema/route';
import { jsonIn, within } from '@thi-dua/schema/route-work';
import { z } from 'zod';
import type { LocalitiesContext } from '../builder.js';
import { liesIn } from './addresses.js';

interface LiveKey {
  tenant: string;
  scopes: string[];
  roles: string[];
  addresses: string[];
  trustedDocumentsOnly: boolean;
  expiresAt: Date;
  hash: Uint8Array;
  formerHash: Uint8Array | null;
  formerUntil: Date | null;
}

const HASH_BYTES = 32;
/** What a key that does not exist is compared with, so that it takes as long as one that does. */
const NOTHING = new Uint8Array(HASH_BYTES);

/** Until when the key under this hash is good; null where it is another one. Both hashes are compared, whatever the first says. */
function goodUntil(key: LiveKey | undefined, hash: Buffer): Date | null {
  const isCurrent = timingSafeEqual(key?.hash ?? NOTHING, hash);
  const isFormer = timingSafeEqual(key?.formerHash ?? NOTHING, hash);
  if (key === undefined) return null;
  if (isCurrent) return key.expiresAt;
  if (!isFormer || key.formerUntil === null) return null;
  return key.formerUntil < key.expiresAt ? key.formerUntil : key.expiresAt;
}

interface EndedKey {
  tenant: string;
  hash: Uint8Array;
  code: string;
}

/** Tells a tenant of its key that is refused though its secret is right: not waited for, so that nobody learns by its time that it is. */
const tell = ({ ledger }: LocalitiesContext, tenant: string, id: string, code: string) => {
  const used: AuditNote = { action: 'apiKey', ids: [], outcome: 'REFUSED', codes: [code] };
  ledger.note({ tenant, subject: subjectOfKey(id) }, [used]);
};

async function verdictOn({ id, hash: given, address }: Presented, context: LocalitiesContext): Promise<Verdict> {
  const { db } = context;
  const hash = Buffer.from(given, 'base64url');
  if (hash.length !== HASH_BYTES) return { key: null };
  const [found] = await db.$queryRaw<LiveKey[]>(Prisma.sql`
    SELECT tenant, scopes, roles, addresses, trusted_documents_only AS "trustedDocumentsOnly", expires_at AS "expiresAt", hash, former_hash AS "formerHash", former_until AS "formerUntil"
    FROM localities.live_api_key(${id})`);
  const until = goodUntil(found, hash);
  if (found === undefined || until === null) {
    const formerly = await db.$queryRaw<EndedKey[]>(Prisma.sql`
      SELECT tenant, hash, code FROM localities.ended_api_key(${id})`);
    const ended = formerly.find((one) => timingSafeEqual(one.hash, hash));
    if (ended !== undefined) tell(context, ended.tenant, id, ended.code);
    return { key: null };
  }
  if (found.addresses.length > 0 && (address === null || !liesIn(address, found.addresses))) {
    tell(context, found.tenant, id, 'ADDRESS_NOT_ALLOWED');
    return { key: null };
  }
  await db.$executeRaw(Prisma.sql`SELECT localities.note_api_key_use(${id}, ${address})`);
  const { tenant, roles, scopes, trustedDocumentsOnly } = found;
  return Verdict.parse({ key: { tenant, roles, scopes, trustedDocumentsOnly, until: until.toISOString() } });
}

const answer = (status: number, body: string): RouteAnswer => ({
  status,
  headers: { 'content-type': 'application/json; charset=utf-8' },
  body,
});

const Named = z.object({ id: z.string() });

/** Says to the gateway whether a key still stands that something was begun with: neither its secret nor its address is asked. */
export const standsRoute: Route = {
  ...KEY_STANDS,
  changes: null,
  async answer(request, caller, open) {
    if (!verifiesKeys(caller)) return answer(404, '{}');
    const { id } = Named.parse(await jsonIn(request));
    const [found] = await within(open, ({ db }: LocalitiesContext) =>
      db.$queryRaw<unknown[]>(Prisma.sql`SELECT tenant FROM localities.live_api_key(${id})`),
    );
    return answer(200, JSON.stringify({ stands: found !== undefined }));
  },
};

/** Says to the gateway whom a key speaks for. What is unknown, revoked, expired, or presented from elsewhere is answered alike. */
export const verifyRoute: Route = {
  ...VERIFY_KEY,
  changes: null,
  async answer(request, caller, open) {
    if (!verifiesKeys(caller)) return answer(404, '{}');
    const presented = Presented.parse(await jsonIn(request));
    return answer(
      200,
      JSON.stringify(await within(open, (context: LocalitiesContext) => verdictOn(presented, context))),
    );
  },
};
