import { standingOf } from '../figure.js';
import type { UnitData } from '../generated/unit.js';
import { type Measured, useText } from '../i18n/text.js';
import { Coverage } from './coverage.js';

type Value = NonNullable<UnitData['locality']>['value'];

/** The figure chosen, and all that says how far it can be trusted. */
export function MainFigure({
  figure,
  of,
  indicator,
  year,
}: {
  figure: Value;
  of: Measured;
  indicator: string;
  year: number;
}) {
  const text = useText();
  const { t } = text;
  const standing = standingOf(figure);
  const said = (value: string | null) => (value === null ? t.noneShort : text.figure(value, of));
  const [own, sum] = [figure?.reconciliation?.reported ?? null, figure?.reconciliation?.rolledUp ?? null].map(said);
  // A difference that rounding hides would only puzzle.
  const differ = own !== undefined && sum !== undefined && figure?.reconciliation != null && own !== sum;
  return (
    <section class="panel main-figure" aria-labelledby="main-figure">
      <h2 id="main-figure">
        {indicator} <span class="quiet">{t.ofYear(String(year))}</span>
      </h2>
      <p class="huge">
        {figure?.value != null ? said(figure.value) : <span class="none">{t.none}</span>}
        {figure?.value != null && of.kind !== 'RATIO' && <span class="unit-name"> {of.unit}</span>}
        {standing === 'partial' && <span class="tag">{t.partialValue}</span>}
      </p>
      {figure?.numerator != null && figure.denominator != null && (
        <p class="quiet">
          {text.number(figure.numerator)} / {text.number(figure.denominator)}
        </p>
      )}
      <dl class="facts">
        {figure?.value != null && (
          <div>
            <dt class="visually-hidden">{t.value}</dt>
            <dd>{figure.origin === 'REPORTED' ? t.reported : t.rolledUp}</dd>
          </div>
        )}
        {figure !== null && figure.coverage.expected > 0 && (
          <div>
            <dt>{t.coverageHeading}</dt>
            <dd>
              <Coverage reported={figure.coverage.reported} expected={figure.coverage.expected} />
            </dd>
          </div>
        )}
        {figure?.methodology != null && (
          <div>
            <dt>{t.standard}</dt>
            <dd lang="vi">{figure.methodology.name}</dd>
          </div>
        )}
      </dl>
      {differ && <p class="quiet small">{t.reconciliation(own, sum)}</p>}
    </section>
  );
}
