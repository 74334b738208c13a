import type { CriterionDraft } from '@thi-dua/campaigns/document/draft';
import { readPlan } from '@thi-dua/campaigns/document/read-plan';
import { describe, expect, it } from 'vitest';
import { documents } from './made-up/index.js';
import { expectSupported } from './supported.js';

describe.each(documents)('a document of the family that was made up: %s', (_, { text, expected, missed = [] }) => {
  const draft = readPlan(text);
  const leaves = (criteria: CriterionDraft[]): CriterionDraft[] =>
    criteria.flatMap((criterion) => (criterion.parts.length > 0 ? leaves(criterion.parts) : [criterion]));

  it('shows its head, and nothing that it does not print', () => {
    const { type, number, symbol, raw, issuedOn, place, issuer, title, period, signer } = expected;
    expect({
      type: draft.type?.value,
      number: draft.number?.value ?? null,
      symbol: draft.symbol?.value ?? null,
      raw: draft.raw?.value ?? null,
      issuedOn: draft.issuedOn?.value ?? null,
      place: draft.place?.value ?? null,
      issuer: draft.issuer?.value,
      title: draft.title?.value,
      period: [draft.periodFrom?.value ?? null, draft.periodTo?.value ?? null],
      signer: draft.signer?.value ?? null,
    }).toEqual({ type, number, symbol, raw, issuedOn, place, issuer, title, period, signer });
  });
  it('cites what it cites', () => {
    expect(draft.legalBases.map(({ number }) => number)).toEqual(expected.cited);
  });
  it('promises what it promises, by clause, and no more', () => {
    expect(
      Object.fromEntries(draft.targets.map(({ clause, parts }) => [clause, parts.map(({ rule }) => rule)])),
    ).toEqual(Object.fromEntries(Object.entries(expected.targets).filter(([clause]) => !missed.includes(clause))));
  });
  it('judges its subjects by its criteria', () => {
    const read = leaves(draft.criteria).map(({ clause, subject, rule }) => [
      clause,
      { kinds: subject.kinds, ...(rule && { rule }) },
    ]);
    expect(Object.fromEntries(read)).toEqual(expected.criteria);
  });
  it('dates its steps', () => {
    expect(draft.milestones.map(({ clause, when, bound }) => `${clause} ${when} ${bound}`)).toEqual(
      expected.steps.filter((step) => !missed.includes(step)),
    );
  });
  it('names its recipients and awards', () => {
    expect(draft.recipients).toHaveLength(expected.recipients);
    expect(draft.awardForms.map(({ form }) => form)).toEqual(expected.awards);
  });
  it('has a place in the source for every fact, and words there that support it', () => {
    expectSupported(text, draft);
  });
});
