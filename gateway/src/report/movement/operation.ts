export const MOVEMENT = 'MovementReportFile';
export const MORE_MOVEMENT_UNITS = 'MovementReportFileUnits';

const ARGUMENTS = '$movement: String!, $from: Int!, $to: Int!, $code: String!, $asOf: Date, $boundary: Date';
const ASKED =
  'movementReport(movement: $movement, from: $from, to: $to, code: $code, asOf: $asOf, boundary: $boundary)';

/** Everything that files of a movement's report show: asked of the graph as any client could, as those of a year are. */
export const MOVEMENT_DOCUMENT = /* GraphQL */ `
query ${MOVEMENT}(${ARGUMENTS}, $first: Int!, $after: String, $listed: Int!, $codes: [String!]!) {
  ${ASKED} {
    id from to boundary complete restricted
    movement { code name }
    locality: unit { ...Unit }
    units {
      levels { level atStart atEnd begun ended onBoundary }
      changes { effectiveOn title legalBasis issuer }
    }
    indicators { ...Reviewed }
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
    contributions { year sponsorships sponsoredHouseholds kinds { kind given gifts pledged pledges } }
    awards { year count occasion subject form { code class name decidedBy } }
    narrative { key heading text quotes { number text tenant: named { slug name } } }
    ...Below
  }
}

query ${MORE_MOVEMENT_UNITS}(${ARGUMENTS}, $first: Int!, $after: String, $codes: [String!]!) {
  ${ASKED} { ...Below }
}

fragment Below on MovementReport {
  breakdown(first: $first, after: $after) {
    totalCount
    pageInfo { hasNextPage endCursor }
    nodes { locality: unit { ...Unit } indicators(codes: $codes) { ...Reviewed } }
  }
}

fragment Unit on ReportedUnit { code name fullName level }

fragment Reviewed on ReviewedIndicator {
  indicator { code name nameEn unit kind timeBehaviour integer }
  stretches {
    from to change total
    methodology { code }
    opening { ...Value }
    values { ...Value }
    provisionalOpening: opening(basis: PROVISIONAL) { ...Value }
    provisional: values(basis: PROVISIONAL) { ...Value }
  }
  breaks { on before { code name } after { code name } }
}

fragment Value on IndicatorValue {
  period value numerator denominator origin
  methodology { code }
  coverage { reported expected complete }
  reconciliation { reported rolledUp difference }
}

fragment Verdicts on PlanOverview { targets met onTrack offTrack notMet noData notComparable qualitative }
`;
