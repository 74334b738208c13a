import type { ReportData } from '../generated/report.js';
import { useText } from '../i18n/text.js';
import { DataTable } from '../parts/data-table.js';
import { hashOf, type Place } from '../place.js';
import { Hidden } from './hidden.js';

type Section = NonNullable<NonNullable<ReportData['annualReport']>['discipline']>;
interface Counts {
  readonly due: number;
  readonly onTime: number;
  readonly late: number;
  readonly missing: number;
}

/** Who handed in what was due, and when. What is neither there nor late is not due yet. */
export function Discipline({
  discipline,
  restricted,
  place,
}: {
  discipline: Section | null;
  restricted: boolean;
  place: Place;
}) {
  const { t, number } = useText();
  const counts = ({ due, onTime, late, missing }: Counts) => (
    <>
      <td class="numeric">{number(due)}</td>
      <td class="numeric">{number(onTime)}</td>
      <td class="numeric">{number(late)}</td>
      <td class={missing > 0 ? 'numeric missing' : 'numeric'}>{number(missing)}</td>
      <td class="numeric">{number(due - onTime - late - missing)}</td>
      <td class="bar">
        <Bar due={due} onTime={onTime} late={late} missing={missing} />
      </td>
    </>
  );
  return (
    <section class="panel" aria-labelledby="discipline">
      <h3 id="discipline">{t.discipline.heading}</h3>
      {discipline === null ? (
        <Hidden restricted={restricted} />
      ) : discipline.due === 0 ? (
        <p class="quiet">{t.discipline.none}</p>
      ) : (
        <DataTable caption={t.discipline.table}>
          <thead>
            <tr>
              <th scope="col">{t.unit}</th>
              {(['due', 'onTime', 'late', 'missing', 'pending'] as const).map((column) => (
                <th key={column} scope="col" class="numeric">
                  {t.discipline[column]}
                </th>
              ))}
              <td class="bar" aria-hidden="true" />
            </tr>
          </thead>
          <tbody>
            {discipline.byTenant.map(({ tenant, ...line }) => (
              <tr key={tenant?.slug}>
                <th scope="row" lang="vi">
                  {tenant?.locality ? (
                    <a href={hashOf({ ...place, unit: tenant.locality.code })}>{tenant.name}</a>
                  ) : (
                    (tenant?.name ?? t.noneShort)
                  )}
                </th>
                {counts(line)}
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">{t.discipline.total}</th>
              {counts(discipline)}
            </tr>
          </tfoot>
        </DataTable>
      )}
    </section>
  );
}

/** The same counts as lengths; for the eye only, the numbers stand beside it. */
function Bar({ due, onTime, late, missing }: Counts) {
  const width = (count: number) => ({ width: `${due === 0 ? 0 : (100 * count) / due}%` });
  return (
    <span class="shares" aria-hidden="true">
      <span class="on-time" style={width(onTime)} />
      <span class="late" style={width(late)} />
      <span class="missing" style={width(missing)} />
    </span>
  );
}
