import { builder } from '../builder.js';
import { LOCALITY_LEVELS } from '../figure/units-store.js';

export const LocalityLevelEnum = builder.enumType('LocalityLevel', {
  description: 'The levels of administration. The district level ended on 1 July 2025.',
  values: LOCALITY_LEVELS,
});
