import { toSubgraphSchema } from '@thi-dua/schema/subgraph-schema';
import './decision/award-graph.js';
import './decision/decideNominations.js';
import './decision/revokeAward.js';
import './dossier/removeDossierFile.js';
import './eligibility/eligibility-graph.js';
import './law/law-graph.js';
import './law/mendConferral.js';
import './law/setHoliday.js';
import './nomination/appraiseNomination.js';
import './nomination/createNomination.js';
import './nomination/escalateNomination.js';
import './nomination/nomination-graph.js';
import './nomination/recordCouncilVote.js';
import './nomination/rejectNomination.js';
import './nomination/returnNomination.js';
import './nomination/submitNomination.js';
import './nomination/updateNomination.js';
import './setting/configureAwards.js';
import './setting/setting-graph.js';
import { AnnualReportRef } from './annual-report/annual-report-graph.js';
import { MovementReportRef } from './annual-report/movement-report-graph.js';
import { AwardFormRef } from './award-form/award-form-graph.js';
import { builder } from './builder.js';
import { DossierFileRef } from './dossier/dossier-graph.js';
import { LocalityRef } from './entity/locality.js';
import { PlanRef } from './entity/plan.js';
import { AwardRef, DecisionRef, NominationRef } from './nomination/nomination-ref.js';

export const subgraphSchema = toSubgraphSchema(builder, [
  AnnualReportRef,
  AwardFormRef,
  AwardRef,
  DecisionRef,
  DossierFileRef,
  LocalityRef,
  MovementReportRef,
  NominationRef,
  PlanRef,
]);
