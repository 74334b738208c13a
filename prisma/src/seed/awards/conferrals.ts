import { REFORM } from '../localities/facts.js';
import type { TenantFacts } from '../tenants.js';
import { type AwardFormFacts, awardFormFacts, awardFormKey } from './award-forms.js';

/** Who may confer a form, on whom, on which occasions and from when to when. */
export interface ConferralFacts {
  formKey: string;
  tenantKind: TenantFacts['kind'];
  subjects: readonly string[];
  occasions: readonly string[];
  quorumPercent: number | null;
  approvalPercent: number | null;
  /** On whose submission it is decided, where the law names one. */
  submittedBy: string | null;
  validFrom: string | null;
  validTo: string | null;
  /** What a dossier holds when it is submitted. */
  requiredFiles: readonly string[];
  legalBasis: string;
  /** Whether a published source at hand says that this kind of authority confers it. */
  confirmed: boolean;
}

const COLLECTIVES = [
  'AGENCY',
  'MASS_ORGANISATION',
  'ARMED_FORCES',
  'PROVINCE',
  'DISTRICT',
  'COMMUNE',
  'NEIGHBOURHOOD',
  'ENTERPRISE',
  'COOPERATIVE',
  'CREDIT_INSTITUTION',
  'COLLECTIVE',
] as const;
const EVERYONE = [...COLLECTIVES, 'HOUSEHOLD', 'OFFICIAL', 'INDIVIDUAL'] as const;
const ALWAYS = ['ANNUAL', 'INTERIM', 'FINAL', 'EXTRAORDINARY'] as const;

interface Terms {
  kinds: readonly TenantFacts['kind'][];
  subjects: readonly string[];
  occasions: readonly string[];
  quorum?: number;
  approval?: number;
  submittedBy?: string;
}

/**
 * The central board records what President, Government and Prime Minister decide: they are no tenants. No published source
 * at hand gives the subjects and occasions of each form, nor the shares that a council must reach: these the central board
 * can mend.
 */
const terms: Record<AwardFormFacts['code'], Terms> = {
  // Guidance on this very movement gives the order at its final review.
  LABOUR_ORDER: {
    kinds: ['CENTRAL_BOARD'],
    subjects: EVERYONE,
    occasions: ['FINAL', 'EXTRAORDINARY'],
    quorum: 90,
    approval: 80,
    // Luật 06/2022/QH15, Điều 77: the President decides on the Prime Minister's submission.
    submittedBy: 'Thủ tướng Chính phủ',
  },
  GOVERNMENT_EMULATION_FLAG: {
    kinds: ['CENTRAL_BOARD'],
    subjects: COLLECTIVES,
    occasions: ['ANNUAL', 'INTERIM', 'FINAL'],
    quorum: 90,
    approval: 80,
  },
  PRIME_MINISTER_CERTIFICATE: { kinds: ['CENTRAL_BOARD'], subjects: EVERYONE, occasions: ALWAYS },
  PROVINCIAL_EMULATION_FLAG: { kinds: ['PROVINCE'], subjects: COLLECTIVES, occasions: ['ANNUAL', 'INTERIM', 'FINAL'] },
  PROVINCIAL_CERTIFICATE: { kinds: ['PROVINCE'], subjects: EVERYONE, occasions: ALWAYS },
  // Heads of agencies, chairs of districts until these ended, and of communes (Luật 06/2022/QH15, Điều 80).
  MERIT_LETTER: { kinds: ['AGENCY', 'DISTRICT', 'COMMUNE'], subjects: EVERYONE, occasions: ALWAYS },
};

/**
 * Luật 06/2022/QH15, Điều 84: letter, report and minutes. The minutes are those of the councils on the way, and come after the
 * submission. What a dossier held under the law before no source at hand says.
 */
const DOSSIERS_SINCE = '2024-01-01';

const earlier = (a: string | null, b: string | null) => (a === null ? b : b === null || a < b ? a : b);

/** An order is asked for without its class, as a plan may name it, and conferred with it. */
const hasClasses = (code: string) => awardFormFacts.some((form) => form.code === code && form.class !== null);

export const conferralFacts: ConferralFacts[] = awardFormFacts.flatMap((form) => {
  if (form.class === null && hasClasses(form.code)) return [];
  const { kinds, subjects, occasions, quorum, approval, submittedBy } = terms[form.code];
  return kinds.map((tenantKind) => ({
    formKey: awardFormKey(form),
    tenantKind,
    subjects,
    occasions,
    quorumPercent: quorum ?? null,
    approvalPercent: approval ?? null,
    submittedBy: submittedBy ?? null,
    validFrom: form.validFrom,
    // There are no districts, and hence no chair of one, from the reform on.
    validTo: tenantKind === 'DISTRICT' ? earlier(form.validTo, REFORM) : form.validTo,
    requiredFiles: form.validFrom === DOSSIERS_SINCE ? ['SUBMISSION_LETTER', 'ACHIEVEMENT_REPORT'] : [],
    legalBasis: form.legalBasis,
    confirmed: form.confirmed,
  }));
});
