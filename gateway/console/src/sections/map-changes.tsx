import { useState } from 'preact/hooks';
import type { ReportData } from '../generated/report.js';
import { useText } from '../i18n/text.js';

type Units = NonNullable<NonNullable<ReportData['annualReport']>['units']>;

const FIRST = 10;

/** How many units of each level there were, and the acts that changed them. */
export function MapChanges({ units }: { units: Units }) {
  const { t, number, day } = useText();
  const [all, setAll] = useState(false);
  const shown = all ? units.changes : units.changes.slice(0, FIRST);
  return (
    <section class="panel" aria-labelledby="changes">
      <h3 id="changes">{t.report.changes}</h3>
      {units.levels.length > 0 && (
        <table>
          <caption class="visually-hidden">{t.report.changesTable}</caption>
          <thead>
            <tr>
              <th scope="col">{t.report.level}</th>
              {(['atStart', 'begun', 'ended', 'atEnd'] as const).map((column) => (
                <th key={column} scope="col" class="numeric">
                  {t.report[column]}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {units.levels.map(({ level, atStart, begun, ended, atEnd }) => (
              <tr key={level}>
                <th scope="row">{t.level[level]}</th>
                <td class="numeric">{number(atStart)}</td>
                <td class="numeric">{number(begun)}</td>
                <td class="numeric">{number(ended)}</td>
                <td class="numeric">{number(atEnd)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <p class="quiet small">{t.report.recorded}</p>
      {shown.length > 0 && (
        <ul class="steps">
          {shown.map(({ id, effectiveOn, title, legalBasis, withdrawnAt }) => (
            <li key={id}>
              <span class="when">{day(effectiveOn)}</span>
              <span lang="vi">{title ?? legalBasis ?? t.report.noAct}</span>
              {withdrawnAt !== null && <span class="tag">{t.report.withdrawn}</span>}
            </li>
          ))}
        </ul>
      )}
      {shown.length < units.changes.length && (
        <div class="more">
          <p class="quiet small">{t.shownOf(number(shown.length), number(units.changes.length))}</p>
          <button type="button" onClick={() => setAll(true)}>
            {t.showAll}
          </button>
        </div>
      )}
    </section>
  );
}
