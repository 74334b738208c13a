import { toSubgraphSchema } from '@thi-dua/schema/subgraph-schema';
import './deadline/deadline-graph.js';
import './movement/movement-graph.js';
import './plan/amendPlan.js';
import './plan/closePlan.js';
import './plan/comparison-graph.js';
import './plan/createPlan.js';
import './plan/issuePlan.js';
import './plan/openPlan.js';
import './plan/plan-graph.js';
import './plan/updatePlan.js';
import { builder } from './builder.js';
import { CriterionRef } from './plan/criterion-graph.js';
import { PlanRef } from './plan/plan-ref.js';
import { TargetPartRef } from './plan/target-graph.js';

export const subgraphSchema = toSubgraphSchema(builder, [CriterionRef, PlanRef, TargetPartRef]);
