import { standingOf, type Told } from '../figure.js';
import type { ReportData } from '../generated/report.js';
import { type Measured, useText } from '../i18n/text.js';
import { hashOf, type Place } from '../place.js';
import type { IndicatorChoice } from '../views/unit-page.js';
import { Coverage } from './coverage.js';

/** What a reader looks for first; every other indicator can be chosen. */
export const KEY_INDICATORS: readonly string[] = [
  'POVERTY_RATE',
  'POOR_HOUSEHOLDS',
  'NEAR_POVERTY_RATE',
  'NEAR_POOR_HOUSEHOLDS',
  'MULTIDIMENSIONAL_POVERTY_RATE',
];

type Reported = NonNullable<NonNullable<ReportData['annualReport']>['indicators']>[number];

interface Props {
  readonly indicators: readonly IndicatorChoice[];
  readonly figures: readonly Reported[];
  readonly place: Place;
  /** Of a frozen report: what closes the year today, where that is something else. */
  readonly live?: ReadonlyMap<string, Told | null>;
  /** Room is kept for what is on its way, so that nothing jumps when it comes. */
  readonly loading: boolean;
}

/** Opening, closing and change of the year, as the annual report states them, on the basis chosen. */
export function KeyFigures({ indicators, figures, place, live, loading }: Props) {
  const { t, language, figure: said, change: changed, day } = useText();
  const shown = KEY_INDICATORS.flatMap((code) => {
    const indicator = indicators.find((one) => one.code === code);
    const found = figures.find((one) => one.indicator.code === code);
    return indicator === undefined || (found === undefined && !loading) ? [] : [{ indicator, found: found ?? null }];
  });
  if (shown.length === 0) return null;
  const today = (figure: Told | null, of: Measured) =>
    figure?.value == null
      ? t.noneShort
      : `${said(figure.value, of)}${standingOf(figure) === 'partial' ? ` (${t.partialValue})` : ''}`;
  const official = place.basis === 'OFFICIAL';
  const standardBreak = figures.find((one) => one.standardBreak !== null)?.standardBreak ?? null;
  return (
    <section aria-labelledby="key-figures">
      <h2 id="key-figures" class="visually-hidden">
        {t.keyFigures}
      </h2>
      <ul class="cards">
        {shown.map(({ indicator, found }) => {
          const closing = (official ? found?.closing : found?.provisional) ?? null;
          const opening = official ? found?.opening : found?.provisionalOpening;
          const change = (official ? found?.change : found?.provisionalChange) ?? null;
          const standing = standingOf(closing);
          const began =
            opening?.value == null
              ? null
              : `${t.before} ${said(opening.value, indicator)}${standingOf(opening) === 'partial' ? ` (${t.partialValue})` : ''}`;
          return (
            <li key={indicator.code} class="card">
              <a
                href={hashOf({ ...place, indicator: indicator.code })}
                aria-current={place.indicator === indicator.code ? 'true' : undefined}
              >
                {language === 'vi' ? indicator.name : indicator.nameEn}
              </a>
              <p class="big">
                {closing?.value != null ? said(closing.value, indicator) : found === null ? '…' : t.noneShort}
                {standing === 'partial' && <span class="tag">{t.partialValue}</span>}
                {standing === 'none' && found !== null && <span class="visually-hidden">{t.none}</span>}
              </p>
              {change !== null ? (
                <p class="quiet small">
                  <span class="visually-hidden">{t.change}: </span>
                  <span aria-hidden="true">{change.startsWith('-') ? '▼' : '▲'}</span> {changed(change, indicator)}
                  {began !== null && ` · ${began}`}
                </p>
              ) : (
                <p class="quiet small">{began ?? '\u00a0'}</p>
              )}
              {live?.has(indicator.code) && (
                <p class="now small">{t.frozen.today(today(live.get(indicator.code) ?? null, indicator))}</p>
              )}
              {standing === 'partial' && closing !== null && (
                <Coverage reported={closing.coverage.reported} expected={closing.coverage.expected} />
              )}
            </li>
          );
        })}
      </ul>
      {standardBreak !== null && (
        <p class="quiet note">
          {t.breakOn(day(standardBreak.on), standardBreak.before.name, standardBreak.after.name)}
        </p>
      )}
    </section>
  );
}
