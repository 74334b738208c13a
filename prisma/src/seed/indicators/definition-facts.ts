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
  /** Whether a value depends on the poverty standard it was measured under. */
  standard: boolean;
  integer: boolean;
  minimum: string | null;
  maximum: string | null;
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
