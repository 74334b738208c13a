import type { MovementsData } from '../generated/review.js';
import { useText } from '../i18n/text.js';
import { Divided } from '../parts/divided.js';
import { BEFORE_REFORM, type Place, REFORM, type Span } from '../place.js';
import { useMove } from '../use-move.js';
import type { Go } from '../use-place.js';
import { yearsOf } from './rows.js';

type Movement = MovementsData['movements']['nodes'][number];

interface Props {
  readonly place: Place;
  readonly year: number;
  readonly go: Go;
  readonly movements: readonly Movement[];
  readonly movement: Movement;
  /** The years that can be chosen. */
  readonly whole: Span;
  readonly span: Span;
  readonly unit: Parameters<typeof useMove>[2];
}

const BOUNDARIES = [
  ['each', null],
  ['old', BEFORE_REFORM],
  ['new', REFORM],
] as const;

export function ReviewChoices({ place, year, go, movements, movement, whole, span, unit }: Props) {
  const { t } = useText();
  const { move, divided } = useMove(place, year, unit, go);
  const years = yearsOf(whole.from, whole.to);
  const choose = (next: Span) =>
    go({ movement: movement.code, span: next.from === whole.from && next.to === whole.to ? null : next });
  return (
    <section class="choices review" aria-label={t.choices}>
      <label>
        <span>{t.review.movement}</span>
        <select value={movement.code} onChange={(event) => go({ movement: event.currentTarget.value, span: null })}>
          {movements.map(({ code, name, periodFrom, periodTo }) => (
            <option key={code} value={code} lang="vi">
              {`${name} (${periodFrom}–${periodTo})`}
            </option>
          ))}
        </select>
      </label>
      {(['from', 'to'] as const).map((end) => (
        <label key={end} class="year">
          <span>{t.review[end]}</span>
          <select
            value={String(span[end])}
            onChange={(event) => {
              const chosen = Number(event.currentTarget.value);
              // The other end follows where it would be passed.
              choose(
                end === 'from'
                  ? { from: chosen, to: Math.max(chosen, span.to) }
                  : { from: Math.min(chosen, span.from), to: chosen },
              );
            }}
          >
            {years.map((one) => (
              <option key={one} value={String(one)}>
                {one}
              </option>
            ))}
          </select>
        </label>
      ))}
      <div class="switches">
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
          {BOUNDARIES.map(([map, boundary]) => (
            <button
              key={map}
              type="button"
              aria-pressed={place.boundary === boundary}
              onClick={() => move({ boundary })}
            >
              {map === 'each' ? t.review.eachMap : t.maps[map]}
            </button>
          ))}
        </fieldset>
      </div>
      {divided !== null && <Divided divided={divided} place={place} />}
    </section>
  );
}
