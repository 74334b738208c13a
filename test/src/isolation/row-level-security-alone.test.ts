import { matrix } from './matrix.js';

matrix({ name: 'with row-level security alone', policyEnforced: false });
