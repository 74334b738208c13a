import { useText } from '../i18n/text.js';

/** In place of a section that is not there: whether the reader may not see it, or there is none to see. */
export function Hidden({ restricted }: { restricted: boolean }) {
  const { t } = useText();
  return <p class="quiet">{restricted ? t.report.hidden : t.report.unknown}</p>;
}
