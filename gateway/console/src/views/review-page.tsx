import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { Movements, Review, ReviewBelow } from '../generated/review.js';
import { useAnswer, useSession } from '../graph/use-answer.js';
import { usePages } from '../graph/use-pages.js';
import { useText } from '../i18n/text.js';
import { Breadcrumbs } from '../parts/breadcrumbs.js';
import { Downloads } from '../parts/downloads.js';
import { KEY_INDICATORS } from '../parts/key-figures.js';
import { More } from '../parts/more.js';
import { Failed, PartialAnswer } from '../parts/notices.js';
import { ReportSections } from '../parts/report-sections.js';
import { currentYear, hashOf, mapDay, NATION, type Place } from '../place.js';
import { ReviewChoices } from '../review/review-choices.js';
import { mapYears, movementFor, reviewable, yearsOf } from '../review/rows.js';
import { type Subject, YearsTable } from '../review/years-table.js';
import type { Go } from '../use-place.js';
import type { IndicatorChoice } from './unit-page.js';

export interface ReviewProps {
  readonly place: Place;
  /** The unit is the one that bears the code on the map of this year. */
  readonly year: number;
  readonly go: Go;
  readonly indicators: readonly IndicatorChoice[];
}

/** As many units as one answer has room for. */
const UNITS_AT_ONCE = 100;

