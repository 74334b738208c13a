import { verifyLogs } from '@thi-dua/awards/verify-log/broken-chains';
import { connect } from '@thi-dua/prisma/connect';
import { readGlobalId, toGlobalId } from '@thi-dua/schema/global-id';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { awarding, type Data, form, signer, tenantId } from './award-kit.js';
import {
  CALLERS,
  draft,
  FORMS,
  lastAward,
  type Model,
  maySee,
  maySeeAward,
  PATH,
  STEPS,
  type Step,
  SUCCESSOR,
  take,
} from './nomination-model.js';

const { done, act, query, database } = await awarding();
const app = await connect(database.appUrl);
const operator = await connect(database.operatorUrl);
afterAll(() => Promise.all([app.end(), operator.end()]));

let number = 0;
const VOTE = { heldOn: '2025-02-20', minutes: 'x', members: 5, abstained: 0 };
const votes = (step: Step) => (step === 'vote' ? { inFavour: 5, against: 0 } : { inFavour: 0, against: 5 });
const ownForm = (at: number) => form(FORMS[at] ?? FORMS[0]);
const awardsOf = async (id: string): Promise<string[]> =>
  (
    await operator.query('SELECT id FROM awards.award WHERE nomination_id = $1 ORDER BY stage', [
      readGlobalId('Nomination', id),
    ])
  ).rows.map((row) => row.id);

interface Attempt {
  step: Step;
  id: string;
  caller: string;
  person: string;
  /** As the step is attempted. */
  model: Readonly<Model>;
}

/** Takes a step through the service; the codes of what it refused. */
async function throughService({ step, id, caller, person, model }: Attempt): Promise<string[]> {
  const [field, input] = ((): [string, Record<string, unknown>] => {
    switch (step) {
      case 'submit':
        return ['submitNomination', { id }];
      case 'submitUp':
        return ['submitNomination', { id, to: PATH[1] }];
      case 'appraise':
        return ['appraiseNomination', { id }];
      case 'appraiseForOwnForm':
        return ['appraiseNomination', { id, form: ownForm(model.at) }];
      case 'vote':
      case 'voteAgainst':
        return ['recordCouncilVote', { id, ...VOTE, ...votes(step) }];
      case 'escalate':
        return ['escalateNomination', { id, form: ownForm(model.at + 1) }];
      case 'decide':
        return [
          'decideNominations',
          { number: `${++number}`, day: '2025-02-21', signer, nominations: [id], tenant: PATH[model.at] },
        ];
      case 'return':
        return ['returnNomination', { id, remarks: 'x' }];
      case 'reject':
        return ['rejectNomination', { id, remarks: 'x' }];
      case 'revoke':
        return ['revokeAward', { id: '', number: 'x', day: '2026-01-05', reason: 'x' }];
    }
  })();
  if (step === 'revoke') input.id = toGlobalId('Award', (await awardsOf(id))[lastAward(model)] ?? id);
  return (await act(caller, field, input, person)).errors.map(({ code }) => code);
}

/** The same by hand, as the service's own database role, past everything that the service checks. */
async function throughDatabase({ step, id, caller, person, model }: Attempt): Promise<string[]> {
  const nomination = readGlobalId('Nomination', id);
  const enter = (kind: string, role: string, columns: { to?: string; form?: string; content?: object } = {}) =>
    app.query(
      `INSERT INTO awards.nomination_step (nomination_id, step, role, remarks, to_tenant, form_key, content)
       VALUES ($1, $2::awards.step_kind, $3, 'x', $4, $5, $6)`,
      [nomination, kind, role, columns.to ?? null, columns.form ?? null, columns.content ?? {}],
    );
  const key = (at: number) => `${FORMS[at]}~2024-01-01`;
  await app.query('BEGIN');
  try {
    await app.query(`SELECT set_config('app.tenant', $1, true), set_config('app.subject', $2, true)`, [caller, person]);
    if (step === 'submit') await enter('SUBMITTED', 'PLANNER', { to: PATH[0] });
    if (step === 'submitUp') await enter('SUBMITTED', 'PLANNER', { to: PATH[1] });
    if (step === 'appraise') await enter('APPRAISED', 'APPRAISER');
    if (step === 'appraiseForOwnForm') await enter('APPRAISED', 'APPRAISER', { form: key(model.at) });
    if (step === 'vote' || step === 'voteAgainst')
      await enter('COUNCIL_VOTED', 'COUNCIL', { content: { ...VOTE, ...votes(step), present: 5 } });
    if (step === 'escalate')
      await enter('ESCALATED', 'APPRAISER', {
        to: PATH[model.at + 1] ?? PATH[2],
        form: key(Math.min(2, model.at + 1)),
      });
    if (step === 'return') await enter('RETURNED', 'APPRAISER');
    if (step === 'reject') await enter('REJECTED', 'SIGNER');
    if (step === 'decide') {
      const { rows } = await app.query(
        `INSERT INTO awards.decision (tenant_id, number, day, signer_name, signer_position, decided_by)
         VALUES ($1, $2, '2025-02-21', 'A', 'B', $3) RETURNING id`,
        [PATH[model.at], `${++number}`, person],
      );
      await enter('DECIDED', 'SIGNER', { content: { decision: rows[0].id } });
    }
    if (step === 'revoke') {
      const award = (await awardsOf(id))[lastAward(model)] ?? nomination;
      await enter('REVOKED', 'SIGNER', { content: { award, number: 'x', day: '2026-01-05' } });
    }
    await app.query('COMMIT');
    return [];
  } catch (error) {
    await app.query('ROLLBACK');
    return [(error as { code?: string }).code ?? 'FAILED'];
  }
}

