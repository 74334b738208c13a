import type { ReportData } from '../generated/report.js';
import { useText } from '../i18n/text.js';
import type { Place } from '../place.js';
import { Discipline } from './discipline.js';

type Report = NonNullable<ReportData['annualReport']>;

const VERDICTS = ['met', 'onTrack', 'offTrack', 'notMet', 'noData', 'notComparable', 'qualitative'] as const;

/** The other sections of the annual report: each comes from the service that owns it, or is left out where that is away. */
export function ReportSections({ report, place }: { report: Report; place: Place }) {
  const { t, number } = useText();
  return (
    <section aria-labelledby="report" class="report">
      <div class="report-head">
        <h2 id="report">{t.report.heading}</h2>
        <p class="quiet">
          {report.complete ? t.report.complete : t.report.incomplete} {report.restricted && t.report.restricted}
        </p>
      </div>
      {report.discipline !== null && <Discipline discipline={report.discipline} place={place} />}
      <div class="sections">
        {report.targets !== null && (
          <section class="panel" aria-labelledby="targets">
            <h3 id="targets">{t.report.targets}</h3>
            {report.plans !== null && (
              <p class="quiet">
                {t.report.plansSay(
                  number(report.plans.total),
                  number(report.plans.issued),
                  number(report.plans.closed),
                )}
              </p>
            )}
            {report.targets.targets === 0 ? (
              <p class="quiet">{t.report.noTargets}</p>
            ) : (
              <dl class="counts">
                {VERDICTS.map((verdict) => (
                  <div key={verdict} class={report.targets?.[verdict] === 0 ? 'nought' : verdict}>
                    <dt>{t.report.verdicts[verdict]}</dt>
                    <dd>{number(report.targets?.[verdict] ?? 0)}</dd>
                  </div>
                ))}
              </dl>
            )}
          </section>
        )}
        {report.units !== null && (
          <section class="panel" aria-labelledby="changes">
            <h3 id="changes">{t.report.changes}</h3>
            {report.units.levels.length > 0 && (
              <table>
                <thead>
                  <tr>
                    <th scope="col">{t.report.level}</th>
                    <th scope="col" class="numeric">
                      {t.report.atStart}
                    </th>
                    <th scope="col" class="numeric">
                      {t.report.begun}
                    </th>
                    <th scope="col" class="numeric">
                      {t.report.ended}
                    </th>
                    <th scope="col" class="numeric">
                      {t.report.atEnd}
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {report.units.levels.map(({ level, atStart, begun, ended, atEnd }) => (
                    <tr key={level}>
                      <th scope="row">{t.level[level]}</th>
                      {[atStart, begun, ended, atEnd].map((count, column) => (
                        <td key={column} class="numeric">
                          {number(count)}
                        </td>
                      ))}
                    </tr>
                  ))}
                </tbody>
              </table>
            )}
            <p class="quiet small">{t.report.recorded}</p>
          </section>
        )}
        <section class="panel" aria-labelledby="contributions">
          <h3 id="contributions">{t.report.contributions}</h3>
          {report.contributions === null ? (
            <p class="quiet">{t.report.hiddenTotals}</p>
          ) : (
            <>
              <table>
                <thead>
                  <tr>
                    <td />
                    <th scope="col" class="numeric">
                      {t.report.pledged}
                    </th>
                    <th scope="col" class="numeric">
                      {t.report.given}
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {report.contributions.kinds.map(({ kind, pledged, given }) => (
                    <tr key={kind}>
                      <th scope="row">{t.report.kinds[kind]}</th>
                      <td class="numeric">{number(pledged)}</td>
                      <td class="numeric">{number(given)}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
              <p class="quiet small">{t.report.households(number(report.contributions.sponsoredHouseholds))}</p>
            </>
          )}
        </section>
        <section class="panel" aria-labelledby="awards">
          <h3 id="awards">{t.report.awards}</h3>
          {(report.awards ?? []).length === 0 ? (
            <p class="quiet">{t.report.noAwards}</p>
          ) : (
            <dl class="counts">
              {byForm(report.awards ?? []).map(([form, count]) => (
                <div key={form}>
                  <dt lang="vi">{form}</dt>
                  <dd>{number(count)}</dd>
                </div>
              ))}
            </dl>
          )}
          {report.exemplars !== null && <p class="quiet">{t.report.exemplarsSay(number(report.exemplars))}</p>}
        </section>
      </div>
    </section>
  );
}

function byForm(awards: NonNullable<Report['awards']>): readonly (readonly [string, number])[] {
  const counts = new Map<string, number>();
  for (const { count, form } of awards) counts.set(form.name, (counts.get(form.name) ?? 0) + count);
  return [...counts];
}
