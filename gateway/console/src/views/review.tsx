import { useEffect, useState } from 'preact/hooks';
import { useText } from '../i18n/text.js';
import { Failed } from '../parts/notices.js';
import type { ReviewPage, ReviewProps } from './review-page.js';

/** The review of a movement; its code comes when it is first looked at. */
export function Review(props: ReviewProps) {
  const { t } = useText();
  const [page, setPage] = useState<{ readonly Page: typeof ReviewPage } | 'loading' | 'failed'>('loading');
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    let gone = false;
    const show = (next: typeof page) => {
      if (!gone) setPage(next);
    };
    show('loading');
    import('./review-page.js').then(
      ({ ReviewPage }) => show({ Page: ReviewPage }),
      () => show('failed'),
    );
    return () => {
      gone = true;
    };
  }, [attempt]);
  if (page === 'failed') return <Failed again={() => setAttempt((n) => n + 1)} />;
  if (page === 'loading') return <p class="quiet">{t.loading}</p>;
  return <page.Page {...props} />;
}
