import { builder } from '../builder.js';
import { FILE_KINDS } from './dossier-rules.js';

export const DossierFileKindEnum = builder.enumType('DossierFileKind', {
  description:
    'SUBMISSION_LETTER: tờ trình. ACHIEVEMENT_REPORT: báo cáo thành tích. MINUTES: biên bản bình xét, biên bản họp hội đồng.',
  values: FILE_KINDS,
});
