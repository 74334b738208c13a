import { toSubgraphSchema } from '@thi-dua/schema/subgraph-schema';
import './definition/methodology-graph.js';
import './judgement/returnObservations.js';
import './judgement/verifyObservations.js';
import './locality/locality-graph.js';
import './release/releaseFigures.js';
import './submission/submitObservations.js';
import { builder } from './builder.js';
import { IndicatorRef } from './definition/indicator-graph.js';
import { LocalityRef } from './locality/locality-reference.js';
import { ObservationRef } from './observation/observation-graph.js';

builder.mutationType({});

export const subgraphSchema = toSubgraphSchema(builder, [IndicatorRef, LocalityRef, ObservationRef]);
