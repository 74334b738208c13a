import { createContext } from 'preact';
import { useContext, useEffect, useState } from 'preact/hooks';
import { type Answer, type Ask, SignedOut } from './client.js';
import type { TypedDocument } from './document.js';

/** Who asks, and what to do when the token is no longer good. */
export interface Session {
  readonly token: string;
  readonly ask: Ask;
  readonly signOut: (because?: 'ended') => void;
}
const Sessions = createContext<Session | null>(null);
export const SessionProvider = Sessions.Provider;

export function useSession(): Session {
  const session = useContext(Sessions);
  if (session === null) throw new Error('only what is shown to someone signed in asks the graph');
  return session;
}

export interface Asked<Data> {
  /** The last answer; of the variables before while another is under way. */
  readonly answer: Answer<Data> | null;
  readonly loading: boolean;
  readonly failed: boolean;
  readonly again: () => void;
}

/**
 * Asks, and asks again when the variables change; an answer that was overtaken is dropped. Waits until it is `due`, so
 * that what is looked at last does not hold up what is looked at first.
 */
export function useAnswer<Data, Variables>(
  document: TypedDocument<Data, Variables>,
  variables: Variables,
  due = true,
): Asked<Data> {
  const { ask, signOut } = useSession();
  const [state, setState] = useState<Omit<Asked<Data>, 'again'>>({ answer: null, loading: true, failed: false });
  const [attempt, setAttempt] = useState(0);
  // Compared by value: every drawing makes them anew.
  const key = JSON.stringify(variables);
  useEffect(() => {
    if (!due) return;
    const abort = new AbortController();
    setState((before) => ({ ...before, loading: true, failed: false }));
    ask(document, variables, abort.signal).then(
      (answer) => setState({ answer, loading: false, failed: false }),
      (error: unknown) => {
        if (abort.signal.aborted) return;
        if (error instanceof SignedOut) signOut('ended');
        else setState((before) => ({ ...before, loading: false, failed: true }));
      },
    );
    return () => abort.abort();
  }, [ask, document, key, attempt, due]);
  return { ...state, again: () => setAttempt((n) => n + 1) };
}
