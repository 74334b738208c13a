import type { RuleSpec } from '@thi-dua/schema/rule';

/**
 * The shape in which an official plan's facts are written down in `plans/*.ts`.
 *
 * What the document does not state is null, never guessed. What looks wrong is kept as printed and flagged.
 * `text` is a short wording of our own; `anchor` is verbatim from the document (at most eight words) and lets a
 * reader, or a test, find the clause again.
 */
export interface PlanFacts {
  /** Stable for ever: the plan's id derives from it. */
  key: string;
  tenant: string;
  movement: string;
  title: string;
  status: 'ISSUED' | 'CLOSED';
  visibility: 'LINE' | 'PUBLIC';
  periodFrom: number | null;
  periodTo: number | null;
  document: DocumentFacts;
  legalBases: CitationFacts[];
  objectives: ClauseFacts[];
  requirements: ClauseFacts[];
  contents: ClauseFacts[];
  solutions: ClauseFacts[];
  priorityGroups: ClauseFacts[];
  eligibleSubjects: ClauseFacts[];
  targets: TargetFacts[];
  criteria: CriterionFacts[];
  milestones: MilestoneFacts[];
  assignments: AssignmentFacts[];
  recipients: RecipientFacts[];
  awardForms: PlanAwardFormFacts[];
  annexes: AnnexFacts[];
}

/** Where a fact stands: `clause` normalised ("IV.1.đ.2"), `clauseRaw` as printed ("IV.1.d, second dash"). */
export interface Placed {
  clause: string;
  clauseRaw: string;
  /** Verbatim, at most eight words. */
  anchor: string;
}
export interface ClauseFacts extends Placed {
  text: string;
}
export interface DocumentFacts {
  /** As printed: "KẾ HOẠCH", "PHÁT ĐỘNG". */
  type: string;
  /** The bare number, as printed ("255"); null where blank or absent. */
  number: string | null;
  /** "KH-UBND"; null where absent. */
  symbol: string | null;
  /** The number line exactly as printed; null where there is none. */
  raw: string | null;
  issuedOn: string | null;
  place: string | null;
  issuer: string;
  signer: { name: string; position: string; onBehalfOf: string | null; actingFor: string | null } | null;
  flags: { code: FlagCode; explanation: string }[];
}
/** Codes of what looks wrong or is missing in a document; the explanation says where and what was made of it. */
export type FlagCode =
  | 'NUMBER_MISSING'
  | 'DATE_MISSING'
  | 'PERIOD_MISSING'
  | 'NUMBER_TRUNCATED'
  | 'LETTER_REPEATED'
  | 'NUMBERING_MISMATCH'
  | 'NAME_MISPRINTED'
  | 'WORDING_AMBIGUOUS'
  | 'TEXT_AFTER_SIGNATURE'
  | 'SPELLING'
  | 'LAYOUT'
  | 'FORM_MISSING'
  /** The document itself is not at hand: only what another source confirms of it is recorded. */
  | 'PARTIAL_SOURCE';
export interface CitationFacts {
  /** As printed, symbol included: "251/KH-UBND", "92-KH/TU". */
  number: string | null;
  issuedOn: string | null;
  issuer: string | null;
  title: string | null;
  relation: 'IMPLEMENTS' | 'BASED_ON' | 'REFERS_TO';
  anchor: string;
  /** The key of the plan it cites, where that plan is in the system. */
  plan?: string;
}
export interface ScopeFacts {
  /** Units by GSO code with a day on which each bore it; empty: all of `levels` in the tenant's territory. */
  localities: { code: string; asOf: string }[];
  levels: ('NATION' | 'PROVINCE' | 'DISTRICT' | 'COMMUNE' | 'NEIGHBOURHOOD')[];
  /** A designation's kind, e.g. EXTREMELY_DIFFICULT_COASTAL. */
  designation: string | null;
  /** Bound to this set of units for ever, whatever the map says later. */
  fixed: boolean;
}
export interface TargetFacts extends Placed {
  text: string;
  parts: { text: string; scope: ScopeFacts | null; rule: RuleSpec | null }[];
  schedule: {
    locality: { code: string; asOf: string };
    year: number;
    indicator: string;
    meaning: 'LEVEL' | 'REDUCTION';
    value: string;
  }[];
}
export type SubjectKind =
  | 'AGENCY'
  | 'MASS_ORGANISATION'
  | 'ARMED_FORCES'
  | 'PROVINCE'
  | 'DISTRICT'
  | 'COMMUNE'
  | 'NEIGHBOURHOOD'
  | 'HOUSEHOLD'
  | 'ENTERPRISE'
  | 'COOPERATIVE'
  | 'CREDIT_INSTITUTION'
  | 'OFFICIAL'
  | 'COLLECTIVE'
  | 'INDIVIDUAL';
export interface SubjectFacts {
  kinds: SubjectKind[];
  /** The group as the document names it. */
  text: string;
  /** The words that narrow it ("phường có hộ cận nghèo", "huyện còn lại"). */
  where: string | null;
}
export interface CriterionFacts extends Placed {
  subject: SubjectFacts;
  purpose: 'EMULATION_CRITERION' | 'AWARD_STANDARD';
  text: string;
  rule: RuleSpec | null;
  parts: CriterionFacts[];
}
export interface MilestoneFacts extends Placed {
  kinds: (
    | 'PLANNING'
    | 'LAUNCH'
    | 'IMPLEMENTATION'
    | 'INTERIM_REVIEW'
    | 'FINAL_REVIEW'
    | 'REPORT_DUE'
    | 'INSPECTION'
    | 'AWARDING'
  )[];
  /** A day, a month (2022-07), a quarter (2019-Q1), a year, every year (--11-25), or every year without a day (--). */
  when: string;
  bound: 'ON' | 'BEFORE' | 'BY' | 'WITHIN';
  tentative: boolean;
  body: string | null;
  text: string;
}
export interface AssignmentFacts extends Placed {
  body: string;
  role: 'LEAD' | 'COORDINATE' | 'STANDING' | 'CARRY_OUT' | null;
  duty: string;
}
export interface RecipientFacts {
  name: string;
  role: 'REPORT' | 'COORDINATE' | 'CARRY_OUT' | 'DIRECT' | 'ARCHIVE' | null;
}
export interface PlanAwardFormFacts extends Placed {
  /** A code of the award-form catalogue; null where the document names no form. */
  form:
    | 'LABOUR_ORDER'
    | 'GOVERNMENT_EMULATION_FLAG'
    | 'PRIME_MINISTER_CERTIFICATE'
    | 'PROVINCIAL_EMULATION_FLAG'
    | 'PROVINCIAL_CERTIFICATE'
    | 'MERIT_LETTER'
    | null;
  text: string;
  /** The level that confers it, in the document's words ("Thành phố", "quận"). */
  level: string | null;
  condition: string | null;
  occasions: ('ANNUAL' | 'INTERIM' | 'FINAL' | 'EXTRAORDINARY')[];
}
export interface AnnexFacts {
  title: string;
  columns: string[];
  rows: string[][];
}
