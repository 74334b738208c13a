import { toSubgraphSchema } from '@thi-dua/schema/subgraph-schema';
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
import { PlanRef } from './plan/plan-ref.js';

export const subgraphSchema = toSubgraphSchema(builder, [PlanRef]);
