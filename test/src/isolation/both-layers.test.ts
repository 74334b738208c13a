import { matrix } from './matrix.js';

matrix({ name: 'with both layers', policyEnforced: true });
