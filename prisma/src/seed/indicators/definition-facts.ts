/** The law, decree or document behind a definition. */
export interface DefinitionSource {
  document: string;
  /** The place in it; null where the definition rests on the whole, or no text at hand says. */
  clause: string | null;
  /** What is to be said about it, in Vietnamese. */
  note: string | null;
}

export type Level = 'NATION' | 'PROVINCE' | 'DISTRICT' | 'COMMUNE' | 'NEIGHBOURHOOD';

/** What belongs together in lists and analyses, e.g. the indicators of one basic social service. */
export interface IndicatorGroupFacts {
  code: string;
  name: string;
  nameEn: string;
}

/** What is measured. Codes are stable for ever. */
export interface IndicatorFacts {
  code: string;
  name: string;
  nameEn: string;
  unit: string;
  kind: 'COUNT' | 'RATIO' | 'MEAN';
  time: 'STOCK' | 'FLOW';
  /** RATIO: what is divided. */
  numerator?: string;
  /** RATIO: what it is divided by; MEAN: its weight. */
  denominator?: string;
  /** The poverty standards its values are measured under; none where no standard applies to it. */
  methodologies: readonly string[];
  integer: boolean;
  minimum: string | null;
  maximum: string | null;
  /** Whose units are due to state it. The lowest of them is what rolls up. */
  levels: readonly Level[];
  /** The first day it is stated for; null: always. */
  validFrom: string | null;
  /** The day from which it no longer is; null: it still is. */
  validTo: string | null;
  group: string | null;
  source: DefinitionSource;
}

/** A standard that values are measured under. */
export interface MethodologyFacts {
  code: string;
  name: string;
  validFrom: string;
  /** The day from which it no longer applies; null: it still does. */
  validTo: string | null;
  /** Null: national; else the key of the locality beyond which its values never roll up. */
  territory: string | null;
  source: DefinitionSource;
}

/** Figures that one source states for one unit and period. */
export interface FigureFacts {
  /** The unit that bore this code on the period's last day. */
  unit: string;
  period: string;
  /** Of the values that depend on a standard. */
  methodology: string;
  /** Exact decimals by indicator code. */
  values: Record<string, string>;
  /** RELEASED: confirmed by the source; SUBMITTED: approximate or preliminary; VERIFIED: stated by a plan of the unit. */
  status: 'SUBMITTED' | 'VERIFIED' | 'RELEASED';
  decision: string | null;
  source: string;
  flags?: { code: FigureFlagCode; explanation: string }[];
}
export type FigureFlagCode =
  | 'APPROXIMATE'
  | 'DERIVED'
  | 'PRELIMINARY'
  | 'ROUNDED'
  | 'CONTRADICTORY'
  | 'UNCONFIRMED'
  | 'DECISION_UNCONFIRMED'
  | 'WORDING_AMBIGUOUS'
  | 'OPENING_STOCK';
