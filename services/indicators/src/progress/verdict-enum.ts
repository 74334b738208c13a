import { builder } from '../builder.js';
import { FROM_WORST } from '../rule/verdict.js';

export const VerdictEnum = builder.enumType('Verdict', {
  description:
    'MET and NOT_MET are final. ON_TRACK and OFF_TRACK say of what is not due yet whether the pace suffices. NO_DATA: what is known does not settle it. NOT_COMPARABLE: the values were measured under different standards.',
  values: FROM_WORST,
});
