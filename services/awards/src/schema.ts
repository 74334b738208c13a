import { toSubgraphSchema } from '@thi-dua/schema/subgraph-schema';
import { AwardFormRef } from './award-form/award-form-graph.js';
import { builder } from './builder.js';

export const subgraphSchema = toSubgraphSchema(builder, [AwardFormRef]);
