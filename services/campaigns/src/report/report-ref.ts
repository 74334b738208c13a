import type { Report, ReportVersion } from '@thi-dua/prisma/generated/campaigns/client';
import { builder } from '../builder.js';

/** Declared apart from their fields, which point to each other. */
export const ReportRef = builder.objectRef<Report>('Report');
export const ReportVersionRef = builder.objectRef<ReportVersion>('ReportVersion');
