import { useEffect, useRef } from 'preact/hooks';
import type { Pages } from '../graph/use-pages.js';
import { useText } from '../i18n/text.js';

/**
 * How many of how many are shown, said aloud as it grows, and the way to more. The button goes when all are there: whoever
 * pressed it goes on in the list.
 */
export function More({ pages, list }: { pages: Pages<unknown>; list: { readonly current: HTMLElement | null } }) {
  const { t, number } = useText();
  const pressed = useRef(false);
  const all = pages.more === null;
  useEffect(() => {
    if (all && pressed.current) list.current?.focus();
    pressed.current = false;
  }, [all, pages.nodes.length, list]);
  return (
    <div class="more">
      <p class="quiet small" role="status">
        {pages.nodes.length < pages.total
          ? t.shownOf(number(pages.nodes.length), number(pages.total))
          : t.shownAll(number(pages.total))}
      </p>
      {pages.more !== null && (
        <button
          type="button"
          aria-disabled={pages.loading}
          onClick={() => {
            pressed.current = true;
            pages.more?.();
          }}
        >
          {pages.loading ? t.loadingMore : t.loadMore}
        </button>
      )}
      {pages.failed && (
        <p class="refusal" role="alert">
          {t.moreFailed}
        </p>
      )}
    </div>
  );
}
