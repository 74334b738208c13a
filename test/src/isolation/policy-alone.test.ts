import { withoutRowLevelSecurity } from './graph.js';
import { matrix } from './matrix.js';

matrix({ name: 'with the policy of the services alone', prepare: withoutRowLevelSecurity, policyEnforced: true });
