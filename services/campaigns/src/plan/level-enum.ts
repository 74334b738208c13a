import { builder } from '../builder.js';

export const LOCALITY_LEVELS = ['NATION', 'PROVINCE', 'DISTRICT', 'COMMUNE', 'NEIGHBOURHOOD'] as const;
export const LocalityLevelEnum = builder.enumType('LocalityLevel', { values: LOCALITY_LEVELS });
