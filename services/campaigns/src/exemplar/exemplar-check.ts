import { readGlobalUuid } from '@thi-dua/schema/global-id';
import type { SubjectKind } from '@thi-dua/schema/subject-kind';
import type { UserError } from '@thi-dua/schema/user-error';
import type { CampaignsContext } from '../builder.js';
import { findUnits, unitKey } from '../plan/content/units.js';
import { fault } from '../plan/plan-result.js';
import { planById } from '../plan/plan-store.js';
import { nfc, textFault } from '../plan/plan-text.js';
import { plain } from '../words/plain.js';
import type { HouseholdGiven } from './exemplar-input.js';

const MAX_TOPICS = 10;
const MAX_TOPIC = 100;
const MAX_TITLE = 500;

/** An exemplar as it would stand after the write. */
export interface ExemplarText {
  title: string;
  topics: readonly string[];
  summary: string;
  story: string;
  subject: SubjectKind;
  household: HouseholdGiven | null;
}

/** Everything that is wrong with the texts. */
export function textFaults(text: ExemplarText): UserError[] {
  const { title, topics, summary, story, subject, household } = text;
  const faults = [...textFault(title, 'title'), ...textFault(summary, 'summary'), ...textFault(story, 'story')];
  if (title.length > MAX_TITLE) faults.push(fault('TOO_LONG', `A title has at most ${MAX_TITLE} characters.`, 'title'));
  faults.push(...topicFaults(topics));
  if (household === null) return faults;
  if (subject !== 'HOUSEHOLD')
    faults.push(fault('NOT_A_HOUSEHOLD', 'Only of a household is written down who it is.', 'household'));
  for (const [name, given] of Object.entries(household)) {
    if (typeof given === 'string') faults.push(...textFault(given, 'household', name));
  }
  return [...faults, ...namingFaults(text, household)];
}

function topicFaults(topics: readonly string[]): UserError[] {
  if (topics.length === 0) return [fault('EMPTY', 'Name at least one topic.', 'topics')];
  if (topics.length > MAX_TOPICS) return [fault('TOO_MANY', `Name at most ${MAX_TOPICS} topics.`, 'topics')];
  return topics.flatMap((topic, i) => {
    const words = plain(topic);
    if (words === '')
      return [fault('NO_WORDS', 'A topic has at least one Latin letter or digit.', 'topics', String(i))];
    if (topic.length > MAX_TOPIC)
      return [fault('TOO_LONG', `A topic has at most ${MAX_TOPIC} characters.`, 'topics', String(i))];
    return topics.slice(0, i).some((other) => plain(other) === words)
      ? [fault('DUPLICATE', 'This topic is named twice.', 'topics', String(i))]
      : [];
  });
}

/** What is published must not tell who the household is: neither its name nor where to reach it may stand in the text. */
function namingFaults({ title, topics, summary, story }: ExemplarText, household: HouseholdGiven): UserError[] {
  const secrets = [household.name, household.contact].flatMap((secret) => (secret && plain(secret)) || []);
  const tells = (text: string) => secrets.some((secret) => ` ${plain(text)} `.includes(` ${secret} `));
  return Object.entries({ title, topics: topics.join(' / '), summary, story }).flatMap(([name, text]) =>
    tells(text)
      ? [
          fault(
            'NAMES_HOUSEHOLD',
            "This text is published: keep the household's name and contact to `household`.",
            name,
          ),
        ]
      : [],
  );
}

/** The unit of the owner's territory that bears a code on the exemplar's day. */
export async function placeOf(
  context: CampaignsContext,
  owner: string,
  code: string | null | undefined,
  day: string,
): Promise<{ id: string | null; errors: UserError[] }> {
  if (code === null || code === undefined) return { id: null, errors: [] };
  const ref = { code, asOf: day };
  const unit = (await findUnits(context, owner, [ref])).get(unitKey(ref));
  if (unit === undefined) {
    const message = `No unit bore the code "${code.slice(0, 40)}" on ${day}.`;
    return { id: null, errors: [fault('UNKNOWN_LOCALITY', message, 'localityCode')] };
  }
  if (unit.inTerritory) return { id: unit.id, errors: [] };
  const message = 'The unit lies outside the territory of the tenant whose record this is.';
  return { id: null, errors: [fault('OUTSIDE_TERRITORY', message, 'localityCode')] };
}

/** The plan that an id names, where the caller may see it. */
export async function planMeant(
  context: CampaignsContext,
  id: string | null | undefined,
): Promise<{ id: string | null; errors: UserError[] }> {
  if (id === null || id === undefined) return { id: null, errors: [] };
  const inner = readGlobalUuid('Plan', id);
  const plan = inner === null ? null : await planById(context).load(inner);
  return plan === null
    ? { id: null, errors: [fault('UNKNOWN_PLAN', 'There is no such plan.', 'plan')] }
    : { id: plan.id, errors: [] };
}

export const householdColumns = ({ name, address, contact, circumstances }: HouseholdGiven) => ({
  name: nfc(name),
  address: address ? nfc(address) : null,
  contact: contact ? nfc(contact) : null,
  circumstances: circumstances ? nfc(circumstances) : null,
});