/** A movement over several years, for its interim and final reviews. */
export function ReviewPage({ place, year, go, indicators }: ReviewProps) {
  const { t, language, day } = useText();
  const { ask } = useSession();
  const [every, setEvery] = useState(false);
  const list = useRef<HTMLElement>(null);
  const known = useAnswer(Movements, {});
  const movements = known.answer?.data?.movements.nodes ?? [];
  const movement = movementFor(movements, place.movement, year);
  const whole = movement === null ? { from: year, to: year } : reviewable(movement, currentYear());
  const span = {
    from: Math.max(place.span?.from ?? whole.from, whole.from),
    to: Math.min(place.span?.to ?? whole.to, whole.to),
  };
  const of = {
    movement: movement?.code ?? '',
    ...span,
    code: place.unit,
    asOf: mapDay(year, place.boundary),
    boundary: place.boundary,
    basis: place.basis,
  };
  const asked = useAnswer(Review, { ...of, codes: every ? null : KEY_INDICATORS }, movement !== null);
  const report = asked.answer?.data?.movementReport ?? null;
  const unit = report?.locality ?? null;
  const indicator = indicators.find(({ code }) => code === place.indicator) ?? indicators[0] ?? null;
  const below = { ...of, codes: [indicator?.code ?? place.indicator], first: UNITS_AT_ONCE };
  const parts = useAnswer(ReviewBelow, below, report !== null && !asked.loading);
  const units = usePages(parts.answer?.data?.movementReport?.breakdown ?? null, async (after, signal) => {
    const { data } = await ask(ReviewBelow, { ...below, after }, signal);
    return data?.movementReport?.breakdown ?? null;
  });
  const name = unit === null ? '' : unit.code === NATION ? t.level.NATION : unit.fullName;
  const heading = useRef<HTMLHeadingElement>(null);
  const shown = useRef<string | null>(null);
  useEffect(() => {
    if (unit === null) return;
    document.title = `${name} ${span.from}–${span.to} – ${t.product}`;
    if (shown.current !== null && shown.current !== unit.id) heading.current?.focus();
    shown.current = unit.id;
  }, [unit, name, span.from, span.to, t]);

  const changed = useMemo(() => mapYears(report?.units?.changes ?? []), [report]);
  const called = (one: { name: string; nameEn: string }) => (language === 'vi' ? one.name : one.nameEn);
  // On each year's own map, the units below are those of the last year.
  const there = place.boundary === null ? { year: span.to } : {};
  const years = report === null ? [] : yearsOf(report.from, report.to);
  const subjects = (report?.indicators ?? []).map(
    ({ indicator: one, stretches }): Subject => ({ key: one.code, name: called(one), of: one, stretches }),
  );
  const breaks = new Map(
    (report?.indicators ?? []).flatMap(({ breaks }) => breaks.map((one) => [`${one.on} ${one.after.name}`, one])),
  );
  // A unit that does not stand on the map chosen is told in the reader's words.
  const errors = [...(known.answer?.errors ?? []), ...(asked.answer?.errors ?? []), ...(parts.answer?.errors ?? [])];
  const offMap = errors.some(({ extensions }) => extensions?.argument === 'boundary');
  const faults = errors.filter(({ extensions }) => extensions?.argument !== 'boundary');
  const loading = known.loading || (movement !== null && asked.loading);
  const again = () => {
    if (known.failed) known.again();
    if (asked.failed) asked.again();
    if (parts.failed) parts.again();
  };
  return (
    <div class="unit-page" aria-busy={loading}>
      <p class="visually-hidden" role="status">
        {loading ? t.loading : t.loadedOf(`${name} ${span.from}–${span.to}`)}
      </p>
      {unit !== null && <Breadcrumbs place={place} unit={unit} />}
      <div class="heading">
        <h1 ref={heading} tabIndex={-1} lang={unit?.code === NATION ? undefined : 'vi'}>
          {name || '…'}{' '}
          <span class="year">
            {span.from}–{span.to}
          </span>
        </h1>
        {report !== null && movement !== null && (
          <div class="actions">
            <Downloads
              path={`/reports/movement/${movement.code}/${span.from}-${span.to}/${encodeURIComponent(place.unit)}`}
              query={{ asOf: of.asOf, ...(place.boundary !== null && { boundary: place.boundary }) }}
              name={`${movement.code}-${span.from}-${span.to}-${place.unit}`}
              formats={['csv', 'json']}
            />
          </div>
        )}
      </div>
      {movement !== null && (
        <ReviewChoices
          place={place}
          year={year}
          go={go}
          movements={movements}
          movement={movement}
          whole={whole}
          span={span}
          unit={unit}
        />
      )}
      {place.boundary !== null && <p class="quiet note">{t.carried(day(place.boundary))}</p>}
      {report === null && asked.answer !== null && !asked.loading && (
        <section class="notice" role="alert">
          <p>{offMap ? t.review.offMap : t.noUnit}</p>
          <a href={hashOf({ ...place, unit: NATION, boundary: null })}>{t.level.NATION}</a>
        </section>
      )}
      <PartialAnswer errors={faults} />
      {(known.failed || asked.failed || parts.failed) && <Failed again={again} />}
      {known.answer?.data && movement === null && <p class="notice">{t.review.noMovement}</p>}
      {report !== null && (
        <div class="stack columns">
          <section class="panel" aria-labelledby="reviewed">
            <h2 id="reviewed">{t.review.indicators}</h2>
            <YearsTable
              caption={t.review.table(name, String(report.from), String(report.to))}
              first={t.indicator}
              years={years}
              changed={changed}
              subjects={subjects}
            />
            <ul class="notes quiet small">
              {[...breaks].map(([key, { on, before, after }]) => (
                <li key={key}>{t.review.breakOn(day(on), before.name, after.name)}</li>
              ))}
              {changed.size > 0 && (
                <li>
                  <span aria-hidden="true">◆ </span>
                  {place.boundary === null ? t.review.moved : t.review.movedCarried}
                </li>
              )}
            </ul>
            <button type="button" aria-pressed={every} onClick={() => setEvery(!every)}>
              {t.review.every}
            </button>
          </section>
          {indicator !== null && (
            <section class="panel" aria-labelledby="reviewed-below">
              <h2 id="reviewed-below">
                {t.review.below} <span class="quiet">– {called(indicator)}</span>
              </h2>
              <label class="inline-choice">
                <span>{t.indicator}</span>
                <select value={indicator.code} onChange={(event) => go({ indicator: event.currentTarget.value })}>
                  {indicators.map((one) => (
                    <option key={one.code} value={one.code}>
                      {called(one)}
                    </option>
                  ))}
                </select>
              </label>
              {units.nodes.length === 0 ? (
                <p class="quiet">{parts.loading ? t.loading : t.noUnits}</p>
              ) : (
                <>
                  <YearsTable
                    caption={t.review.belowTable(called(indicator), String(report.from), String(report.to))}
                    first={t.unit}
                    years={years}
                    changed={changed}
                    area={list}
                    subjects={units.nodes.flatMap(({ locality, indicators }) =>
                      (indicators ?? []).map((reviewed) => ({
                        key: locality?.id ?? '',
                        name: (
                          <a href={hashOf({ ...place, ...there, unit: locality?.code ?? NATION })} lang="vi">
                            {locality?.fullName}
                          </a>
                        ),
                        of: reviewed.indicator,
                        stretches: reviewed.stretches,
                      })),
                    )}
                  />
                  <More pages={units} list={list} />
                </>
              )}
            </section>
          )}
          <ReportSections heading={t.review.heading} report={report} place={place} />
        </div>
      )}
    </div>
  );
}
