import type { ReportData } from '../generated/report.js';
import { useText } from '../i18n/text.js';

type Totals = NonNullable<NonNullable<ReportData['annualReport']>['contributions']>;

/** What was pledged and given, of a year or of several. */
export function Contributions({ totals }: { totals: readonly Totals[] | null }) {
  const { t, number, plain } = useText();
  const given = totals?.filter(
    ({ kinds, sponsoredHouseholds }) => sponsoredHouseholds > 0 || kinds.some((kind) => isSome(kind)),
  );
  return (
    <section class="panel" aria-labelledby="contributions">
      <h3 id="contributions">{t.report.contributions}</h3>
      {given === undefined ? (
        <p class="quiet">{t.report.hiddenTotals}</p>
      ) : given.length === 0 ? (
        <p class="quiet">{t.report.noContributions}</p>
      ) : (
        given.map(({ year, kinds, sponsoredHouseholds }) => (
          <div key={year}>
            <table>
              <caption class={given.length === 1 ? 'visually-hidden' : undefined}>
                {t.report.contributionsOf(String(year))}
              </caption>
              <thead>
                <tr>
                  <th scope="col">{t.report.kind}</th>
                  <th scope="col" class="numeric">
                    {t.report.pledged}
                  </th>
                  <th scope="col" class="numeric">
                    {t.report.given}
                  </th>
                </tr>
              </thead>
              <tbody>
                {kinds.map(({ kind, pledged, given }) => (
                  <tr key={kind}>
                    <th scope="row">{t.report.kinds[kind]}</th>
                    <td class="numeric">{plain(pledged)}</td>
                    <td class="numeric">{plain(given)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
            <p class="quiet small">{t.report.households(number(sponsoredHouseholds))}</p>
          </div>
        ))
      )}
    </section>
  );
}

const isSome = ({ pledged, given }: Totals['kinds'][number]) => Number(pledged) !== 0 || Number(given) !== 0;
