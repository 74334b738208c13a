import { toSubgraphSchema } from '@thi-dua/schema/subgraph-schema';
import './law/law-graph.js';
import './law/mendConferral.js';
import './law/setHoliday.js';
import './setting/configureAwards.js';
import './setting/setting-graph.js';
import { AwardFormRef } from './award-form/award-form-graph.js';
import { builder } from './builder.js';

export const subgraphSchema = toSubgraphSchema(builder, [AwardFormRef]);
