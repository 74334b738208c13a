import { useText } from '../i18n/text.js';
import { boundaryFor, currentYear, FIRST_YEAR, isNewMap, mapDay, type Place } from '../place.js';
import { useMove } from '../use-move.js';
import type { Go } from '../use-place.js';
import type { IndicatorChoice } from '../views/unit-page.js';
import { Divided } from './divided.js';

interface Props {
  readonly place: Place;
  readonly year: number;
  readonly go: Go;
  readonly indicators: readonly IndicatorChoice[];
  readonly unit: Parameters<typeof useMove>[2];
}

/** Indicators by group, in the order in which the graph lists them. */
function grouped(indicators: readonly IndicatorChoice[]) {
  const groups = new Map<string, { group: IndicatorChoice['group']; members: IndicatorChoice[] }>();
  for (const one of indicators) {
    const key = one.group?.code ?? '';
    const known = groups.get(key) ?? { group: one.group, members: [] };
    known.members.push(one);
    groups.set(key, known);
  }
  return [...groups.values()];
}

export function Choices({ place, year, go, indicators, unit }: Props) {
  const { t, language } = useText();
  const { move, divided } = useMove(place, year, unit, go);
  const shown = isNewMap(mapDay(year, place.boundary)) ? 'new' : 'old';
  const years = Array.from({ length: currentYear() - FIRST_YEAR + 1 }, (_, n) => currentYear() - n);
  const called = ({ name, nameEn }: { name: string; nameEn: string }) => (language === 'vi' ? name : nameEn);
  return (
    <section class="choices" aria-label={t.choices}>
      <label>
        <span>{t.indicator}</span>
        <select value={place.indicator} onChange={(event) => go({ indicator: event.currentTarget.value })}>
          {grouped(indicators).map(({ group, members }) => (
            <optgroup key={group?.code ?? ''} label={group === null ? t.ungrouped : called(group)}>
              {members.map((one) => (
                <option key={one.code} value={one.code}>
                  {called(one)}
                </option>
              ))}
            </optgroup>
          ))}
        </select>
      </label>
      <label>
        <span>{t.year}</span>
        <select value={String(year)} onChange={(event) => move({ year: Number(event.currentTarget.value) })}>
          {years.map((one) => (
            <option key={one} value={String(one)}>
              {one}
            </option>
          ))}
        </select>
      </label>
      <fieldset class="switch labelled">
        <legend>{t.basis}</legend>
        {(['OFFICIAL', 'PROVISIONAL'] as const).map((basis) => (
          <button key={basis} type="button" aria-pressed={place.basis === basis} onClick={() => go({ basis })}>
            {t.bases[basis]}
          </button>
        ))}
      </fieldset>
      <fieldset class="switch labelled">
        <legend>{t.map}</legend>
        {(['old', 'new'] as const).map((map) => (
          <button
            key={map}
            type="button"
            aria-pressed={shown === map}
            onClick={() => move({ boundary: boundaryFor(year, map) })}
          >
            {t.maps[map]}
          </button>
        ))}
      </fieldset>
      {divided !== null && <Divided divided={divided} place={place} />}
    </section>
  );
}
