import { useMemo } from 'preact/hooks';
import { standingOf } from '../figure.js';
import { Session, type SessionData } from '../generated/session.js';
import { useAnswer, useSession } from '../graph/use-answer.js';
import { useText } from '../i18n/text.js';
import { Emblem } from '../parts/emblem.js';
import { LanguageSwitch } from '../parts/language-switch.js';
import { Failed, PartialAnswer } from '../parts/notices.js';
import { Views } from '../parts/views.js';
import { currentYear, FIRST_YEAR, hashOf, lastDay, MAIN_INDICATOR, NATION, type Place } from '../place.js';
import type { Go } from '../use-place.js';
import { Review } from './review.js';
import { UnitPage } from './unit-page.js';

/** The latest year of which the nation has a whole figure; the one before this where there is none. */
function latestYear(data: SessionData): number {
  const known = data.locality?.series?.findLast((figure) => standingOf(figure) === 'whole')?.period;
  return known === undefined ? currentYear() - 1 : Number(known);
}

/** Where the caller's own unit is shown: in its last year, if it has ended by the year shown. */
function homeOf(data: SessionData, year: number): Partial<Place> {
  const unit = data.viewer.tenant?.locality;
  if (unit == null) return { unit: NATION, boundary: null };
  if (unit.validTo !== null && unit.validTo <= lastDay(year)) {
    const last = new Date(`${unit.validTo}T00:00:00Z`);
    last.setUTCDate(last.getUTCDate() - 1);
    // What ended in the course of a year is not on the map of its last day.
    const whole = last.toISOString().slice(5, 10) === '12-31';
    return { unit: unit.code, boundary: null, year: last.getUTCFullYear() - (whole ? 0 : 1) };
  }
  if (unit.validFrom !== null && unit.validFrom > lastDay(year)) {
    return { unit: unit.code, boundary: null, year: Number(unit.validFrom.slice(0, 4)) };
  }
  return { unit: unit.code, boundary: null };
}

export function Console({ place, go }: { place: Place; go: Go }) {
  const { t } = useText();
  const { signOut } = useSession();
  const asked = useAnswer(Session, {
    indicator: MAIN_INDICATOR,
    from: String(FIRST_YEAR),
    to: String(currentYear()),
  });
  const data = asked.answer?.data ?? null;
  const year = place.year ?? (data === null ? null : latestYear(data));
  const home = useMemo(() => (data === null || year === null ? null : homeOf(data, year)), [data, year]);
  const tenant = data?.viewer.tenant;
  return (
    <>
      <button type="button" class="skip" onClick={() => document.getElementById('main')?.focus()}>
        {t.skip}
      </button>
      <header class="top">
        <a class="brand" href={hashOf({ ...place, unit: NATION })}>
          <Emblem />
          <span>
            <strong>{t.product}</strong>
            <span class="movement">{t.title}</span>
          </span>
        </a>
        <div class="who">
          {tenant && (
            <p>
              <span class="visually-hidden">{t.as}: </span>
              <span lang="vi">{tenant.name}</span>
            </p>
          )}
          {home !== null && (
            <a class="button" href={hashOf({ ...place, ...home })}>
              {t.home}
            </a>
          )}
          <LanguageSwitch language={place.language} go={go} />
          <button type="button" onClick={() => signOut()}>
            {t.signIn.out}
          </button>
        </div>
      </header>
      <main id="main" tabIndex={-1}>
        {asked.answer !== null && <PartialAnswer errors={asked.answer.errors} />}
        {asked.failed && <Failed again={asked.again} />}
        <Views place={place} />
        {year !== null && place.view === 'year' && (
          <UnitPage
            place={place}
            year={year}
            go={go}
            indicators={data?.indicators.nodes ?? []}
            viewer={data?.viewer ?? null}
            own={home?.unit ?? null}
          />
        )}
        {year !== null && place.view === 'movement' && (
          <Review place={place} year={year} go={go} indicators={data?.indicators.nodes ?? []} />
        )}
        {data === null && asked.loading && <p class="quiet">{t.loading}</p>}
      </main>
      <footer class="bottom">
        <p>{t.footer}</p>
        <a href="/graphql">{t.editor}</a>
      </footer>
    </>
  );
}
