import { toSubgraphSchema } from '@thi-dua/schema/subgraph-schema';
import './definition/defineIndicator.js';
import './definition/defineMethodology.js';
import './definition/methodology-graph.js';
import './definition/retireIndicator.js';
import './grounds/grounds-graph.js';
import './judgement/returnObservations.js';
import './judgement/verifyObservations.js';
import './locality/locality-graph.js';
import './quality/data-warning-graph.js';
import './release/releaseFigures.js';
import './release/releaseObservations.js';
import './submission/submitObservations.js';
import { AnnualReportRef } from './annual-report/annual-report-graph.js';
import { MovementReportRef } from './annual-report/movement-report-graph.js';
import { builder } from './builder.js';
import { IndicatorRef } from './definition/indicator-graph.js';
import { RegionRef } from './group/group-graph.js';
import { LocalityRef } from './locality/locality-reference.js';
import { ObservationRef } from './observation/observation-graph.js';
import { CriterionRef, PlanRef, TargetPartRef, TargetRef } from './progress/progress-graph.js';

builder.mutationType({});

export const subgraphSchema = toSubgraphSchema(builder, [
  AnnualReportRef,
  CriterionRef,
  IndicatorRef,
  LocalityRef,
  MovementReportRef,
  ObservationRef,
  PlanRef,
  RegionRef,
  TargetPartRef,
  TargetRef,
]);
