/** The tabs that the editor opens with: real questions about the plans that the project starts with. */
export const examples: readonly { name: string; query: string }[] = [
  {
    name: 'who am I',
    query: `# Who asks, as the token in the Headers pane says. Get one with:
#   npm run --silent token -- thanh-xuan
query Viewer {
  viewer {
    subject
    roles
    tenant { slug name kind superior { name } dissolvedOn successors { name } }
  }
}
`,
  },
  {
    name: 'a plan and its targets',
    query: `# The plans you may see, with what they promise. "IV.1.b" is the clause of the document.
query PlansWithTargets {
  plans(first: 10) {
    totalCount
    nodes {
      title
      status
      tenant { name }
      document { number symbol issuedOn signer { name position } flags { code explanation } }
      targets {
        clause
        text
        parts { text rule { __typename summary } }
      }
    }
  }
}
`,
  },
  {
    name: "Quảng Bình's poverty, 2022",
    query: `# The code 44 was Quảng Bình until 1 July 2025 and is Quảng Trị since: the day tells them apart.
query QuangBinh2022 {
  locality(code: "44", asOf: "2022-12-31") {
    fullName
    validTo
    successors { effectiveOn extent to { code fullName } }
    official: value(indicator: "POVERTY_RATE", period: "2022") {
      ...Figure
    }
    provisional: value(indicator: "POVERTY_RATE", period: "2022", basis: PROVISIONAL) {
      ...Figure
    }
    districts: breakdown(indicator: "POVERTY_RATE", period: "2022", level: DISTRICT) {
      nodes { locality { fullName } value coverage { expected reported complete } }
    }
  }
}

fragment Figure on IndicatorValue {
  value
  numerator
  denominator
  origin
  methodology { code name }
  coverage { expected reported complete }
}
`,
  },
  {
    name: "the nation's roll-up",
    query: `# What was published for the nation, beside how much of it the provinces below account for so far.
query Nation2022 {
  locality(code: "VN", asOf: "2022-12-31") {
    fullName
    value(indicator: "POVERTY_RATE", period: "2022") {
      value
      numerator
      denominator
      origin
      coverage { expected reported complete }
      reconciliation { reported rolledUp difference }
    }
    breakdown(indicator: "POVERTY_RATE", period: "2022", level: PROVINCE, first: 100) {
      nodes { locality { code fullName } value origin }
    }
  }
}
`,
  },
];
