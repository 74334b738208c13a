import type { TargetedSubmitEvent } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { Session } from '../generated/session.js';
import { askAs, SignedOut } from '../graph/client.js';
import { useText } from '../i18n/text.js';
import { Emblem } from '../parts/emblem.js';
import { LanguageSwitch } from '../parts/language-switch.js';
import { currentYear, FIRST_YEAR, type Language, MAIN_INDICATOR } from '../place.js';
import type { Go } from '../use-place.js';

type Refusal = 'empty' | 'refused' | 'ended' | 'unreachable';

interface Props {
  /** The one who was signed in was put out: the token is no longer good. */
  readonly ended: boolean;
  readonly language: Language;
  readonly go: Go;
  readonly onSignedIn: (token: string) => void;
}

export function SignIn({ ended, language, go, onSignedIn }: Props) {
  const { t } = useText();
  const field = useRef<HTMLInputElement>(null);
  const [refusal, setRefusal] = useState<Refusal | null>(ended ? 'ended' : null);
  const [checking, setChecking] = useState(false);
  useEffect(() => {
    if (ended) field.current?.focus();
  }, [ended]);
  useEffect(() => {
    document.title = `${t.signIn.heading} – ${t.product}`;
  }, [t]);

  const refuse = (why: Refusal) => {
    setRefusal(why);
    field.current?.focus();
  };
  const submit = async (event: TargetedSubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    // People paste what the terminal printed, with its line end, or with the word that goes before it in a header.
    const token = (field.current?.value ?? '').trim().replace(/^Bearer\s+/i, '');
    if (token === '') return refuse('empty');
    // A header cannot hold it, so it is no token.
    if (/[^\x21-\x7e]/.test(token)) return refuse('refused');
    setChecking(true);
    try {
      await askAs(token)(Session, { indicator: MAIN_INDICATOR, from: String(FIRST_YEAR), to: String(currentYear()) });
      onSignedIn(token);
    } catch (error) {
      refuse(error instanceof SignedOut ? 'refused' : 'unreachable');
    } finally {
      setChecking(false);
    }
  };

  return (
    <main class="sign-in">
      <div class="sign-in-card">
        <div class="sign-in-top">
          <Emblem />
          <LanguageSwitch language={language} go={go} />
        </div>
        <p class="product">{t.product}</p>
        <p class="movement">{t.title}</p>
        <h1>{t.signIn.heading}</h1>
        <p id="token-explained" class="quiet">
          {t.signIn.explain}
        </p>
        <form onSubmit={submit} noValidate>
          <label for="token">{t.signIn.token}</label>
          <input
            ref={field}
            id="token"
            type="password"
            autocomplete="off"
            spellcheck={false}
            aria-describedby={refusal === null ? 'token-explained' : 'token-refused token-explained'}
            aria-invalid={refusal !== null}
          />
          <p id="token-refused" class="refusal" role="alert">
            {refusal === null ? '' : t.signIn[refusal]}
          </p>
          <button class="primary" type="submit" disabled={checking}>
            {checking ? t.signIn.checking : t.signIn.submit}
          </button>
        </form>
        <p class="quiet small">
          {t.signIn.local} <code>npm run --silent token -- trung-uong</code>
        </p>
      </div>
    </main>
  );
}
