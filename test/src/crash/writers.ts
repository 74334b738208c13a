import { toGlobalId } from '@thi-dua/schema/global-id';
import type { Client, Data } from './client.js';
import type { Journal } from './journal.js';

interface Work {
  client: Client;
  journal: Journal;
  goesOn: () => boolean;
}
type Fault = { code: string };

const codesOf = (errors: readonly Fault[]) => errors.map(({ code }) => code).join(',');

/**
 * Reports one figure after the other, each with a key of its own and a value that no other has, and repeats it with the same
 * key until it is answered.
 */
export async function reportFigures({ client, journal, goesOn }: Work, subject: string, period: string): Promise<void> {
  const who = { tenant: 'quang-binh', subject };
  for (let n = 1; goesOn(); n++) {
    const key = `${subject}-${n}`;
    const value = String(1000 + n);
    const input = {
      idempotencyKey: key,
      rows: [{ localityCode: '450', indicator: 'POOR_HOUSEHOLDS', period, value }],
    };
    const query = `mutation ($input: SubmitObservationsInput!) {
      submitObservations(input: $input) { accepted errors { code } } }`;
    for (let answered = false; !answered && goesOn(); ) {
      const asked = await client.ask(who, query, input);
      if (!('data' in asked)) continue;
      answered = true;
      const { accepted, errors } = asked.data.submitObservations;
      if (accepted === 1) journal.add({ kind: 'figure', subject, key, value, period });
      else client.surprises.push(`figure ${key}: ${codesOf(errors)}`);
    }
  }
}

/** A write without a key: repeated until it is answered, and done where it is answered that it was done before. */
async function until(
  { client, goesOn }: Work,
  who: { tenant: string; subject: string },
  field: string,
  input: { type: string; value: object },
  doneBefore: string,
): Promise<boolean> {
  const query = `mutation ($input: ${input.type}!) { ${field}(input: $input) { errors { code } } }`;
  for (let repeated = false; goesOn(); repeated = true) {
    const asked = await client.ask(who, query, input.value);
    if (!('data' in asked)) continue;
    const codes = codesOf(asked.data[field].errors);
    if (codes === '' || (repeated && codes.includes(doneBefore))) return true;
    client.surprises.push(`${field} ${JSON.stringify(input.value)}: ${codes}`);
    return false;
  }
  return false;
}

/** Nominates households and takes each to its award, every step by another person. */
export async function moveNominations(work: Work, run: string): Promise<void> {
  const { client, journal, goesOn } = work;
  const tenant = 'cao-bang';
  const query = `mutation ($input: CreateNominationInput!) {
    createNomination(input: $input) { nomination { id } errors { code } } }`;
  for (let n = 1; goesOn(); n++) {
    const name = `Hộ ${run}-${n}`;
    const made = await client.ask({ tenant, subject: 'planner' }, query, {
      form: toGlobalId('AwardForm', 'PROVINCIAL_CERTIFICATE~2024-01-01'),
      occasion: 'INTERIM',
      period: '2024',
      datedOn: '2025-02-01',
      achievement: 'Tự nguyện xin thoát nghèo',
      nominee: { subject: 'HOUSEHOLD', name },
    });
    if (!('data' in made)) continue;
    const id: string | undefined = made.data.createNomination.nomination?.id;
    if (id === undefined) {
      client.surprises.push(`nomination ${name}: ${codesOf(made.data.createNomination.errors)}`);
      continue;
    }
    journal.add({ kind: 'nomination', id, name });
    const step = async (step: 'SUBMITTED' | 'APPRAISED' | 'COUNCIL_VOTED', field: string, type: string, more = {}) => {
      const value = { id, ...more };
      if (!(await until(work, { tenant, subject: field }, field, { type, value }, 'WRONG_STATE'))) return false;
      journal.add({ kind: 'step', nomination: id, step });
      return true;
    };
    const decision = {
      number: `${run}-${n}`,
      day: '2025-03-02',
      signer: { name: 'Nguyễn Văn A', position: 'Chủ tịch', onBehalfOf: 'TM. ỦY BAN NHÂN DÂN' },
      nominations: [id],
    };
    const vote = { heldOn: '2025-03-01', minutes: '01/BB', members: 9, inFavour: 9 };
    if (!(await step('SUBMITTED', 'submitNomination', 'NominationStepInput'))) continue;
    if (!(await step('APPRAISED', 'appraiseNomination', 'NominationStepInput'))) continue;
    if (!(await step('COUNCIL_VOTED', 'recordCouncilVote', 'CouncilVoteInput', vote))) continue;
    const signer = { tenant, subject: 'signer' };
    const given = { type: 'DecisionInput', value: decision };
    if (await until(work, signer, 'decideNominations', given, 'NUMBER_TAKEN'))
      journal.add({ kind: 'step', nomination: id, step: 'DECIDED' });
  }
}

/** Drafts plans and has another person issue them. */
export async function issuePlans(work: Work, run: string): Promise<void> {
  const { client, journal, goesOn } = work;
  const tenant = 'cao-bang';
  const query = `mutation ($input: CreatePlanInput!) { createPlan(input: $input) { plan { id } errors { code } } }`;
  for (let n = 1; goesOn(); n++) {
    const title = `Kế hoạch ${run}-${n}`;
    const input = {
      movement: 'VNN-2021-2025',
      title,
      periodFrom: 2021,
      periodTo: 2025,
      document: {
        type: 'KẾ HOẠCH',
        issuer: 'UBND tỉnh Cao Bằng',
        number: String(n),
        symbol: 'KH-UBND',
        issuedOn: '2023-02-01',
      },
      objectives: [{ clause: 'I.1', text: 'Giảm nghèo bền vững' }],
    };
    const made = await client.ask({ tenant, subject: 'planner' }, query, input);
    if (!('data' in made)) continue;
    const { plan, errors }: { plan: Data; errors: Fault[] } = made.data.createPlan;
    if (plan === null) {
      client.surprises.push(`plan ${title}: ${codesOf(errors)}`);
      continue;
    }
    journal.add({ kind: 'plan', id: plan.id, title });
    const given = { type: 'IssuePlanInput', value: { id: plan.id } };
    if (await until(work, { tenant, subject: 'signer' }, 'issuePlan', given, 'NOT_A_DRAFT'))
      journal.add({ kind: 'issued', plan: plan.id });
  }
}
