import { createHash, randomInt } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { z } from 'zod';
import { type Caller, ROLES } from './caller.js';
import type { RouteAddress } from './route.js';
import { SCOPES, type Scope } from './scopes.js';

/*
 * An API key is "tdg_", its id, "_", its secret and a checksum, in letters and digits: one word to copy, which scanners of
 * repositories and logs know by its prefix, and can tell from chance by the checksum.
 */
const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const PREFIX = 'tdg_';
const ID_LENGTH = 16;
/** Of 62 letters each: 190 bits. */
const SECRET_LENGTH = 32;
const CHECKSUM_LENGTH = 6;
const form = new RegExp(
  `^(${PREFIX}([0-9A-Za-z]{${ID_LENGTH}})_[0-9A-Za-z]{${SECRET_LENGTH}})([0-9A-Za-z]{${CHECKSUM_LENGTH}})$`,
);

const randomLetters = (count: number): string =>
  Array.from({ length: count }, () => ALPHABET.charAt(randomInt(ALPHABET.length))).join('');

function checksumOf(text: string): string {
  let rest = crc32(text);
  let letters = '';
  for (let i = 0; i < CHECKSUM_LENGTH; i++) {
    letters = ALPHABET.charAt(rest % ALPHABET.length) + letters;
    rest = Math.floor(rest / ALPHABET.length);
  }
  return letters;
}

export const newKeyId = (): string => randomLetters(ID_LENGTH);

/** A key under this id that was never given out before. */
export function newKey(id: string): string {
  const text = `${PREFIX}${id}_${randomLetters(SECRET_LENGTH)}`;
  return text + checksumOf(text);
}

/** What of a key may be shown again: enough to find it by. */
export const keyPrefix = (id: string): string => `${PREFIX}${id}`;

/**
 * All that is ever kept of a key, or sent from gateway to service. A plain hash is enough: against 190 random bits there is
 * nothing to try that a slow one would make slower, and it is reckoned at every request.
 */
export const hashOfKey = (key: string): Buffer => createHash('sha256').update(key).digest();

/** Whether a credential means to be one of our keys, whatever becomes of it. */
export const looksLikeKey = (credential: string): boolean => credential.startsWith(PREFIX);

/** The id of a well-formed key; null for what is mistyped, cut off or made up. */
export function idOfKey(credential: string): string | null {
  const [, text, id, checksum] = form.exec(credential) ?? [];
  return text !== undefined && id !== undefined && checksumOf(text) === checksum ? id : null;
}

/** Between the gateway and the service that keeps the keys; no client reaches it. */
export const VERIFY_KEY: RouteAddress = { method: 'POST', path: '/api-keys/verify' };

/** Asks whether a key still stands on whose behalf something goes on. */
export const KEY_STANDS: RouteAddress = { method: 'POST', path: '/api-keys/stands' };

const VERIFY = 'verify-api-keys';
/** Looks keys up, whosever they are. Of no tenant: it sees nothing of anyone's. */
export const keyVerifier: Caller = { subject: 'key-verifier', tenant: 'key-verifier', roles: [], scopes: [VERIFY] };
export const verifiesKeys = ({ scopes }: Caller): boolean => scopes.includes(VERIFY);

/** A key as it was presented. */
export const Presented = z.object({
  id: z.string(),
  /** In base64url. */
  hash: z.string(),
  /** From where; null where that is not known. */
  address: z.string().nullable(),
});
export type Presented = z.infer<typeof Presented>;

const Recognised = z.object({
  tenant: z.string(),
  roles: z.array(z.enum(ROLES)),
  scopes: z.array(z.string()).transform((names) => SCOPES.filter((scope): scope is Scope => names.includes(scope))),
  trustedDocumentsOnly: z.boolean(),
  /** Until when it is good as presented. */
  until: z.iso.datetime(),
});
/** Whom a key speaks for; null for one that is not good, for whatever reason. */
export const Verdict = z.object({ key: Recognised.nullable() });
export type Verdict = z.infer<typeof Verdict>;

export const Standing = z.object({ stands: z.boolean() });

const SUBJECT = 'api-key:';
/** Who a key is, wherever its deeds are recorded. */
export const subjectOfKey = (id: string): string => `${SUBJECT}${id}`;
/** The key that a subject is; null for a person or system that came by a token. */
export const keyOfSubject = (subject: string): string | null =>
  subject.startsWith(SUBJECT) ? subject.slice(SUBJECT.length) : null;
