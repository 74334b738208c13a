import { useText } from '../i18n/text.js';

/** That the report stays as it was, since when, by whose act; and what on the page is of today all the same. */
export function FrozenNotice({ at, by, changed }: { at: string; by: string | null; changed: number | null }) {
  const { t, moment, number } = useText();
  return (
    <section class="notice frozen" aria-labelledby="frozen">
      <h2 id="frozen" tabIndex={-1}>
        {t.frozen.heading}
      </h2>
      <p>
        {t.frozen.at(moment(at))} <span lang="vi">{by ?? t.frozen.owner}</span>. {changed === 0 && t.frozen.unchanged}
      </p>
      {changed !== null && changed > 0 && (
        <button type="button" onClick={() => document.getElementById('corrections')?.focus()}>
          {t.frozen.show(number(changed))}
        </button>
      )}
      <p class="quiet small">{t.frozen.scope}</p>
    </section>
  );
}
