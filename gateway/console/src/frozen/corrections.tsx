import { useMemo, useState } from 'preact/hooks';
import { useText } from '../i18n/text.js';
import { DataTable } from '../parts/data-table.js';
import type { IndicatorChoice } from '../views/unit-page.js';
import { type Correction, correctionIn } from './correction-words.js';

const FIRST = 50;

interface Props {
  /** Null while they are not known. */
  readonly corrections: readonly Correction[] | null;
  readonly loading: boolean;
  readonly indicators: readonly IndicatorChoice[];
}

/** What has changed since the report was frozen, beside what was frozen. */
export function Corrections({ corrections, loading, indicators }: Props) {
  const text = useText();
  const { t, language, number } = text;
  const [all, setAll] = useState(false);
  const told = useMemo(() => {
    const byCode = new Map(indicators.map((one) => [one.code, one]));
    const find = (code: string) => {
      const one = byCode.get(code);
      return one && { kind: one.kind, unit: one.unit, called: language === 'vi' ? one.name : one.nameEn };
    };
    return (corrections ?? []).map(correctionIn(text, find));
  }, [corrections, indicators, text, language]);
  const shown = all ? told : told.slice(0, FIRST);
  return (
    <section class="panel" aria-labelledby="corrections">
      <h3 id="corrections" tabIndex={-1}>
        {t.frozen.corrections}
      </h3>
      {corrections === null ? (
        <p class="quiet">{loading ? t.frozen.comparing : t.frozen.notCompared}</p>
      ) : told.length === 0 ? (
        <p class="quiet">{t.frozen.unchanged}</p>
      ) : (
        <>
          <DataTable caption={t.frozen.table}>
            <thead>
              <tr>
                <th scope="col">{t.frozen.section}</th>
                <th scope="col">{t.frozen.what}</th>
                <th scope="col" class="numeric">
                  {t.frozen.before}
                </th>
                <th scope="col" class="numeric">
                  {t.frozen.now}
                </th>
              </tr>
            </thead>
            <tbody>
              {shown.map(({ section, steps, frozen, live }, index) => (
                <tr key={`${corrections[index]?.section} ${corrections[index]?.path}`}>
                  <td>{section}</td>
                  <th scope="row">{steps.length === 0 ? t.noneShort : steps.join(' › ')}</th>
                  <td class="numeric long">{frozen ?? t.noneShort}</td>
                  <td class="numeric long">{live ?? t.noneShort}</td>
                </tr>
              ))}
            </tbody>
          </DataTable>
          <div class="more">
            <p class="quiet small">
              {shown.length < told.length
                ? t.shownOf(number(shown.length), number(told.length))
                : t.frozen.count(number(told.length))}
            </p>
            {shown.length < told.length && (
              <button type="button" onClick={() => setAll(true)}>
                {t.showAll}
              </button>
            )}
          </div>
        </>
      )}
    </section>
  );
}
