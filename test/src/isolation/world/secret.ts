/** Something of one tenant's that only some may see; `marker` shows in an answer exactly where it was shown. */
export interface Secret {
  kind:
    | 'draft'
    | 'issued'
    | 'open'
    | 'figure'
    | 'feed'
    | 'export'
    | 'webhook'
    | 'key'
    | 'report-draft'
    | 'report'
    | 'supervision'
    | 'duty'
    | 'exemplar'
    | 'published-exemplar'
    | 'household'
    | 'contribution'
    | 'contribution-total'
    | 'sponsorship'
    | 'nomination-draft'
    | 'nomination'
    | 'award'
    | 'frozen';
  /** Of an award: the nomination that it came of. */
  nomination?: string;
  /** Of a nomination: a file of its dossier, which bears the marker as well. */
  file?: string;
  /** The other side, which reads it as well. */
  addressee?: string;
  owner: string;
  /** The day the record is dated. */
  day: string;
  id: string;
  marker: string;
  /** What of a plan other services extend: as hidden as the plan. */
  parts?: readonly { typename: 'Target' | 'TargetPart' | 'Criterion'; id: string }[];
}

const entities: Record<Secret['kind'], 'Plan' | 'Observation' | 'Exemplar' | null> = {
  draft: 'Plan',
  issued: 'Plan',
  open: 'Plan',
  figure: 'Observation',
  feed: null,
  export: null,
  webhook: null,
  key: null,
  'report-draft': null,
  report: null,
  supervision: null,
  duty: null,
  exemplar: 'Exemplar',
  'published-exemplar': 'Exemplar',
  household: null,
  contribution: null,
  'contribution-total': null,
  sponsorship: null,
  'nomination-draft': null,
  nomination: null,
  award: null,
  frozen: null,
};
/** The entity that a secret is, where services hand it to each other by its key. */
export const entityOf = ({ kind }: Secret) => entities[kind];
export const isNomination = ({ kind }: Secret) => kind === 'nomination' || kind === 'nomination-draft';
export const isReport = ({ kind }: Secret) => kind === 'report' || kind === 'report-draft';
