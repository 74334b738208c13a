import { type Measured, useText } from '../i18n/text.js';
import { type Scale, shadeOf } from './scale.js';

interface Props {
  readonly scale: Scale;
  readonly of: Measured;
  /** Whether a tile shows part of a value. */
  readonly partial: boolean;
  /** Whether one is the caller's own. */
  readonly own: boolean;
}

/** What each shade means, in the order of values. */
export function Legend({ scale, of, partial, own }: Props) {
  const { t, figure } = useText();
  const bound = (value: number) => figure(String(value), of);
  return (
    <ul class="legend" aria-label={t.legend}>
      {scale.map((least, index) => {
        const next = scale[index + 1];
        return (
          <li key={least}>
            <span class={`swatch s${shadeOf(scale, index)}`} aria-hidden="true" />
            {next === undefined ? `≥ ${bound(least)}` : `${bound(least)} – < ${bound(next)}`}
          </li>
        );
      })}
      <li>
        <span class="swatch none" aria-hidden="true" />
        {t.legendNone}
      </li>
      {partial && (
        <li>
          <span class="swatch s1 partial" aria-hidden="true" />
          {t.legendPartial}
        </li>
      )}
      {own && (
        <li>
          <span class="swatch own" aria-hidden="true" />
          {t.legendOwn}
        </li>
      )}
    </ul>
  );
}
