import { toSubgraphSchema } from '@thi-dua/schema/subgraph-schema';
import './annual-report/annual-report-graph.js';
import './annual-report/corrections-graph.js';
import './annual-report/freezeAnnualReport.js';
import './bulk-export/cancelExport.js';
import './bulk-export/startExport.js';
import './calendar/calendar-feed-graph.js';
import './calendar/revokeCalendarFeed.js';
import './calendar/rotateCalendarFeed.js';
import './contribution/cancelContribution.js';
import './contribution/recordContribution.js';
import './contribution/recordGift.js';
import './contribution/releaseContributions.js';
import './contribution/strikeGift.js';
import './contribution/totals-graph.js';
import './contribution/updateContribution.js';
import './deadline/deadline-graph.js';
import './document/importPlanDocument.js';
import './document/source-graph.js';
import './exemplar/exemplar-graph.js';
import './exemplar/publishExemplar.js';
import './exemplar/returnExemplar.js';
import './exemplar/submitExemplar.js';
import './exemplar/updateExemplar.js';
import './exemplar/withdrawExemplar.js';
import './movement/movement-graph.js';
import './movement-report/movement-report-graph.js';
import './plan/amendPlan.js';
import './plan/closePlan.js';
import './plan/comparison-graph.js';
import './plan/createPlan.js';
import './plan/issuePlan.js';
import './plan/openPlan.js';
import './plan/plan-graph.js';
import './plan/updatePlan.js';
import './duty/setReportDuty.js';
import './duty/withdrawReportDuty.js';
import './report/acceptReport.js';
import './report/consolidateReport.js';
import './report/draftReport.js';
import './report/report-graph.js';
import './report/returnReport.js';
import './report/reviseReport.js';
import './report/submitReport.js';
import './report/updateReport.js';
import './report-annex/annex-graph.js';
import './search/search-graph.js';
import './sponsorship/recordSponsorship.js';
import './sponsorship/updateSponsorship.js';
import './supervision/recordSupervision.js';
import { AnnualReportRef } from './annual-report/annual-report-ref.js';
import { builder } from './builder.js';
import { BulkExportRef } from './bulk-export/export-graph.js';
import { GiftRef } from './contribution/contribution-graph.js';
import { ContributionRef } from './contribution/contribution-ref.js';
import { SetDutyRef } from './duty/duty-graph.js';
import { ExemplarRef } from './exemplar/exemplar-ref.js';
import { MovementReportRef } from './movement-report/movement-report-ref.js';
import { CriterionRef } from './plan/criterion-graph.js';
import { PlanRef } from './plan/plan-ref.js';
import { LocalityRef } from './plan/references.js';
import { TargetPartRef, TargetRef } from './plan/target-graph.js';
import { ReportRef } from './report/report-ref.js';
import { SponsorshipRef } from './sponsorship/sponsorship-graph.js';
import { SupervisionRef } from './supervision/supervision-graph.js';

export const subgraphSchema = toSubgraphSchema(builder, [
  AnnualReportRef,
  BulkExportRef,
  ContributionRef,
  CriterionRef,
  ExemplarRef,
  GiftRef,
  LocalityRef,
  MovementReportRef,
  PlanRef,
  ReportRef,
  SetDutyRef,
  SponsorshipRef,
  SupervisionRef,
  TargetPartRef,
  TargetRef,
]);
