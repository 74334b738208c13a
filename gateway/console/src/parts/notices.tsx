import type { GraphError } from '../graph/client.js';
import { useText } from '../i18n/text.js';

/** Says what did not come, in the reader's language; what the server said of it stands behind. */
export function PartialAnswer({ errors }: { errors: readonly GraphError[] }) {
  const { t } = useText();
  if (errors.length === 0) return null;
  const codes: Readonly<Record<string, string>> = t.partial.codes;
  const told = new Map(errors.map((error) => [error.message, error]));
  return (
    <section class="notice warning" role="alert">
      <h2>{t.partial.heading}</h2>
      <ul>
        {[...told.values()].map(({ message, path, extensions }) => (
          <li key={message}>
            {codes[extensions?.code ?? ''] ?? t.partial.codes.other}{' '}
            <span class="quiet" lang="en">
              {message} {path ? `(${path.join('.')})` : ''}
            </span>
          </li>
        ))}
      </ul>
      <p>{t.partial.rest}</p>
    </section>
  );
}

export function Failed({ again }: { again: () => void }) {
  const { t } = useText();
  return (
    <section class="notice warning" role="alert">
      <p>{t.signIn.unreachable}</p>
      <button type="button" onClick={again}>
        {t.retry}
      </button>
    </section>
  );
}
