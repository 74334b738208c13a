import { verifyLogs } from '@thi-dua/awards/verify-log/broken-chains';
import { connect } from '@thi-dua/prisma/connect';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { withoutRowLevelSecurity } from '../isolation/graph.js';
import { testDatabase } from '../kit/database.js';
import { awarding } from './award-kit.js';
import { CALLERS, draft, maySee, maySeeAward, PATH, STEPS, type Step, take } from './nomination-model.js';
import { byHand, ownForm, throughService } from './ways.js';

// Each layer alone: the service on a database that hides nothing by itself, and the database past the service.
const open = await testDatabase();
await withoutRowLevelSecurity(open);
const [served, confined] = [await awarding(open), await awarding()];
const ways = [
  { name: 'the service', kit: served, way: await throughService(served), hidden: ['NOT_YOURS', 'NOT_FOUND'] },
  // A row that is not there, one that is not theirs, and one that the policy forbids.
  { name: 'the database by hand', kit: confined, way: await byHand(confined), hidden: ['23514', '42501', '23503'] },
];

/** Mostly who may do something at all, so that long paths are walked; else anyone. */
const move = fc.record({
  step: fc.constantFrom(...STEPS),
  // Half of the moves go on along the path, where chance alone would seldom get.
  onward: fc.nat({ max: 3 }),
  caller: fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom('here') },
    { weight: 1, arbitrary: fc.constantFrom(...CALLERS) },
  ),
  person: fc.constantFrom('an', 'binh', 'chi'),
});
const ONWARD: Record<string, readonly [Step, Step]> = {
  DRAFT: ['submit', 'submitUp'],
  RETURNED: ['submit', 'submitUp'],
  SUBMITTED: ['appraiseForOwnForm', 'appraise'],
  ESCALATED: ['appraise', 'appraiseForOwnForm'],
  APPRAISED: ['vote', 'vote'],
  COUNCIL_VOTED: ['decide', 'escalate'],
  DECIDED: ['escalate', 'revoke'],
};
/** Two awards one after the other, of which the last is taken back: chance alone walks this far too seldom. */
const LONGEST = (
  [
    ['submit', 'an'],
    ['appraiseForOwnForm', 'binh'],
    ['vote', 'binh'],
    ['decide', 'chi'],
    ['escalate', 'binh'],
    ['appraise', 'an'],
    ['vote', 'an'],
    ['decide', 'chi'],
    ['revoke', 'chi'],
    ['escalate', 'an'],
    ['appraise', 'an'],
    ['vote', 'an'],
    ['decide', 'an'],
    ['decide', 'chi'],
  ] as const
).map(([step, person]) => ({ step, person, onward: 3, caller: 'here' }));
let number = 0;

test.each(ways)(
  'random steps by random callers through $name lead where the model leads, and show nobody what is not theirs',
  async ({ kit, way, hidden }) => {
    await fc.assert(
      fc.asyncProperty(fc.array(move, { minLength: 8, maxLength: 22 }), async (moves) => {
        // A period that the list can be asked for by itself.
        number += 1;
        const period = `${1950 + (number % 70)}-${2025 + (Math.floor(number / 70) % 70)}`;
        const nominee = { subject: 'HOUSEHOLD', name: `Hộ ${number}` };
        const said = { form: ownForm(0), occasion: 'ANNUAL', period, nominee, achievement: 'x', datedOn: '2025-02-10' };
        const { id } = await kit.done(PATH[0], 'createNomination', said, 'an');
        const model = draft('an');
        const check = async () => {
          const awards = await way.awardsOf(id);
          expect(awards).toHaveLength(model.awards.length);
          for (const caller of CALLERS) {
            const seen = maySee(caller, model);
            expect(await way.look(caller, id, period, awards), caller).toEqual({
              nomination: seen ? { status: model.status, log: model.log } : null,
              listed: seen,
              awards: model.awards.map(({ by, revoked }) => (maySeeAward(caller, by) ? revoked : null)),
            });
          }
        };
        for (const { step: wished, onward, caller: who, person } of moves) {
          const step = ONWARD[model.status]?.[onward] ?? wished;
          const at = ['DRAFT', 'RETURNED'].includes(model.status) ? 0 : model.at;
          const caller = who === 'here' ? (PATH[at] ?? PATH[0]) : who;
          const before = { ...model, awards: [...model.awards] };
          const seen = maySee(caller, model);
          const codes = await way.attempt({ step, id, caller, person, model: before });
          const expected = take(model, step, caller, person);
          expect(codes.length === 0, `${step} by ${person} of ${caller} at ${before.status}: ${codes}`).toBe(expected);
          // To whom it is hidden it does not exist.
          if (!seen) expect(codes.filter((code) => !hidden.includes(code))).toEqual([]);
          if (expected && !['appraise', 'vote'].includes(step)) await check();
        }
        await check();
      }),
      { numRuns: 40, seed: 20_251_121, examples: [[LONGEST]] },
    );
    const operator = await connect(kit.database.operatorUrl);
    expect((await verifyLogs(operator)).broken).toEqual([]);
    await operator.end();
  },
  300_000,
);
