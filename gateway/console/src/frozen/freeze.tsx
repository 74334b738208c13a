import { useRef, useState } from 'preact/hooks';
import { Freeze as FreezeReport } from '../generated/freeze.js';
import { SignedOut } from '../graph/client.js';
import { useSession } from '../graph/use-answer.js';
import { useText } from '../i18n/text.js';

interface Props {
  readonly year: number;
  readonly code: string;
  /** The unit as the page calls it. */
  readonly unit: string;
  readonly complete: boolean;
  /** The report is to be read again: it is frozen now, or may be. */
  readonly onFrozen: () => void;
}

/** What was refused, by its stable code; the server's own words where the code has none here. */
interface Refusal {
  readonly code: string;
  readonly message: string;
}
/** With these the report has, or may have, been frozen meanwhile. */
const MAYBE_FROZEN = new Set(['ALREADY_FROZEN', 'NO_ANSWER']);

/** The way to freeze a year: it cannot be taken back, so it is asked twice. */
export function Freeze({ year, code, unit, complete, onFrozen }: Props) {
  const { t } = useText();
  const { ask, signOut } = useSession();
  const dialog = useRef<HTMLDialogElement>(null);
  const [freezing, setFreezing] = useState(false);
  const [refusals, setRefusals] = useState<readonly Refusal[]>([]);
  const words: Readonly<Record<string, string>> = t.freeze.codes;

  const open = () => {
    setRefusals([]);
    dialog.current?.showModal();
  };
  const close = () => dialog.current?.close();
  const freeze = async () => {
    setFreezing(true);
    setRefusals([]);
    try {
      const { data, errors } = await ask(FreezeReport, { code, year });
      const refused = [
        ...(data?.freezeAnnualReport.errors ?? []),
        ...errors.map(({ message, extensions }) => ({ code: extensions?.code ?? '', message })),
      ];
      setRefusals(refused);
      if (refused.length === 0) close();
      if (refused.every((one) => MAYBE_FROZEN.has(one.code))) onFrozen();
    } catch (error) {
      if (error instanceof SignedOut) return signOut('ended');
      // The request may have arrived though its answer did not.
      setRefusals([{ code: 'NO_ANSWER', message: '' }]);
      onFrozen();
    } finally {
      setFreezing(false);
    }
  };
  return (
    <>
      <button type="button" onClick={open}>
        {t.freeze.open(String(year))}
      </button>
      <dialog
        ref={dialog}
        aria-labelledby="freeze"
        aria-describedby="freeze-explained"
        onCancel={(event) => {
          // What is under way is not left in the dark.
          if (freezing) event.preventDefault();
        }}
      >
        <h2 id="freeze">
          {t.freeze.heading(String(year))} <span lang="vi">{unit}</span>?
        </h2>
        <div id="freeze-explained" class="words">
          <p>{t.freeze.explain}</p>
          {!complete && <p class="warning">{t.freeze.incomplete}</p>}
        </div>
        <div role="alert" class="refusal">
          {refusals.map((one) => (
            <p key={one.code}>
              {words[one.code] ?? t.freeze.codes.other}{' '}
              {words[one.code] === undefined && (
                <span class="quiet" lang="en">
                  {one.message}
                </span>
              )}
            </p>
          ))}
        </div>
        <div class="buttons">
          <button type="button" onClick={close} disabled={freezing}>
            {refusals.some((one) => MAYBE_FROZEN.has(one.code)) ? t.freeze.close : t.freeze.cancel}
          </button>
          {!refusals.some((one) => MAYBE_FROZEN.has(one.code)) && (
            <button type="button" class="primary" aria-disabled={freezing} onClick={freezing ? undefined : freeze}>
              {freezing ? t.freeze.freezing : t.freeze.submit}
            </button>
          )}
        </div>
      </dialog>
    </>
  );
}
