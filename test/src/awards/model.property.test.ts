import { verifyLogs } from '@thi-dua/awards/verify-log/broken-chains';
import { connect } from '@thi-dua/prisma/connect';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { awarding, form, signer } from './award-kit.js';

const { done, act, see, database } = await awarding();

const OWNER = 'ban-dan-toc-cao-bang';
/** The path upward from the owner, by the lines of today: its superior, and that one's. */
const PATH = [OWNER, 'cao-bang', 'trung-uong'];
/** Who acts for the ended owner. */
const SUCCESSOR = 'so-dan-toc-ton-giao-cao-bang';
const CALLERS = [...PATH, SUCCESSOR, 'ha-noi', 'ha-lang', 'quang-tri'];
const STEPS = [
  'submit',
  'submitUp',
  'appraise',
  'vote',
  'voteAgainst',
  'decide',
  'escalate',
  'return',
  'reject',
] as const;
type Step = (typeof STEPS)[number];

/** What the nomination is in, told in the plainest way. */
interface Model {
  status: string;
  at: number;
  reached: Set<number>;
  passed: boolean;
  submitters: Set<string>;
  awards: number;
}

const actsAt = (caller: string, tenant: number) => caller === PATH[tenant] || (tenant === 0 && caller === SUCCESSOR);
const maySee = (caller: string, model: Model) =>
  actsAt(caller, 0) || [...model.reached].some((tenant) => actsAt(caller, tenant));

const waiting = ['SUBMITTED', 'ESCALATED'];
/** Whether the step may be taken; takes it in the model. */
function take(model: Model, step: Step, caller: string, person: string): boolean {
  const here =
    ['SUBMITTED', 'ESCALATED', 'APPRAISED', 'COUNCIL_VOTED', 'DECIDED'].includes(model.status) &&
    actsAt(caller, model.at);
  const upTo = (tenant: number) => {
    model.at = tenant;
    model.reached.add(tenant);
    model.passed = false;
    model.submitters.add(person);
  };
  switch (step) {
    case 'submit':
    case 'submitUp':
      if (!actsAt(caller, 0) || !['DRAFT', 'RETURNED'].includes(model.status)) return false;
      model.status = 'SUBMITTED';
      upTo(step === 'submit' ? 0 : 1);
      return true;
    case 'appraise':
      if (!here || !waiting.includes(model.status)) return false;
      model.status = 'APPRAISED';
      return true;
    case 'vote':
    case 'voteAgainst':
      if (!here || model.status !== 'APPRAISED') return false;
      model.status = 'COUNCIL_VOTED';
      model.passed = step === 'vote';
      return true;
    case 'escalate':
      if (!here || !['COUNCIL_VOTED', 'DECIDED'].includes(model.status) || !model.passed || model.at === 2)
        return false;
      // After a local award only a higher form is asked for; the model always asks for one where there was none.
      if (model.status === 'DECIDED') return false;
      model.status = 'ESCALATED';
      upTo(model.at + 1);
      return true;
    case 'decide':
      // A merit letter is the agency's alone to confer.
      if (!here || model.status !== 'COUNCIL_VOTED' || !model.passed || model.submitters.has(person) || model.at !== 0)
        return false;
      model.status = 'DECIDED';
      model.awards += 1;
      return true;
    case 'return':
    case 'reject':
      if (!here || ![...waiting, 'APPRAISED', 'COUNCIL_VOTED'].includes(model.status)) return false;
      if (step === 'reject' && model.submitters.has(person)) return false;
      model.status = step === 'return' ? 'RETURNED' : 'REJECTED';
      return true;
  }
}

let number = 0;
const ask = (step: Step, id: string, caller: string, at: number, person: string) => {
  switch (step) {
    case 'submit':
      return act(caller, 'submitNomination', { id }, person);
    case 'submitUp':
      return act(caller, 'submitNomination', { id, to: 'cao-bang' }, person);
    case 'appraise':
      return act(caller, 'appraiseNomination', { id }, person);
    case 'vote':
    case 'voteAgainst': {
      const votes = step === 'vote' ? { inFavour: 5 } : { inFavour: 0, against: 5 };
      return act(caller, 'recordCouncilVote', { id, heldOn: '2025-02-20', minutes: 'x', members: 5, ...votes }, person);
    }
    case 'escalate':
      return act(caller, 'escalateNomination', { id }, person);
    case 'decide': {
      const input = { number: `${++number}`, day: '2025-02-21', signer, nominations: [id], tenant: PATH[at] };
      return act(caller, 'decideNominations', input, person);
    }
    case 'return':
      return act(caller, 'returnNomination', { id, remarks: 'x' }, person);
    case 'reject':
      return act(caller, 'rejectNomination', { id, remarks: 'x' }, person);
  }
};

/** Mostly who may do something at all, so that long paths are walked; else anyone. */
const move = fc.record({
  step: fc.constantFrom(...STEPS),
  caller: fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom('here') },
    { weight: 1, arbitrary: fc.constantFrom(...CALLERS) },
  ),
  person: fc.constantFrom('an', 'binh', 'chi'),
});

test('random steps by random callers lead where the model leads, and show the nomination to whom it has reached alone', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(move, { minLength: 6, maxLength: 16 }), async (moves) => {
      const { id } = await done(
        OWNER,
        'createNomination',
        {
          form: form('MERIT_LETTER'),
          occasion: 'ANNUAL',
          period: '2024',
          nominee: { subject: 'HOUSEHOLD', name: `Hộ ${++number}` },
          achievement: 'x',
          datedOn: '2025-02-10',
        },
        'an',
      );
      const model: Model = {
        status: 'DRAFT',
        at: 0,
        reached: new Set(),
        passed: false,
        submitters: new Set(['an']),
        awards: 0,
      };
      for (const { step, caller: wished, person } of moves) {
        const caller =
          wished === 'here' ? (PATH[['DRAFT', 'RETURNED'].includes(model.status) ? 0 : model.at] ?? OWNER) : wished;
        const { at } = model;
        const expected = take(model, step, caller, person);
        const { errors } = await ask(step, id, caller, at, person);
        expect(errors.length === 0, `${step} by ${person} of ${caller}: ${errors.map(({ code }) => code)}`).toBe(
          expected,
        );
        if (!expected && !maySee(caller, model))
          expect(errors.map(({ code }) => code).filter((code) => code !== 'NOT_YOURS' && code !== 'NOT_FOUND')).toEqual(
            [],
          );
      }
      for (const caller of CALLERS) {
        const seen = await see(caller, id);
        expect(seen !== null, caller).toBe(maySee(caller, model));
        if (seen !== null) expect([seen.status, seen.awards.length]).toEqual([model.status, model.awards]);
      }
    }),
    { numRuns: 25, seed: 20_251_121 },
  );
  const operator = await connect(database.operatorUrl);
  expect((await verifyLogs(operator)).broken).toEqual([]);
  await operator.end();
}, 300_000);
