import type { ComponentChildren, Ref } from 'preact';
import { type Measured, useText } from '../i18n/text.js';
import { DataTable } from '../parts/data-table.js';
import { FigureCell } from '../parts/figure-cell.js';
import { Nothing } from '../parts/nothing.js';
import { letterOf, type Row, rowsOf, type Stretch, standardsOf } from './rows.js';

/** Who or what the rows are of: a name, and how it was measured. */
export interface Subject {
  readonly key: string;
  readonly name: ComponentChildren;
  readonly of: Measured;
  readonly stretches: readonly Stretch[];
}

interface Props {
  readonly caption: string;
  readonly first: string;
  readonly years: readonly number[];
  readonly changed: ReadonlySet<number>;
  readonly subjects: readonly Subject[];
  readonly area?: Ref<HTMLElement>;
}

/** Years side by side. A standard has a row of its own, and a year in which the map changed is marked. */
export function YearsTable({ caption, first, years, changed, subjects, area }: Props) {
  const { t } = useText();
  const standards = standardsOf(subjects.map(({ stretches }) => stretches));
  // Only flows are summed over years.
  const sums = subjects.some(({ stretches }) => stretches.some(({ total }) => total !== null));
  return (
    <>
      <DataTable caption={caption} area={area}>
        <thead>
          <tr>
            <th scope="col" class="pinned">
              {first}
            </th>
            {standards.length > 0 && <th scope="col">{t.review.standard}</th>}
            <th scope="col" class="numeric">
              {t.review.opening}
            </th>
            {years.map((year) => (
              <th key={year} scope="col" class={changed.has(year) ? 'numeric moved' : 'numeric'}>
                {year}
                {changed.has(year) && (
                  <>
                    <span aria-hidden="true"> ◆</span>
                    <span class="visually-hidden"> ({t.review.mapChanged})</span>
                  </>
                )}
              </th>
            ))}
            <th scope="col" class="numeric">
              {t.review.change}
            </th>
            {sums && (
              <th scope="col" class="numeric">
                {t.review.total}
              </th>
            )}
          </tr>
        </thead>
        {subjects.map(({ key, name, of, stretches }) => {
          const rows = rowsOf(stretches, years);
          return (
            <tbody key={key}>
              {rows.map((row, index) => (
                <tr key={row.standard} class={index > 0 ? 'broken' : undefined}>
                  {index === 0 && (
                    <th scope="rowgroup" rowSpan={rows.length} class="pinned">
                      {name}
                    </th>
                  )}
                  <YearCells row={row} years={years} of={of} standards={standards} sums={sums} />
                </tr>
              ))}
            </tbody>
          );
        })}
      </DataTable>
      {standards.length > 0 && (
        <dl class="standards quiet small">
          {standards.map((standard, index) => (
            <div key={standard}>
              <dt>{letterOf(index)}</dt>
              <dd lang="vi">{standard}</dd>
            </div>
          ))}
        </dl>
      )}
    </>
  );
}

interface CellsProps {
  readonly row: Row;
  readonly years: readonly number[];
  readonly of: Measured;
  readonly standards: readonly string[];
  readonly sums: boolean;
}

function YearCells({ row, years, of, standards, sums }: CellsProps) {
  const { t, figure, change } = useText();
  return (
    <>
      {standards.length > 0 && (
        <td class="quiet">
          {row.standard !== null && (
            <>
              <span aria-hidden="true">{letterOf(standards.indexOf(row.standard))}</span>
              <span class="visually-hidden" lang="vi">
                {row.standard}
              </span>
            </>
          )}
        </td>
      )}
      <td class="numeric">
        <FigureCell figure={row.opening} of={of} />
      </td>
      {row.cells.map((cell, index) =>
        cell.is === 'figure' ? (
          <td key={years[index]} class="numeric">
            <FigureCell figure={cell.figure} of={of} />
          </td>
        ) : (
          <td key={years[index]} class="numeric outside">
            <span class="visually-hidden">{t.review[cell.is]}</span>
          </td>
        ),
      )}
      <td class="numeric">{row.change === null ? <Nothing /> : change(row.change, of)}</td>
      {sums && <td class="numeric">{row.total === null ? <Nothing /> : figure(row.total, of)}</td>}
    </>
  );
}
