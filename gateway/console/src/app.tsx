import { useCallback, useEffect, useMemo, useState } from 'preact/hooks';
import { askAs } from './graph/client.js';
import { SessionProvider } from './graph/use-answer.js';
import { TextProvider, useTextIn } from './i18n/text.js';
import { forgetToken, keepToken, keptToken } from './token.js';
import { usePlace } from './use-place.js';
import { Console } from './views/console.js';
import { SignIn } from './views/sign-in.js';

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
    () => (token === null ? null : { token, ask: askAs(token), signOut: signOut }),
    [token, signOut],
  );
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
