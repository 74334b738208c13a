import { useEffect, useRef } from 'preact/hooks';
import { Report } from '../generated/report.js';
import type { SessionData } from '../generated/session.js';
import { Unit } from '../generated/unit.js';
import { useAnswer } from '../graph/use-answer.js';
import { useText } from '../i18n/text.js';
import { levelBelow, levelOf } from '../levels.js';
import { TileMap } from '../map/tile-map.js';
import { Breadcrumbs } from '../parts/breadcrumbs.js';
import { Choices } from '../parts/choices.js';
import { Downloads } from '../parts/downloads.js';
import { KEY_INDICATORS, KeyFigures } from '../parts/key-figures.js';
import { MainFigure } from '../parts/main-figure.js';
import { Failed, PartialAnswer } from '../parts/notices.js';
import { ReportSections } from '../parts/report-sections.js';
import { Trend } from '../parts/trend.js';
import { UnitsTable } from '../parts/units-table.js';
import { hashOf, isNewMap, mapDay, NATION, type Place } from '../place.js';
import type { Go } from '../use-place.js';

export type IndicatorChoice = SessionData['indicators']['nodes'][number];

interface Props {
  readonly place: Place;
  readonly year: number;
  readonly go: Go;
  readonly indicators: readonly IndicatorChoice[];
  /** The code of the caller's own unit. */
  readonly own: string | null;
}

const YEARS_SHOWN = 10;

export function UnitPage({ place, year, go, indicators, own }: Props) {
  const text = useText();
  const { t } = text;
  const day = mapDay(year, place.boundary);
  const newMap = isNewMap(day);
  const below = levelBelow(levelOf(place.unit), newMap);
  const indicator = indicators.find(({ code }) => code === place.indicator) ?? indicators[0];
  const asked = useAnswer(Unit, {
    code: place.unit,
    asOf: day,
    indicator: indicator?.code ?? place.indicator,
    period: String(year),
    from: String(year - YEARS_SHOWN + 1),
    basis: place.basis,
    boundary: place.boundary,
    below: below ?? 'NEIGHBOURHOOD',
    hasBelow: below !== null,
  });
  const reported = useAnswer(
    Report,
    { code: place.unit, year, boundary: place.boundary, codes: KEY_INDICATORS, basis: place.basis },
    asked.answer !== null,
  );
  const unit = asked.answer?.data?.locality ?? null;
  const name = unit === null ? '' : unit.code === NATION ? t.level.NATION : unit.fullName;
  const heading = useRef<HTMLHeadingElement>(null);
  const shown = useRef<string | null>(null);
  useEffect(() => {
    if (unit === null) return;
    document.title = `${name} ${year} – ${t.product}`;
    // Whoever went to another unit goes on reading there; the first one is read from the top.
    if (shown.current !== null && shown.current !== unit.id) heading.current?.focus();
    shown.current = unit.id;
  }, [unit, name, year, t]);

  // What there is to choose from is still on its way; what was chosen has been asked for already.
  if (indicator === undefined) return null;
  const of = { kind: indicator.kind, unit: indicator.unit };
  const indicatorName = place.language === 'vi' ? indicator.name : indicator.nameEn;
  const parts = unit?.breakdown?.nodes ?? [];
  // The report is of the unit of the year's end. On another map, the same code may be another unit's.
  const report = reported.answer?.data?.annualReport ?? null;
  const ofThisUnit = report !== null && unit !== null && report.locality?.id === unit.id && report.year === year;
  const expected = (code: string | undefined) => place.boundary !== null && code === 'BAD_USER_INPUT';
  const faults = [
    ...(asked.answer?.errors ?? []),
    ...(reported.answer?.errors ?? []).filter(({ extensions }) => !expected(extensions?.code)),
  ];
  return (
    <div class="unit-page" aria-busy={asked.loading}>
      <p class="visually-hidden" role="status">
        {asked.loading ? t.loading : t.loaded}
      </p>
      {unit !== null && <Breadcrumbs place={place} unit={unit} />}
      <div class="heading">
        <h1 ref={heading} tabIndex={-1} lang={unit?.code === NATION ? undefined : 'vi'}>
          {name || '…'} <span class="year">{year}</span>
        </h1>
        <Downloads year={year} code={place.unit} />
      </div>
      <Choices place={place} year={year} go={go} indicators={indicators} unit={unit} />
      {place.boundary !== null && <p class="quiet note">{t.carried(text.day(place.boundary))}</p>}
      {unit === null && asked.answer?.data != null && !asked.loading && (
        <section class="notice" role="alert">
          <p>{t.noUnit}</p>
          <a href={hashOf({ ...place, unit: NATION, boundary: null })}>{t.level.NATION}</a>
        </section>
      )}
      <PartialAnswer errors={faults} />
      {(asked.failed || reported.failed) && (
        <Failed
          again={() => {
            asked.again();
            reported.again();
          }}
        />
      )}
      {unit !== null && (
        <>
          <KeyFigures
            indicators={indicators}
            figures={ofThisUnit ? (report?.indicators ?? []) : []}
            place={place}
            loading={reported.loading}
          />
          <div class={below === 'PROVINCE' ? 'columns with-map' : 'columns'}>
            {below === 'PROVINCE' && (
              <TileMap parts={parts} newMap={newMap} of={of} indicator={indicatorName} place={place} own={own} />
            )}
            <div class="stack">
              <MainFigure figure={unit.value} of={of} indicator={indicatorName} year={year} />
              <Trend series={unit.series ?? []} of={of} indicator={indicatorName} unit={name} />
              {below !== null && (
                <UnitsTable
                  parts={parts}
                  total={unit.breakdown?.totalCount ?? 0}
                  level={below}
                  of={of}
                  indicator={indicatorName}
                  place={place}
                  own={own}
                />
              )}
            </div>
          </div>
          {ofThisUnit && report !== null ? (
            <ReportSections report={report} place={place} />
          ) : reported.loading ? (
            <p class="quiet note">{t.report.loading}</p>
          ) : (
            place.boundary !== null && <p class="quiet note">{t.report.otherMap}</p>
          )}
        </>
      )}
    </div>
  );
}
