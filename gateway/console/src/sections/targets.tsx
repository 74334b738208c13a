import type { ReportData } from '../generated/report.js';
import { useText } from '../i18n/text.js';

type Report = NonNullable<ReportData['annualReport']>;

interface Props {
  readonly targets: Report['targets'];
  readonly plans: Report['plans'];
}

const VERDICTS = ['met', 'onTrack', 'offTrack', 'notMet', 'noData', 'notComparable', 'qualitative'] as const;

/** How many plans there are, and how their targets stand. */
export function Targets({ targets, plans }: Props) {
  const { t, number } = useText();
  return (
    <section class="panel" aria-labelledby="targets">
      <h3 id="targets">{t.report.targets}</h3>
      {plans !== null && (
        <p class="quiet">{t.report.plansSay(number(plans.total), number(plans.issued), number(plans.closed))}</p>
      )}
      {targets === null ? (
        <p class="quiet">{t.report.hiddenVerdicts}</p>
      ) : targets.targets === 0 ? (
        <p class="quiet">{t.report.noTargets}</p>
      ) : (
        <dl class="counts">
          {VERDICTS.map((verdict) => (
            <div key={verdict} class={targets[verdict] === 0 ? 'nought' : verdict}>
              <dt>{t.report.verdicts[verdict]}</dt>
              <dd>{number(targets[verdict])}</dd>
            </div>
          ))}
        </dl>
      )}
    </section>
  );
}
