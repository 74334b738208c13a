/** The path upward from the owner, by the lines of today: its superior, and that one's. */
export const PATH = ['ban-dan-toc-cao-bang', 'cao-bang', 'trung-uong'] as const;
/** Who acts for the ended owner. */
export const SUCCESSOR = 'so-dan-toc-ton-giao-cao-bang';
export const CALLERS = [...PATH, SUCCESSOR, 'ha-noi', 'ha-lang', 'quang-tri'];
/** Which form each on the path confers. */
export const FORMS = ['MERIT_LETTER', 'PROVINCIAL_CERTIFICATE', 'PRIME_MINISTER_CERTIFICATE'] as const;

export const STEPS = [
  'submit',
  'submitUp',
  'submitFar',
  'appraise',
  'appraiseForOwnForm',
  'vote',
  'voteAgainst',
  'decide',
  'escalate',
  'escalateFar',
  'return',
  'reject',
  'revoke',
] as const;
export type Step = (typeof STEPS)[number];

/** What the nomination is in, told in the plainest way. */
export interface Model {
  status: string;
  /** Where it stands on the path, and for which form. */
  at: number;
  form: number;
  reached: Set<number>;
  passed: boolean;
  submitters: Set<string>;
  /** By whom, in the order in which they were conferred; whether taken back. */
  awards: { by: number; revoked: boolean }[];
  log: string[];
}
export const draft = (by: string): Model => ({
  status: 'DRAFT',
  at: 0,
  form: 0,
  reached: new Set(),
  passed: false,
  submitters: new Set([by]),
  awards: [],
  log: [],
});

const actsAt = (caller: string, tenant: number) => caller === PATH[tenant] || (tenant === 0 && caller === SUCCESSOR);
export const maySee = (caller: string, model: Model) =>
  actsAt(caller, 0) || [...model.reached].some((tenant) => actsAt(caller, tenant));

/** An award: who conferred and who asked, all above either, and those below who conferred. */
const BELOW: Record<string, readonly string[]> = {
  'ban-dan-toc-cao-bang': [],
  'cao-bang': ['ban-dan-toc-cao-bang', SUCCESSOR, 'ha-lang'],
  'trung-uong': CALLERS,
};
export const maySeeAward = (caller: string, by: number) =>
  actsAt(caller, 0) ||
  caller === 'cao-bang' ||
  caller === 'trung-uong' ||
  (BELOW[PATH[by] ?? ''] ?? []).includes(caller);

const WAITING = ['SUBMITTED', 'ESCALATED'];
const OPEN = [...WAITING, 'APPRAISED', 'COUNCIL_VOTED'];

/** Which award a revocation means: the last that was conferred. */
export const lastAward = ({ awards }: Model) => awards.length - 1;

/** Whether the step may be taken; takes it in the model. */
export function take(model: Model, step: Step, caller: string, person: string): boolean {
  const here = [...OPEN, 'DECIDED'].includes(model.status) && actsAt(caller, model.at);
  const enter = (kind: string, tenant: number) => model.log.push(`${kind} ${PATH[tenant]} ${caller} ${person}`);
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
      enter('SUBMITTED', 0);
      model.status = 'SUBMITTED';
      upTo(step === 'submit' ? 0 : 1);
      return true;
    // No level is passed over, and nobody beside the line is asked.
    case 'submitFar':
    case 'escalateFar':
      return false;
    case 'appraise':
    case 'appraiseForOwnForm':
      if (!here || !WAITING.includes(model.status)) return false;
      enter('APPRAISED', model.at);
      model.status = 'APPRAISED';
      if (step === 'appraiseForOwnForm') model.form = model.at;
      return true;
    case 'vote':
    case 'voteAgainst':
      if (!here || model.status !== 'APPRAISED') return false;
      enter('COUNCIL_VOTED', model.at);
      model.status = 'COUNCIL_VOTED';
      model.passed = step === 'vote';
      return true;
    case 'escalate':
      if (!here || !['COUNCIL_VOTED', 'DECIDED'].includes(model.status) || !model.passed || model.at === 2)
        return false;
      enter('ESCALATED', model.at);
      model.status = 'ESCALATED';
      upTo(model.at + 1);
      model.form = model.at;
      return true;
    case 'decide':
      if (!here || model.status !== 'COUNCIL_VOTED' || !model.passed || model.submitters.has(person)) return false;
      // Each authority confers its own form, and a nomination but once.
      if (model.form !== model.at || model.awards.some(({ by, revoked }) => by === model.at && !revoked)) return false;
      enter('DECIDED', model.at);
      model.status = 'DECIDED';
      model.awards.push({ by: model.at, revoked: false });
      return true;
    case 'return':
    case 'reject':
      if (!here || !OPEN.includes(model.status)) return false;
      if (step === 'reject' && model.submitters.has(person)) return false;
      enter(step === 'return' ? 'RETURNED' : 'REJECTED', model.at);
      model.status = step === 'return' ? 'RETURNED' : 'REJECTED';
      return true;
    case 'revoke': {
      const award = model.awards[lastAward(model)];
      // The revocation is dated today, when the agency itself is no more: its successor takes back what it gave.
      if (caller === PATH[0]) return false;
      if (award === undefined || award.revoked || !actsAt(caller, award.by) || model.submitters.has(person))
        return false;
      enter('REVOKED', award.by);
      award.revoked = true;
      // What has gone on, or holds a lower award still, is not ended by it.
      if (model.status === 'DECIDED' && model.awards.every(({ revoked }) => revoked)) model.status = 'REVOKED';
      return true;
    }
  }
}
