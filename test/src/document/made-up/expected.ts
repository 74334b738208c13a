import type { SubjectKind } from '@thi-dua/campaigns/document/draft';
import type { RuleSpec } from '@thi-dua/schema/rule';

/** A document of the family that nobody issued, with what a careful reader finds in it. */
export interface MadeUp {
  text: string;
  expected: {
    type: string;
    number: string | null;
    symbol: string | null;
    raw: string | null;
    issuedOn: string | null;
    place: string | null;
    issuer: string;
    title: string;
    period: [number | null, number | null];
    signer: { name: string; position: string; onBehalfOf: string | null; actingFor: string | null } | null;
    cited: (string | null)[];
    /** By clause; null where the promise is not computable. */
    targets: Record<string, (RuleSpec | null)[]>;
    criteria: Record<string, { kinds: SubjectKind[]; rule?: RuleSpec }>;
    steps: string[];
    recipients: number;
    awards: (string | null)[];
  };
  /** Clauses of targets, and steps, that the import does not find: they are missing, and nothing stands in their place. */
  missed?: string[];
}
