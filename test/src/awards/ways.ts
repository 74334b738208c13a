import { connect } from '@thi-dua/prisma/connect';
import { readGlobalId, toGlobalId } from '@thi-dua/schema/global-id';
import { afterAll, expect } from 'vitest';
import type { awarding, Data } from './award-kit.js';
import { form, signer, tenantId } from './award-kit.js';
import { FORMS, lastAward, type Model, PATH, type Step, SUCCESSOR } from './nomination-model.js';

export interface Attempt {
  step: Step;
  id: string;
  caller: string;
  person: string;
  /** As the step is attempted. */
  model: Readonly<Model>;
}
export interface Sight {
  /** Null where nothing of it is shown. */
  nomination: { status: string; log: string[] } | null;
  listed: boolean;
  /** For each award, whether it was taken back; null where it is not shown. */
  awards: (boolean | null)[];
}
/** A way to take steps and to look at what they led to. */
export interface Way {
  /** What was refused, by codes; nothing where the step was taken. */
  attempt(attempt: Attempt): Promise<string[]>;
  look(caller: string, id: string, period: string, awards: readonly string[]): Promise<Sight>;
  awardsOf(id: string): Promise<string[]>;
}
type Kit = Awaited<ReturnType<typeof awarding>>;

let number = 0;
const VOTE = { heldOn: '2025-02-20', minutes: 'x', members: 5, abstained: 0 };
const votes = (step: Step) => (step === 'vote' ? { inFavour: 5, against: 0 } : { inFavour: 0, against: 5 });
export const ownForm = (at: number) => form(FORMS[at] ?? FORMS[0]);
const inner = (id: string) => readGlobalId('Nomination', id);

async function reader(url: string) {
  const operator = await connect(url);
  afterAll(() => operator.end());
  return async (id: string): Promise<string[]> =>
    (await operator.query('SELECT id FROM awards.award WHERE nomination_id = $1 ORDER BY stage', [inner(id)])).rows.map(
      (row) => row.id,
    );
}

/** Through the graph of the service. */
export async function throughService({ act, query, database }: Kit): Promise<Way> {
  const awardsOf = await reader(database.operatorUrl);
  const asked = (step: Step, id: string, { at }: Readonly<Model>, award: string): [string, Record<string, unknown>] => {
    switch (step) {
      case 'submit':
        return ['submitNomination', { id }];
      case 'submitUp':
        return ['submitNomination', { id, to: PATH[1] }];
      case 'submitFar':
        return ['submitNomination', { id, to: PATH[2] }];
      case 'appraise':
        return ['appraiseNomination', { id }];
      case 'appraiseForOwnForm':
        return ['appraiseNomination', { id, form: ownForm(at) }];
      case 'vote':
      case 'voteAgainst':
        return ['recordCouncilVote', { id, ...VOTE, ...votes(step) }];
      case 'escalate':
        return ['escalateNomination', { id, form: ownForm(at + 1) }];
      case 'escalateFar':
        return ['escalateNomination', { id, form: ownForm(at + 1), to: 'ha-noi' }];
      case 'decide':
        return [
          'decideNominations',
          { number: `${++number}`, day: '2025-02-21', signer, nominations: [id], tenant: PATH[at] },
        ];
      case 'return':
        return ['returnNomination', { id, remarks: 'x' }];
      case 'reject':
        return ['rejectNomination', { id, remarks: 'x' }];
      case 'revoke':
        return ['revokeAward', { id: toGlobalId('Award', award), number: 'x', day: '2026-01-05', reason: 'x' }];
    }
  };
  const tenants = Object.fromEntries([...PATH, SUCCESSOR].map((slug) => [tenantId(slug), slug]));
  return {
    awardsOf,
    async attempt({ step, id, caller, person, model }) {
      const award = (step === 'revoke' && (await awardsOf(id))[lastAward(model)]) || (inner(id) ?? '');
      return (await act(caller, ...asked(step, id, model, award), person)).errors.map(({ code }) => code);
    },
    async look(caller, id, period, awards) {
      const { nomination, nominations, ...seen } = await query(
        caller,
        `{ nomination(id: "${id}") { status log { step tenant { id } actedBy { id } person } }
           nominations(filter: { period: "${period}" }) { totalCount nodes { id } }
           ${awards.map((award, i) => `award${i}: award(id: "${toGlobalId('Award', award)}") { revocation { number } }`).join('\n')} }`,
      );
      expect(nominations.totalCount).toBe(nominations.nodes.length);
      return {
        nomination: nomination && {
          status: nomination.status,
          log: nomination.log.map(
            ({ step, tenant, actedBy, person }: Data) =>
              `${step} ${tenants[tenant.id]} ${tenants[actedBy.id]} ${person}`,
          ),
        },
        listed: nominations.nodes.some((one: Data) => one.id === id),
        awards: awards.map((_award, i) => seen[`award${i}`] && seen[`award${i}`].revocation !== null),
      };
    },
  };
}

