import type { AuditEntry } from '@thi-dua/prisma/generated/localities/client';
import { type CursorKey, pageArgs, paginate } from '@thi-dua/schema/connection';
import { badInput } from '@thi-dua/schema/errors';
import { builder, connection } from '../builder.js';
import { mayReadLog } from './audit-policy.js';
import { countEntries, entriesAfter, entryKey } from './audit-store.js';

const AuditOutcomeEnum = builder.enumType('AuditOutcome', {
  description:
    'CHANGED: committed. REFUSED: nothing was changed or shown, for the reasons in `codes`. NOT_SHOWN: a record was asked for by its ' +
    'id, and the answer was null; whether it is hidden or does not exist, the log says no more than the answer did.',
  values: ['CHANGED', 'REFUSED', 'NOT_SHOWN'] as const,
});

const AuditEntryRef = builder.objectRef<AuditEntry>('AuditEntry').implement({
  description: "Something that was changed or refused, in the name of one tenant. Never a record's content.",
  fields: (t) => ({
    at: t.field({ type: 'DateTime', resolve: ({ at }) => at }),
    subject: t.exposeString('subject', { description: 'Who acted, as the access token names it.' }),
    keyId: t.exposeString('keyId', { nullable: true, description: 'The API key by which it came; null for a token.' }),
    service: t.exposeString('service', { description: 'Where: a service, or the gateway before any was asked.' }),
    action: t.exposeString('action', {
      description:
        'The field of the graph, or the file that was sent beside it; the type of a record to which another led; what the gateway did not take.',
    }),
    ids: t.exposeStringList('ids', {
      description: 'What it was about, as this API names it: ids that were sent, and of what it made. At most 500.',
    }),
    idCount: t.exposeInt('idCount', { description: 'How many ids there were.' }),
    outcome: t.field({ type: AuditOutcomeEnum, resolve: ({ outcome }) => outcome }),
    codes: t.exposeStringList('codes', { description: 'Why it was refused; none otherwise.' }),
    times: t.exposeInt('times', {
      description:
        'How often. What changed nothing and is alike is gathered for a minute: one line, with the ids of all of them.',
    }),
  }),
});

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

function behind(after: CursorKey | null): { at: Date; id: string } | null {
  if (after === null) return null;
  const at = new Date(String(after[0]));
  const id = String(after[1]);
  if (Number.isNaN(at.getTime()) || !uuid.test(id)) throw badInput('"after" is not a cursor of this list.', 'after');
  return { at, id };
}

builder.queryField('auditLog', (t) =>
  t.field({
    type: connection('AuditEntry', AuditEntryRef),
    requiresScopes: ['audit:read'],
    description:
      "What people and keys of your tenant changed, and what they were refused, from one instant to another (the first included, the last not); the latest first. Your own tenant's alone: what others did to your records stands in the records' history. Role AUDITOR or ADMIN.",
    authScopes: (_root, _args, { caller }) => mayReadLog(caller),
    args: {
      from: t.arg({ type: 'DateTime', required: true }),
      to: t.arg({ type: 'DateTime', required: true }),
      subject: t.arg.string({ required: false }),
      action: t.arg.string({ required: false }),
      outcome: t.arg({ type: AuditOutcomeEnum, required: false }),
      ...pageArgs(t),
    },
    resolve: (_root, { first, after: cursor, ...wish }, context) => {
      if (wish.from > wish.to) throw badInput('"from" is later than "to".', 'from');
      return paginate(
        { first, after: cursor },
        {
          keyLength: 2,
          keyOf: entryKey,
          fetch: (take, after) => entriesAfter(context, wish, take, behind(after)),
          count: () => countEntries(context, wish),
        },
      );
    },
  }),
);
