import type { RuleSpec } from '@thi-dua/schema/rule';
import type { Span } from './reading.js';

/** What looks wrong or is missing in a document, and how it was read. */
export interface Flag {
  code: string;
  explanation: string;
  span: Span | null;
}

/** Where a fact stands in the source, and which of its readings a person should look at. */
export interface Sourced {
  span: Span;
  /** Codes; empty where nothing is in doubt. */
  unsure: string[];
}
export interface Stated<T> extends Sourced {
  value: T;
}
export interface Placed extends Sourced {
  clause: string;
  clauseRaw: string;
  /** Its first words, at most eight, as printed. */
  anchor: string;
}

/** The units a part binds, in the document's words: which they are on the map is found later. */
export interface ScopeWords {
  levels: ('NATION' | 'PROVINCE' | 'DISTRICT' | 'COMMUNE' | 'NEIGHBOURHOOD')[];
  designation: string | null;
  /** True: this set for ever. */
  fixed: boolean;
  names: string[];
  /** How many units, where the document counts them without their names ("16 phường, xã"). */
  count: number | null;
}
export interface PartDraft extends Sourced {
  text: string;
  scope: ScopeWords | null;
  rule: RuleSpec | null;
}
export interface ScheduledDraft extends Sourced {
  unit: string;
  year: number;
  indicator: string;
  meaning: 'LEVEL' | 'REDUCTION';
  value: string;
}
export interface TargetDraft extends Placed {
  text: string;
  parts: PartDraft[];
  schedule: ScheduledDraft[];
}
export interface ClauseDraft extends Placed {
  text: string;
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
export interface SubjectDraft {
  kinds: SubjectKind[];
  text: string;
  where: string | null;
}
export interface CriterionDraft extends Placed {
  subject: SubjectDraft;
  purpose: 'EMULATION_CRITERION' | 'AWARD_STANDARD';
  text: string;
  rule: RuleSpec | null;
  parts: CriterionDraft[];
}
export type MilestoneKind =
  | 'PLANNING'
  | 'LAUNCH'
  | 'IMPLEMENTATION'
  | 'INTERIM_REVIEW'
  | 'FINAL_REVIEW'
  | 'REPORT_DUE'
  | 'INSPECTION'
  | 'AWARDING';
export interface MilestoneDraft extends Placed {
  kinds: MilestoneKind[];
  when: string;
  bound: 'ON' | 'BEFORE' | 'BY' | 'WITHIN';
  tentative: boolean;
  body: string | null;
  text: string;
}
export interface AssignmentDraft extends Placed {
  body: string;
  role: 'LEAD' | 'COORDINATE' | 'STANDING' | 'CARRY_OUT' | null;
  duty: string;
}
export interface RecipientDraft extends Sourced {
  name: string;
  role: 'REPORT' | 'COORDINATE' | 'CARRY_OUT' | 'DIRECT' | 'ARCHIVE' | null;
}
export interface AwardFormDraft extends Placed {
  form: string | null;
  class: number | null;
  text: string;
  level: string | null;
  condition: string | null;
  occasions: ('ANNUAL' | 'INTERIM' | 'FINAL' | 'EXTRAORDINARY')[];
}
export interface AnnexDraft extends Sourced {
  title: string;
  columns: string[];
  rows: string[][];
  /** Where each row stands. */
  rowSpans: Span[];
}
export interface CitationDraft extends Sourced {
  number: string | null;
  issuedOn: string | null;
  issuer: string | null;
  title: string | null;
  relation: 'IMPLEMENTS' | 'BASED_ON' | 'REFERS_TO';
  anchor: string;
}
export interface SignerDraft {
  name: string;
  position: string;
  onBehalfOf: string | null;
  actingFor: string | null;
}

/** What a document says, as far as it could be read: what it does not state is null or an empty list. */
export interface PlanDraft {
  type: Stated<string> | null;
  title: Stated<string> | null;
  number: Stated<string> | null;
  symbol: Stated<string> | null;
  raw: Stated<string> | null;
  issuedOn: Stated<string> | null;
  place: Stated<string> | null;
  issuer: Stated<string> | null;
  signer: Stated<SignerDraft> | null;
  periodFrom: Stated<number> | null;
  periodTo: Stated<number> | null;
  flags: Flag[];
  legalBases: CitationDraft[];
  objectives: ClauseDraft[];
  requirements: ClauseDraft[];
  contents: ClauseDraft[];
  solutions: ClauseDraft[];
  priorityGroups: ClauseDraft[];
  eligibleSubjects: ClauseDraft[];
  targets: TargetDraft[];
  criteria: CriterionDraft[];
  milestones: MilestoneDraft[];
  assignments: AssignmentDraft[];
  recipients: RecipientDraft[];
  awardForms: AwardFormDraft[];
  annexes: AnnexDraft[];
  /** Every item of the text in its own numbering and the normalised one. */
  clauses: (Placed & { heading: boolean })[];
  /** What nothing above was made of, in the document's order. */
  leftover: (Span & { text: string })[];
}
