import { useText } from '../i18n/text.js';
import { hashOf, type Place, type View } from '../place.js';

const VIEWS: readonly View[] = ['year', 'movement'];

/** One year by itself, or the years of a movement together; of the same unit. */
export function Views({ place }: { place: Place }) {
  const { t } = useText();
  return (
    <nav aria-label={t.views.label}>
      <ul class="views">
        {VIEWS.map((view) => (
          <li key={view}>
            <a href={hashOf({ ...place, view })} aria-current={view === place.view ? 'page' : undefined}>
              {t.views[view]}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
