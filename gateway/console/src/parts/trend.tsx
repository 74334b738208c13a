import { useEffect, useMemo, useRef } from 'preact/hooks';
import { type Measured, useText } from '../i18n/text.js';
import { drawingOf, type Point } from '../trend/lines.js';
import { DataTable } from './data-table.js';
import { FigureCell } from './figure-cell.js';

interface Props {
  readonly series: readonly Point[];
  readonly of: Measured;
  readonly indicator: string;
  readonly unit: string;
}

/** Ten years as a chart, and as the table that says the same. */
export function Trend({ series, of, indicator, unit }: Props) {
  const text = useText();
  const { t } = text;
  const canvas = useRef<HTMLDivElement>(null);
  const drawing = useMemo(() => drawingOf(series), [series]);
  const empty = !series.some(({ value }) => value !== null);
  useEffect(() => {
    const at = canvas.current;
    if (at === null || empty) return;
    let gone = false;
    let remove = () => {};
    // The chart's code comes after the page: nobody waits for it to read the figures.
    import('../trend/chart.js').then(({ drawChart }) => {
      if (!gone) remove = drawChart(at, drawing, (value) => text.mark(value, of));
    });
    return () => {
      gone = true;
      remove();
    };
  }, [drawing, empty, text, of.kind, of.unit]);
  const [first, last] = [series[0]?.period ?? '', series.at(-1)?.period ?? ''];
  return (
    <section class="panel" aria-labelledby="trend">
      <h2 id="trend">{t.trend}</h2>
      {empty ? (
        <p class="quiet">{t.trendEmpty}</p>
      ) : (
        <>
          <div ref={canvas} class="chart" role="img" aria-label={t.trendOf(indicator, unit, first, last)} />
          {drawing.lines.length > 0 && drawing.lines[0]?.standard !== null && (
            <ul class="lines">
              {drawing.lines.map(({ standard }, index) => (
                <li key={standard}>
                  <span class={`stroke l${index % 3}`} aria-hidden="true" />
                  <span lang="vi">{standard}</span>
                </li>
              ))}
            </ul>
          )}
          <p class="quiet small">{t.trendNote}</p>
        </>
      )}
      <details>
        <summary>{t.asTable}</summary>
        <DataTable caption={t.trendTable}>
          <thead>
            <tr>
              <th scope="col">{t.year}</th>
              <th scope="col" class="numeric">
                {of.kind === 'RATIO' ? indicator : `${indicator} (${of.unit})`}
              </th>
              <th scope="col" class="numeric">
                {t.coverageHeading}
              </th>
              <th scope="col">{t.standard}</th>
            </tr>
          </thead>
          <tbody>
            {series.map((point) => (
              <tr key={point.period}>
                <th scope="row">{point.period}</th>
                <td class="numeric">
                  <FigureCell figure={point} of={of} />
                </td>
                <td class="numeric quiet">
                  {point.value === null
                    ? ''
                    : `${text.number(point.coverage.reported)}/${text.number(point.coverage.expected)}`}
                </td>
                <td class="quiet" lang="vi">
                  {point.methodology?.name ?? ''}
                </td>
              </tr>
            ))}
          </tbody>
        </DataTable>
      </details>
    </section>
  );
}
