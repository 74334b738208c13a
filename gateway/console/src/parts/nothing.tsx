import { useText } from '../i18n/text.js';

/** In a cell: a dash for the eye, words for the ear. */
export function Nothing() {
  const { t } = useText();
  return (
    <span class="quiet">
      <span aria-hidden="true">{t.noneShort}</span>
      <span class="visually-hidden">{t.none}</span>
    </span>
  );
}