/** What a caller sees of a nomination: by its id and in the list, with its log; and of the awards that came of it. */
async function seenBy(caller: string, id: string, period: string, awardIds: readonly string[]) {
  const { nomination, nominations, ...awards } = await query(
    caller,
    `{ nomination(id: "${id}") { id status at { id } log { step tenant { id } actedBy { id } person } }
       nominations(filter: { period: "${period}" }) { totalCount nodes { id } }
       ${awardIds.map((award, i) => `award${i}: award(id: "${award}") { revocation { number } }`).join('\n')} }`,
  );
  expect(nominations.totalCount).toBe(nominations.nodes.length);
  return {
    nomination,
    listed: nominations.nodes.some((one: Data) => one.id === id),
    awards: awardIds.map((_award, i) => awards[`award${i}`]),
  };
}

/** Mostly who may do something at all, so that long paths are walked; else anyone. */
const move = fc.record({
  step: fc.constantFrom(...STEPS),
  // Half of the moves go on along the path, where chance alone would seldom get.
  onward: fc.boolean(),
  caller: fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom('here') },
    { weight: 1, arbitrary: fc.constantFrom(...CALLERS) },
  ),
  person: fc.constantFrom('an', 'binh', 'chi'),
});
const ONWARD: Record<string, readonly Step[]> = {
  DRAFT: ['submit', 'submitUp'],
  RETURNED: ['submit'],
  SUBMITTED: ['appraiseForOwnForm'],
  ESCALATED: ['appraise'],
  APPRAISED: ['vote'],
  COUNCIL_VOTED: ['decide', 'escalate'],
  DECIDED: ['escalate', 'revoke'],
};

test.each([
  ['the service', throughService],
  ['the database by hand', throughDatabase],
])(
  'random steps by random callers through %s lead where the model leads, and show to nobody what is not theirs',
  async (_name, attempt) => {
    await fc.assert(
      fc.asyncProperty(fc.array(move, { minLength: 8, maxLength: 22 }), async (moves) => {
        // One that the list can be asked for by itself.
        number += 1;
        const period = `${1950 + (number % 70)}-${2025 + (Math.floor(number / 70) % 70)}`;
        const { id } = await done(
          PATH[0],
          'createNomination',
          {
            form: ownForm(0),
            occasion: 'ANNUAL',
            period,
            nominee: { subject: 'HOUSEHOLD', name: `Hộ ${++number}` },
            achievement: 'x',
            datedOn: '2025-02-10',
          },
          'an',
        );
        const model = draft('an');
        const check = async () => {
          const awardIds = (await awardsOf(id)).map((award) => toGlobalId('Award', award));
          expect(awardIds).toHaveLength(model.awards.length);
          for (const caller of CALLERS) {
            const { nomination, listed, awards } = await seenBy(caller, id, period, awardIds);
            expect([nomination !== null, listed], caller).toEqual([maySee(caller, model), maySee(caller, model)]);
            if (nomination !== null) {
              expect(nomination.status).toBe(model.status);
              const tenants = Object.fromEntries([...PATH, SUCCESSOR].map((slug) => [tenantId(slug), slug]));
              expect(
                nomination.log.map(
                  ({ step, tenant, actedBy, person }: Data) =>
                    `${step} ${tenants[tenant.id]} ${tenants[actedBy.id]} ${person}`,
                ),
              ).toEqual(model.log);
            }
            expect(
              awards.map((award: Data) => award && award.revocation !== null),
              caller,
            ).toEqual(model.awards.map(({ by, revoked }) => (maySeeAward(caller, by) ? revoked : null)));
          }
        };
        for (const { step: wished, onward, caller: who, person } of moves) {
          const next = ONWARD[model.status] ?? [];
          const step = (onward ? next[number % Math.max(1, next.length)] : undefined) ?? wished;
          const at = ['DRAFT', 'RETURNED'].includes(model.status) ? 0 : model.at;
          const caller = who === 'here' ? (PATH[at] ?? PATH[0]) : who;
          const before = { ...model, awards: [...model.awards] };
          const seen = maySee(caller, model);
          const codes = await attempt({ step, id, caller, person, model: before });
          const expected = take(model, step, caller, person);
          expect(codes.length === 0, `${step} by ${person} of ${caller} at ${before.status}: ${codes}`).toBe(expected);
          // To whom it is hidden it does not exist.
          if (attempt === throughService && !seen)
            expect(codes.filter((code) => !['NOT_YOURS', 'NOT_FOUND'].includes(code))).toEqual([]);
          if (expected && ['submit', 'submitUp', 'escalate', 'decide', 'revoke'].includes(step)) await check();
        }
        await check();
      }),
      { numRuns: 20, seed: 20_251_121 },
    );
    expect((await verifyLogs(operator)).broken).toEqual([]);
  },
  300_000,
);