/** By hand, as the service's own database role, past everything that the service checks. */
export async function byHand({ database }: Kit): Promise<Way> {
  const awardsOf = await reader(database.operatorUrl);
  const app = await connect(database.appUrl);
  afterAll(() => app.end());
  const as = async <T>(caller: string, person: string, act: () => Promise<T>): Promise<T> => {
    await app.query('BEGIN');
    await app.query(`SELECT set_config('app.tenant', $1, true), set_config('app.subject', $2, true)`, [caller, person]);
    try {
      const answer = await act();
      await app.query('COMMIT');
      return answer;
    } catch (error) {
      await app.query('ROLLBACK');
      throw error;
    }
  };
  const key = (at: number) => `${FORMS[Math.min(at, 2)]}~2024-01-01`;
  const take = async ({ step, id, person, model: { at, ...model } }: Attempt) => {
    const enter = (kind: string, role: string, columns: { to?: string; form?: string; content?: object } = {}) =>
      app.query(
        `INSERT INTO awards.nomination_step (nomination_id, step, role, remarks, to_tenant, form_key, content)
         VALUES ($1, $2::awards.step_kind, $3, 'x', $4, $5, $6)`,
        [inner(id), kind, role, columns.to ?? null, columns.form ?? null, columns.content ?? {}],
      );
    switch (step) {
      case 'submit':
        return enter('SUBMITTED', 'PLANNER', { to: PATH[0] });
      case 'submitUp':
        return enter('SUBMITTED', 'PLANNER', { to: PATH[1] });
      case 'submitFar':
        return enter('SUBMITTED', 'PLANNER', { to: PATH[2] });
      case 'appraise':
        return enter('APPRAISED', 'APPRAISER');
      case 'appraiseForOwnForm':
        return enter('APPRAISED', 'APPRAISER', { form: key(at) });
      case 'vote':
      case 'voteAgainst':
        return enter('COUNCIL_VOTED', 'COUNCIL', { content: { ...VOTE, ...votes(step), present: 5 } });
      case 'escalate':
        return enter('ESCALATED', 'APPRAISER', { to: PATH[at + 1] ?? PATH[2], form: key(at + 1) });
      case 'escalateFar':
        return enter('ESCALATED', 'APPRAISER', { to: 'ha-noi', form: key(at + 1) });
      case 'return':
        return enter('RETURNED', 'APPRAISER');
      case 'reject':
        return enter('REJECTED', 'SIGNER');
      case 'decide': {
        const { rows } = await app.query(
          `INSERT INTO awards.decision (tenant_id, number, day, signer_name, signer_position, decided_by)
           VALUES ($1, $2, '2025-02-21', 'A', 'B', $3) RETURNING id`,
          [PATH[at], `${++number}`, person],
        );
        return enter('DECIDED', 'SIGNER', { content: { decision: rows[0].id } });
      }
      case 'revoke': {
        const award = (await awardsOf(id))[lastAward({ at, ...model })] ?? inner(id);
        return enter('REVOKED', 'SIGNER', { content: { award, number: 'x', day: '2026-01-05' } });
      }
    }
  };
  return {
    awardsOf,
    async attempt(attempt) {
      try {
        await as(attempt.caller, attempt.person, () => take(attempt));
        return [];
      } catch (error) {
        return [(error as { code?: string }).code ?? 'FAILED'];
      }
    },
    look: (caller, id, period, awards) =>
      as(caller, 'x', async () => {
        const { rows } = await app.query('SELECT status FROM awards.nomination WHERE id = $1', [inner(id)]);
        const { rows: list } = await app.query('SELECT id FROM awards.nomination WHERE period = $1', [period]);
        const { rows: log } = await app.query(
          'SELECT step, tenant_id, acted_by, subject FROM awards.nomination_step WHERE nomination_id = $1 ORDER BY seq',
          [inner(id)],
        );
        const { rows: given } = await app.query(
          'SELECT id, revoked_on IS NOT NULL AS revoked FROM awards.award WHERE id = ANY ($1::uuid[])',
          [awards],
        );
        if (rows.length === 0) expect(log).toEqual([]);
        return {
          nomination:
            rows.length === 0
              ? null
              : {
                  status: rows[0].status,
                  log: log.map((row) => `${row.step} ${row.tenant_id} ${row.acted_by} ${row.subject}`),
                },
          listed: list.some((row) => row.id === inner(id)),
          awards: awards.map((award) => given.find((row) => row.id === award)?.revoked ?? null),
        };
      }),
  };
}
