/**
 * What the poverty tables of a report show of each unit below (annex II of the outline). Stocks come with their opening
 * and closing, flows and rates with what happened in the year.
 */
export const POVERTY_INDICATORS = [
  'HOUSEHOLDS',
  'POOR_HOUSEHOLDS',
  'ESCAPED_POVERTY',
  'NEWLY_POOR',
  'FALLEN_BACK',
  'OTHER_CHANGE',
  'POVERTY_RATE',
  'NEAR_POOR_HOUSEHOLDS',
  'ESCAPED_NEAR_POVERTY',
  'NEWLY_NEAR_POOR',
  'FALLEN_BACK_NEAR_POOR',
  'NEAR_POOR_OTHER_CHANGE',
  'NEAR_POVERTY_RATE',
] as const;

/** How many units below come with one execution: another one is asked while the client is still there. */
export const UNITS_A_PAGE = 100;
/** How many plans and exemplars a report lists by name; it says how many more there are. */
export const LISTED = 200;

export const WHOLE = 'AnnualReportFile';
export const MORE_UNITS = 'AnnualReportFileUnits';

/**
 * Everything that files of a report show, asked as any client could ask it: there is no other way from the records to a
 * file, so a file holds what the graph answers the same caller. The second operation reads further units below. Names are
 * those that a report itself bears, not those that its references lead to: of a frozen one they stay as they were.
 */
export const REPORT_DOCUMENT = /* GraphQL */ `
query ${WHOLE}($year: Int!, $code: String!, $boundary: Date, $lastDay: Date!, $first: Int!, $after: String, $listed: Int!, $codes: [String!]!) {
  viewer { tenant { slug ...Issuer superior { slug ...Issuer } } }
  movements(first: 50) { nodes { name periodFrom periodTo } }
  exemplars(filter: { year: $year, localityCode: $code, asOf: $lastDay, status: PUBLISHED }, first: $listed) {
    totalCount
    nodes { title subject topics summary recordedOn publishedOn tenant { slug name } }
  }
  annualReport(year: $year, code: $code, boundary: $boundary) {
    id year boundary complete restricted frozenAt
    locality: unit { ...Unit }
    units {
      levels { level atStart atEnd begun ended onBoundary }
      changes { effectiveOn title legalBasis issuer }
    }
    indicators {
      ...Figures
      change provisionalChange
      standardBreak { on before { code name } after { code name } }
    }
    plans {
      total issued closed
      plans: listed(first: $listed) {
        nodes { id title status periodFrom periodTo tenant { slug name } document { type number symbol issuedOn issuer } }
      }
    }
    official: targets(basis: OFFICIAL) { ...Verdicts }
    provisional: targets(basis: PROVISIONAL) { ...Verdicts }
    milestones {
      dueFrom dueOn reported
      reports { due onTime late missing }
      milestone: step { clause text tentative }
      plan: statedIn { id title tenant { slug name } }
    }
    discipline { due onTime late missing byTenant { due onTime late missing tenant: named { slug name } } }
    exemplars
    contributions { sponsorships sponsoredHouseholds kinds { kind given gifts pledged pledges } }
    awards { count occasion subject form { code class name decidedBy } }
    narrative { key heading text quotes { number text tenant: named { slug name } } }
    ...Below
  }
}

query ${MORE_UNITS}($year: Int!, $code: String!, $boundary: Date, $first: Int!, $after: String, $codes: [String!]!) {
  annualReport(year: $year, code: $code, boundary: $boundary) { ...Below }
}

fragment Below on AnnualReport {
  breakdown(first: $first, after: $after) {
    totalCount
    pageInfo { hasNextPage endCursor }
    nodes { locality: unit { ...Unit } indicators(codes: $codes) { ...Figures } }
  }
}

fragment Issuer on Tenant { name kind locality { level name } }

fragment Unit on ReportedUnit { code name fullName level }

fragment Figures on ReportedIndicator {
  indicator { code name nameEn unit kind timeBehaviour integer }
  opening { ...Value }
  closing { ...Value }
  provisionalOpening { ...Value }
  provisional { ...Value }
}

fragment Value on IndicatorValue {
  period value numerator denominator origin
  methodology { code }
  coverage { reported expected complete }
  reconciliation { reported rolledUp difference }
}

fragment Verdicts on PlanOverview { targets met onTrack offTrack notMet noData notComparable qualitative }
`;
