import type { CampaignsContext } from '../builder.js';
import type { AnnualReport } from './annual-report-ref.js';
import { frozenOf } from './frozen-store.js';
import { live, type Sections } from './sections.js';

/** A section as it is shown: as the caller's tenant froze it, else as it stands now. */
export async function sectionOf<Name extends keyof Sections>(
  name: Name,
  report: AnnualReport,
  context: CampaignsContext,
): Promise<Sections[Name]> {
  const frozen = await frozenOf(context, report.key);
  return frozen === null ? live[name](report, context) : frozen.sections.campaigns[name];
}
