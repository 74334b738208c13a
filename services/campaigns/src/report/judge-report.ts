import type { CampaignsContext } from '../builder.js';
import { fault } from '../plan/plan-result.js';
import { nfc, textFault } from '../plan/plan-text.js';
import { seenReport } from './own-report.js';
import { mayJudge } from './report-policy.js';
import { type ReportResult, readAgain, refused } from './report-result.js';
import { submittedVersions } from './report-store.js';

interface Judgement {
  id: string;
  number?: number | null | undefined;
  remarks?: string | null | undefined;
}

const notSubmitted = () =>
  fault('NOT_SUBMITTED', 'No version waits to be judged: there is none, or it has been judged already.', 'id');

/** Accepts or returns the version that waits for it. */
export async function judgeReport(
  { id, number, remarks }: Judgement,
  status: 'ACCEPTED' | 'RETURNED',
  context: CampaignsContext,
): Promise<ReportResult> {
  const found = await seenReport(context, id);
  if ('refusal' in found) return found.refusal;
  const { report } = found;
  if (!(await mayJudge(context, report)))
    return refused([fault('NOT_ABOVE', 'Only a superior of its tenant accepts or returns a report.', 'id')]);
  const faults = typeof remarks === 'string' ? textFault(remarks, 'remarks') : [];
  const version = (await submittedVersions(context).load(report.id)).at(-1);
  const { subject, tenant } = context.caller;
  if (version === undefined || version.status !== 'SUBMITTED') faults.push(notSubmitted());
  else if (version.submittedBy === subject)
    faults.push(fault('SAME_PERSON', 'Whoever submitted a report does not judge it: another person must.', 'id'));
  if (version !== undefined && typeof number === 'number' && version.number !== number) {
    faults.push(
      fault(
        'STALE_VERSION',
        `Version ${version.number} was submitted since you read the report. Read it first.`,
        'number',
      ),
    );
  }
  if (version === undefined || faults.length > 0) return refused(faults);
  // Of two who judge at once, one finds it waiting.
  const { count } = await context.db.reportVersion.updateMany({
    where: { id: version.id, status: 'SUBMITTED' },
    data: {
      status,
      decidedBy: subject,
      decidedFor: tenant,
      decidedAt: new Date(),
      remarks: typeof remarks === 'string' ? nfc(remarks) : null,
    },
  });
  return count === 0 ? refused([notSubmitted()]) : readAgain(context, report.id);
}
