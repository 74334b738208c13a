import { pageArgs } from '@thi-dua/schema/connection';
import { builder } from '../builder.js';
import { IndicatorValueConnectionRef, IndicatorValueRef } from '../figure/indicator-value-graph.js';
import { ObservationRef } from '../observation/observation-graph.js';
import { beside, type Grounded, observationsOf, partsOf } from './grounds.js';

const FigureGroundsRef = builder.objectRef<Grounded>('FigureGrounds').implement({
  description:
    'What a figure rests on, down to the single reports. What the caller may not see is as if it had never been reported.',
  fields: (t) => ({
    parts: t.field({
      type: IndicatorValueConnectionRef,
      description:
        "The figures that the roll-up adds up, by code: of the units directly below, with those that have not reported. Where `boundary` led to a roll-up of other units, those that were carried whole into it. They are of the period's own map, and of a count they add up to the very roll-up: to `value` where `origin` is ROLLED_UP, else to what stands beside it in `reconciliation`. None where no roll-up is shown.",
      args: pageArgs(t),
      resolve: (grounded, page, context) => partsOf(context, grounded, page),
    }),
    numerator: t.field({
      type: IndicatorValueRef,
      nullable: true,
      description:
        'Of a ratio, its numerator as a figure of its own. It may count more than the ratio, which takes a unit only with both of its parts.',
      resolve: (grounded, _args, context) => beside(context, grounded, grounded.value.indicator.numerator),
    }),
    denominator: t.field({
      type: IndicatorValueRef,
      nullable: true,
      description: 'Of a ratio its denominator, of a mean its weight, as a figure of its own; as `numerator`.',
      resolve: (grounded, _args, context) => beside(context, grounded, grounded.value.indicator.denominator),
    }),
    observations: t.field({
      type: [ObservationRef],
      description:
        "The reports that the unit's own value consists of, in the revisions that count: that of the period; of a flow that was not reported for it, those of its quarters or months (twelve at most), which add up to it. Of a ratio or mean the published one; what it is computed from, `numerator` and `denominator` lead to. None where the caller may not see every one of them.",
      resolve: (grounded, _args, context) => observationsOf(context, grounded),
    }),
  }),
});

builder.objectField(IndicatorValueRef, 'restsOn', (t) =>
  t.field({
    type: FigureGroundsRef,
    nullable: true,
    description:
      "What the value rests on. Null in a frozen report: only its values were kept, and what they rest on is today's (`live`).",
    resolve: (value) => value.behind && { value, ...value.behind },
  }),
);
