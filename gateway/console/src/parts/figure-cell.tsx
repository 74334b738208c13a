import { standingOf, type Told } from '../figure.js';
import { type Measured, useText } from '../i18n/text.js';
import { Nothing } from './nothing.js';

/** A figure in a cell, marked where it is only part of one. */
export function FigureCell({ figure, of }: { figure: Told | null; of: Measured }) {
  const { t, figure: said } = useText();
  if (figure?.value == null) return <Nothing />;
  return (
    <>
      {said(figure.value, of)}
      {standingOf(figure) === 'partial' && <span class="tag">{t.partialValue}</span>}
    </>
  );
}
