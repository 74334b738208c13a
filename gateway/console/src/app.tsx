import { useCallback, useEffect, useMemo, useState } from 'preact/hooks';
import { askAs } from './graph/client.js';
import { SessionProvider } from './graph/use-answer.js';
import { TextProvider, useTextIn } from './i18n/text.js';
import { endOf, forgetToken, keepToken, keptToken } from './token.js';
import { usePlace } from './use-place.js';
import { Console } from './views/console.js';
import { SignIn } from './views/sign-in.js';

const LONGEST_TIMER_MS = 2_000_000_000;

export function App() {
  const [place, go] = usePlace();
  const text = useTextIn(place.language);
  const [token, setToken] = useState(keptToken);
  const [ended, setEnded] = useState(false);
  const signOut = useCallback((because?: 'ended') => {
    forgetToken();
    setEnded(because === 'ended');
    setToken(null);
  }, []);
  const signIn = useCallback((given: string) => {
    keepToken(given);
    setToken(given);
  }, []);
  const session = useMemo(
    () =>
      token === null
        ? null
        : {
            token,
            ask: askAs(token),
            // An answer that comes late does not sign out whoever has signed in since.
            signOut: (because?: 'ended') => {
              if (keptToken() === null || keptToken() === token) signOut(because);
            },
          },
    [token, signOut],
  );
  // Figures do not stay on a screen whose token has ended. A timer holds no more than 24 days: it is set anew then.
  useEffect(() => {
    const end = token === null ? null : endOf(token);
    if (end === null) return;
    let timer = 0;
    const wait = () => {
      const left = end - Date.now();
      if (left <= 0) signOut('ended');
      else timer = window.setTimeout(wait, Math.min(left, LONGEST_TIMER_MS));
    };
    wait();
    return () => clearTimeout(timer);
  }, [token, signOut]);
  useEffect(() => {
    document.documentElement.lang = place.language;
  }, [place.language]);
  return (
    <TextProvider value={text}>
      {session === null ? (
        <SignIn ended={ended} onSignedIn={signIn} language={place.language} go={go} />
      ) : (
        <SessionProvider value={session}>
          <Console place={place} go={go} />
        </SessionProvider>
      )}
    </TextProvider>
  );
}
