import type { ReportData } from '../generated/report.js';
import { useText } from '../i18n/text.js';
import { Hidden } from './hidden.js';

type Steps = NonNullable<ReportData['annualReport']>['milestones'];
type Step = NonNullable<Steps>[number];

/** The dated steps of the unit's own plans, by the day each was due. */
export function Milestones({ steps, restricted }: { steps: Steps; restricted: boolean }) {
  const { t, day } = useText();
  return (
    <section class="panel" aria-labelledby="milestones">
      <h3 id="milestones">{t.milestones.heading}</h3>
      {steps === null ? (
        <Hidden restricted={restricted} />
      ) : steps.length === 0 ? (
        <p class="quiet">{t.milestones.none}</p>
      ) : (
        <ol class="steps">
          {steps.map((step) => (
            <li key={`${step.plan?.id} ${step.milestone?.clause} ${step.dueOn}`}>
              <span class="when">
                {step.dueFrom === null
                  ? t.milestones.by(day(step.dueOn))
                  : t.milestones.between(day(step.dueFrom), day(step.dueOn))}
              </span>
              <span>
                <span lang="vi">{step.milestone?.text ?? t.noneShort}</span>{' '}
                <span class="quiet small" lang="vi">
                  {[step.plan?.tenant?.name, step.milestone?.clause].filter(Boolean).join(', ')}
                </span>
                <State step={step} />
              </span>
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}

/** Whether the reports that the step asks for have come; nothing where it asks for none. */
function State({ step: { reported, reports } }: { step: Step }) {
  const { t, number } = useText();
  if (reports === null || reports.due === 0) return null;
  return (
    <span class={reported ? 'state done' : 'state open'}>
      {reported
        ? t.milestones.allCame(number(reports.due))
        : t.milestones.cameOf(number(reports.onTime + reports.late), number(reports.due))}
    </span>
  );
}
