import type { ReportData } from '../generated/report.js';
import { useText } from '../i18n/text.js';

type Awards = NonNullable<NonNullable<ReportData['annualReport']>['awards']>;

/** How many awards of each form, and how many exemplars. */
export function Awards({ awards, exemplars }: { awards: Awards | null; exemplars: number | null }) {
  const { t, number } = useText();
  return (
    <section class="panel" aria-labelledby="awards">
      <h3 id="awards">{t.report.awards}</h3>
      {awards === null ? (
        <p class="quiet">{t.report.unknown}</p>
      ) : awards.length === 0 ? (
        <p class="quiet">{t.report.noAwards}</p>
      ) : (
        <dl class="counts">
          {byForm(awards).map(([form, count]) => (
            <div key={form}>
              <dt lang="vi">{form}</dt>
              <dd>{number(count)}</dd>
            </div>
          ))}
        </dl>
      )}
      {exemplars !== null && (
        <p class="quiet">{exemplars === 0 ? t.report.noExemplars : t.report.exemplarsSay(number(exemplars))}</p>
      )}
    </section>
  );
}

function byForm(awards: Awards): readonly (readonly [string, number])[] {
  const counts = new Map<string, number>();
  for (const { count, form } of awards) counts.set(form.name, (counts.get(form.name) ?? 0) + count);
  return [...counts];
}
