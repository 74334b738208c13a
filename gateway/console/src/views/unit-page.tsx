import { useEffect, useMemo, useRef } from 'preact/hooks';
import { Corrections as CorrectionsTable } from '../frozen/corrections.js';
import { Freeze } from '../frozen/freeze.js';
import { FrozenNotice } from '../frozen/frozen-notice.js';
import { liveFigures } from '../frozen/live-figures.js';
import { Corrections } from '../generated/freeze.js';
import { Report } from '../generated/report.js';
import type { SessionData } from '../generated/session.js';
import { MoreUnits, Unit } from '../generated/unit.js';
import { useAnswer, useSession } from '../graph/use-answer.js';
import { usePages } from '../graph/use-pages.js';
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
import { currentYear, hashOf, isNewMap, mapDay, NATION, type Place } from '../place.js';
import type { Go } from '../use-place.js';

export type IndicatorChoice = SessionData['indicators']['nodes'][number];
export type Viewer = SessionData['viewer'];

interface Props {
  readonly place: Place;
  readonly year: number;
  readonly go: Go;
  readonly indicators: readonly IndicatorChoice[];
  /** Null while it is not known who asks. */
  readonly viewer: Viewer | null;
  /** The code of the caller's own unit. */
  readonly own: string | null;
}

const YEARS_SHOWN = 10;
/** As many as the graph gives at once. */
const UNITS_AT_ONCE = 500;

export function UnitPage({ place, year, go, indicators, viewer, own }: Props) {
  const text = useText();
  const { t } = text;
  const day = mapDay(year, place.boundary);
  const newMap = isNewMap(day);
  const below = levelBelow(levelOf(place.unit), newMap);
  const indicator = indicators.find(({ code }) => code === place.indicator) ?? indicators[0];
  const { ask } = useSession();
  const wanted = {
    code: place.unit,
    asOf: day,
    indicator: indicator?.code ?? place.indicator,
    period: String(year),
    basis: place.basis,
    boundary: place.boundary,
    below: below ?? 'NEIGHBOURHOOD',
    first: UNITS_AT_ONCE,
  };
  const asked = useAnswer(Unit, { ...wanted, from: String(year - YEARS_SHOWN + 1), hasBelow: below !== null });
  const reported = useAnswer(
    Report,
    { code: place.unit, year, boundary: place.boundary, codes: KEY_INDICATORS, basis: place.basis },
    asked.answer !== null,
  );
  const unit = asked.answer?.data?.locality ?? null;
  const units = usePages(unit?.breakdown ?? null, async (after, signal) => {
    const { data } = await ask(MoreUnits, { ...wanted, after }, signal);
    return data?.locality?.breakdown ?? null;
  });
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

  // The report is of the unit of the year's end. On another map, the same code may be another unit's.
  const report = reported.answer?.data?.annualReport ?? null;
  const ofThisUnit = report !== null && unit !== null && report.locality?.id === unit.id && report.year === year;
  const frozenAt = ofThisUnit ? report.frozenAt : null;
  const compared = useAnswer(
    Corrections,
    { code: place.unit, year, boundary: place.boundary, codes: KEY_INDICATORS },
    frozenAt !== null && !reported.loading,
  );
  // The answer before may have been of another unit or year.
  const found = compared.answer?.data?.annualReport ?? null;
  const comparison =
    frozenAt !== null && !compared.loading && found?.locality?.id === unit?.id && found?.year === year ? found : null;
  const corrections = comparison?.corrections ?? null;
  const live = useMemo(
    () =>
      comparison?.live?.indicators == null
        ? undefined
        : liveFigures(report?.indicators ?? [], comparison.live.indicators, place.basis),
    [comparison, report, place.basis],
  );
  const ownUnit = unit !== null && viewer?.tenant?.locality?.id === unit.id;
  // Who may, whose unit it is and when is the graph's to decide; it is offered where it can succeed.
  const mayFreeze =
    ofThisUnit &&
    frozenAt === null &&
    ownUnit &&
    place.boundary === null &&
    year < currentYear() &&
    viewer.roles.includes('CONSOLIDATOR') &&
    viewer.scopes.includes('reports:write');
  // Whoever froze it, or found it frozen, goes on where the page says so.
  const awaited = useRef(false);
  useEffect(() => {
    if (frozenAt === null || !awaited.current) return;
    awaited.current = false;
    document.getElementById('frozen')?.focus();
  }, [frozenAt]);

  // What there is to choose from is still on its way; what was chosen has been asked for already.
  if (indicator === undefined) return null;
  const of = { kind: indicator.kind, unit: indicator.unit };
  const indicatorName = place.language === 'vi' ? indicator.name : indicator.nameEn;
  const expected = (code: string | undefined) => place.boundary !== null && code === 'BAD_USER_INPUT';
  const faults = [
    ...(asked.answer?.errors ?? []),
    ...(reported.answer?.errors ?? []).filter(({ extensions }) => !expected(extensions?.code)),
  ];
  return (
    <div class="unit-page" aria-busy={asked.loading}>
      <p class="visually-hidden" role="status">
        {asked.loading ? t.loading : t.loadedOf(`${name} ${year}, ${indicatorName}`)}
      </p>
      {unit !== null && <Breadcrumbs place={place} unit={unit} />}
      <div class="heading">
        <h1 ref={heading} tabIndex={-1} lang={unit?.code === NATION ? undefined : 'vi'}>
          {name || '…'} <span class="year">{year}</span>
        </h1>
        <div class="actions">
          {mayFreeze && (
            <Freeze
              key={`${unit.id} ${year}`}
              year={year}
              code={place.unit}
              unit={name}
              complete={report?.complete ?? false}
              onFrozen={() => {
                awaited.current = true;
                reported.again();
              }}
            />
          )}
          <Downloads
            path={`/reports/${year}/${encodeURIComponent(place.unit)}`}
            name={`${year}-${place.unit}`}
            formats={['xlsx', 'docx', 'csv', 'json']}
          />
        </div>
      </div>
      <Choices place={place} year={year} go={go} indicators={indicators} unit={unit} />
      <p class="only-print">
        {indicatorName} · {t.bases[place.basis]} · {t.maps[newMap ? 'new' : 'old']}
      </p>
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
          {frozenAt !== null && (
            <FrozenNotice
              at={frozenAt}
              by={ownUnit ? (viewer.tenant?.name ?? null) : null}
              changed={corrections?.length ?? null}
            />
          )}
          <KeyFigures
            indicators={indicators}
            live={live}
            figures={ofThisUnit ? (report?.indicators ?? []) : []}
            place={place}
            loading={reported.loading}
          />
          <div class={below === 'PROVINCE' ? 'columns with-map' : 'columns'}>
            {below === 'PROVINCE' && (
              <TileMap parts={units.nodes} newMap={newMap} of={of} indicator={indicatorName} place={place} own={own} />
            )}
            <div class="stack">
              <MainFigure figure={unit.value} of={of} indicator={indicatorName} year={year} />
              <Trend series={unit.series ?? []} of={of} indicator={indicatorName} unit={name} />
              {below !== null && (
                <UnitsTable units={units} level={below} of={of} indicator={indicatorName} place={place} own={own} />
              )}
            </div>
          </div>
          {ofThisUnit && report !== null ? (
            <>
              {frozenAt !== null && (
                <CorrectionsTable corrections={corrections} loading={compared.loading} indicators={indicators} />
              )}
              <ReportSections
                heading={t.report.heading}
                report={{ ...report, contributions: report.contributions && [report.contributions] }}
                place={place}
              />
            </>
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
