import { useRef, useState } from 'preact/hooks';
import type { UnitData } from '../generated/unit.js';
import type { Pages } from '../graph/use-pages.js';
import { type Measured, useText } from '../i18n/text.js';
import type { Level } from '../levels.js';
import { hashOf, type Place } from '../place.js';
import { DataTable } from './data-table.js';
import { FigureCell } from './figure-cell.js';
import { More } from './more.js';

export type Part = NonNullable<NonNullable<UnitData['locality']>['breakdown']>['nodes'][number];
type Column = 'code' | 'name' | 'value' | 'coverage';
interface Order {
  readonly by: Column;
  readonly descending: boolean;
}

interface Props {
  readonly units: Pages<Part>;
  readonly level: Level;
  readonly of: Measured;
  readonly indicator: string;
  readonly place: Place;
  readonly own: string | null;
}

const share = ({ coverage: { reported, expected } }: Part) => (expected === 0 ? 0 : reported / expected);

function compared(a: Part, b: Part, by: Column): number {
  if (by === 'value') return Number(a.value) - Number(b.value);
  if (by === 'coverage') return share(a) - share(b);
  const [one = '', other = ''] = [a, b].map(({ locality }) => (by === 'code' ? locality?.code : locality?.name));
  return one.localeCompare(other, 'vi');
}

/** In the order asked for; what has no value comes last, whichever way. */
function ordered(parts: readonly Part[], { by, descending }: Order): readonly Part[] {
  const known = by === 'value' ? parts.filter(({ value }) => value !== null) : parts;
  const unknown = by === 'value' ? parts.filter(({ value }) => value === null) : [];
  return [...known.toSorted((a, b) => (descending ? -1 : 1) * compared(a, b, by)), ...unknown];
}

/** Every unit below with its figure: what the map shows in colours, and the way further down. */
export function UnitsTable({ units, level, of, indicator, place, own }: Props) {
  const { t, number } = useText();
  const list = useRef<HTMLElement>(null);
  const [order, setOrder] = useState<Order>({ by: 'code', descending: false });
  const heading = (by: Column, name: string, kind?: string) => (
    <th
      scope="col"
      class={kind}
      aria-sort={order.by !== by ? undefined : order.descending ? 'descending' : 'ascending'}
    >
      <button type="button" onClick={() => setOrder({ by, descending: order.by === by && !order.descending })}>
        <span class="visually-hidden">{t.sortBy} </span>
        {name}
        <span aria-hidden="true" class="arrow">
          {order.by !== by ? '↕' : order.descending ? '↓' : '↑'}
        </span>
      </button>
    </th>
  );
  return (
    <section class="panel" aria-labelledby="units">
      <h2 id="units">{t.units[level]}</h2>
      {units.total === 0 ? (
        <p class="quiet">{t.noUnits}</p>
      ) : (
        <DataTable caption={`${t.units[level]}: ${indicator}`} area={list}>
          <thead>
            <tr>
              {heading('code', t.code, 'narrow')}
              {heading('name', t.unit)}
              {heading('value', of.kind === 'RATIO' ? indicator : `${indicator} (${of.unit})`, 'numeric')}
              {heading('coverage', t.coverageHeading, 'numeric')}
            </tr>
          </thead>
          <tbody>
            {ordered(units.nodes, order).map((part) => {
              const { locality, coverage } = part;
              return locality === null ? null : (
                <tr key={locality.id} class={locality.code === own ? 'own' : undefined}>
                  <td class="narrow quiet">{locality.code}</td>
                  <th scope="row">
                    <a href={hashOf({ ...place, unit: locality.code })} lang="vi">
                      {locality.fullName}
                    </a>
                  </th>
                  <td class="numeric">
                    <FigureCell figure={part} of={of} />
                  </td>
                  <td class="numeric quiet">
                    {number(coverage.reported)}/{number(coverage.expected)}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </DataTable>
      )}
      {units.total > 0 && <More pages={units} list={list} />}
    </section>
  );
}
