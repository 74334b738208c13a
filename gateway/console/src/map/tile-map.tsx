import { useRef, useState } from 'preact/hooks';
import { standingOf } from '../figure.js';
import { type Measured, useText } from '../i18n/text.js';
import type { Part } from '../parts/units-table.js';
import { hashOf, type Place } from '../place.js';
import { Legend } from './legend.js';
import { classOf, scaleOf, shadeOf } from './scale.js';
import { newTiles, oldTiles, type Tile, towards } from './tiles.js';

interface Props {
  readonly parts: readonly Part[];
  readonly newMap: boolean;
  readonly of: Measured;
  readonly indicator: string;
  readonly place: Place;
  /** The code of the caller's own unit. */
  readonly own: string | null;
}

/** Names that are longer than a tile, as people shorten them. */
const shorter = (name: string) =>
  name
    .replace('Bà Rịa - Vũng Tàu', 'BR–Vũng Tàu')
    .replace('Thừa Thiên Huế', 'T.Thiên Huế')
    .replace('Hồ Chí Minh', 'TP.HCM');

/** Provinces as tiles, shaded by value; the value stands in each. One stop of the keyboard, arrow keys from there. */
export function TileMap({ parts, newMap, of, indicator, place, own }: Props) {
  const text = useText();
  const { t } = text;
  const tiles = newMap ? newTiles : oldTiles;
  const byCode = new Map(parts.map((part) => [part.locality?.code ?? '', part]));
  const scale = scaleOf(parts.flatMap(({ value }) => (value === null ? [] : [Number(value)])));
  const [at, setAt] = useState<string | null>(null);
  const links = useRef(new Map<string, HTMLAnchorElement>());
  const stop = tiles.some(({ code }) => code === at) ? at : (tiles[0]?.code ?? null);
  const move = (event: KeyboardEvent, tile: Tile) => {
    const next = towards(tiles, tile, event.key);
    if (next === null) return;
    event.preventDefault();
    setAt(next.code);
    links.current.get(next.code)?.focus();
  };
  return (
    <section class="panel map" aria-labelledby="map">
      <h2 id="map">
        {t.mapHeading} <span class="quiet">– {indicator}</span>
      </h2>
      <Legend
        scale={scale}
        of={of}
        partial={parts.some((part) => standingOf(part) === 'partial')}
        own={tiles.some(({ code }) => code === own)}
      />
      <ul class={newMap ? 'tiles new' : 'tiles'} aria-describedby="map-note">
        {tiles.map((tile) => {
          const part = byCode.get(tile.code);
          const name = part?.locality?.name ?? tile.code;
          const value = part?.value ?? null;
          const standing = standingOf(part);
          const said = value === null ? t.none : text.figure(value, of);
          const shade = value === null ? 'none' : `s${shadeOf(scale, classOf(scale, Number(value)))}`;
          return (
            <li key={tile.code} style={{ gridColumn: tile.column + 1, gridRow: tile.row + 1 }}>
              <a
                ref={(link) => {
                  if (link) links.current.set(tile.code, link);
                }}
                class={`tile ${shade} ${standing} ${tile.code === own ? 'own' : ''}`}
                href={hashOf({ ...place, unit: tile.code })}
                tabIndex={tile.code === stop ? 0 : -1}
                onKeyDown={(event) => move(event, tile)}
                onFocus={() => setAt(tile.code)}
                title={`${name}: ${said}`}
              >
                <span class="short">{tile.short}</span>
                <span class="name" lang="vi">
                  {shorter(name)}
                </span>
                <span class="value">{value === null ? t.noneShort : text.brief(value, of)}</span>
                <span class="visually-hidden">
                  ({said}
                  {standing === 'partial' && `, ${t.partialValue}`})
                </span>
              </a>
            </li>
          );
        })}
      </ul>
      <p id="map-note" class="quiet small">
        {t.mapNote}
      </p>
    </section>
  );
}
