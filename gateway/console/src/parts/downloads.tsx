import { useState } from 'preact/hooks';
import { SignedOut } from '../graph/client.js';
import { useSession } from '../graph/use-answer.js';
import { useText } from '../i18n/text.js';

type Format = 'xlsx' | 'docx' | 'csv' | 'json';
type State = { readonly is: 'loading' | 'done' | 'failed'; readonly said: string } | null;

/** A problem as RFC 9457 writes it, or the graph's errors; null where the answer is neither. */
async function problemOf(response: Response): Promise<string | null> {
  if (!response.headers.get('content-type')?.includes('json')) return null;
  const body: { title?: string; detail?: string; errors?: { message?: string }[] } = await response.json();
  return body.detail ?? body.title ?? body.errors?.[0]?.message ?? null;
}

/** Hands bytes to the browser under a name. A link cannot: the token goes in a header, never in an address. */
function save(bytes: Blob, name: string): void {
  const address = URL.createObjectURL(bytes);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

export interface DownloadsProps {
  /** Where the files lie: their address without the format. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  /** What the browser calls them, without the format. */
  readonly name: string;
  readonly formats: readonly Format[];
}

export function Downloads({ path, query = {}, name: called, formats }: DownloadsProps) {
  const { t } = useText();
  const { token, signOut } = useSession();
  const [state, setState] = useState<State>(null);
  const download = async (format: Format) => {
    setState({ is: 'loading', said: t.download.loading(format.toUpperCase()) });
    try {
      const asked = new URLSearchParams(query).toString();
      const response = await fetch(`${path}.${format}${asked && `?${asked}`}`, {
        headers: { authorization: `Bearer ${token}` },
      });
      if (response.status === 401) throw new SignedOut();
      if (!response.ok) {
        const why = response.status === 404 ? t.download.missing : await problemOf(response);
        setState({ is: 'failed', said: t.download.failed(why ?? `HTTP ${response.status}`) });
        return;
      }
      const name = `${called}.${format}`;
      save(await response.blob(), name);
      setState({ is: 'done', said: t.download.done(name) });
    } catch (error) {
      if (error instanceof SignedOut) signOut('ended');
      else setState({ is: 'failed', said: t.download.failed(t.signIn.unreachable) });
    }
  };
  return (
    <section class="downloads" aria-label={t.download.heading}>
      <span class="label" aria-hidden="true">
        {t.download.heading}
      </span>
      {formats.map((format) => (
        <button
          key={format}
          type="button"
          aria-label={t.download.file(format.toUpperCase())}
          disabled={state?.is === 'loading'}
          onClick={() => download(format)}
        >
          {format.toUpperCase()}
        </button>
      ))}
      <p class={state?.is === 'failed' ? 'refusal' : 'quiet'} role="status">
        {state?.said ?? ''}
      </p>
    </section>
  );
}
