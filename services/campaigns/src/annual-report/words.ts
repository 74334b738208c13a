import type { CampaignsContext } from '../builder.js';
import { planById } from '../plan/plan-store.js';
import { milestoneById } from './milestone-store.js';
import { type ReportedPlan, reportedPlan, tenantNamed } from './reported-plan.js';
import type { Sections } from './sections.js';

/**
 * Sections with the words beside their references: what a frozen report says stays as it was, whatever is renamed, closed or
 * passes out of the caller's sight later.
 */
export async function inWords(context: CampaignsContext, sections: Sections, to: number): Promise<Sections> {
  const plans = new Map<string, ReportedPlan>();
  const ids = [...(sections.plans?.ids ?? []), ...(sections.milestones ?? []).map(({ plan }) => plan)];
  await Promise.all(
    [...new Set(ids)].map(async (id) => {
      const plan = await planById(context).load(id);
      if (plan !== null) plans.set(id, await reportedPlan(context, { to }, plan));
    }),
  );
  const name = async (slug: string) => (await tenantNamed(context).load(slug)).name;
  return {
    ...sections,
    plans: sections.plans && {
      ...sections.plans,
      words: Object.fromEntries([...plans].filter(([id]) => sections.plans?.ids.includes(id))),
    },
    milestones:
      sections.milestones &&
      (await Promise.all(
        sections.milestones.map(async (due) => {
          const [step, plan] = [await milestoneById(context).load(due.milestone), plans.get(due.plan)];
          if (step === null || plan === undefined) return due;
          const { clause, text, tentative } = step;
          return { ...due, words: { step: { clause, text, tentative }, plan } };
        }),
      )),
    discipline: sections.discipline && {
      ...sections.discipline,
      tenants: await Promise.all(
        sections.discipline.tenants.map(async (one) => ({ ...one, name: await name(one.tenant) })),
      ),
    },
    narrative:
      sections.narrative &&
      (await Promise.all(
        sections.narrative.map(async (section) => ({
          ...section,
          quotes: await Promise.all(
            section.quotes.map(async (quote) => ({ ...quote, sourceName: await name(quote.sourceTenant) })),
          ),
        })),
      )),
  };
}
