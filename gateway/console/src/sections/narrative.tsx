import type { ReportData } from '../generated/report.js';
import { useText } from '../i18n/text.js';
import { Hidden } from './hidden.js';

type Sections = NonNullable<ReportData['annualReport']>['narrative'];

/** What the reports say in words, in the order of the outline; each section opens by itself. */
export function Narrative({ sections, restricted }: { sections: Sections; restricted: boolean }) {
  const { t } = useText();
  const said = sections?.filter(({ text, quotes }) => text !== null || quotes.length > 0);
  return (
    <section class="panel" aria-labelledby="narrative">
      <h3 id="narrative">{t.narrative.heading}</h3>
      {said === undefined ? (
        <Hidden restricted={restricted} />
      ) : said.length === 0 ? (
        <p class="quiet">{t.narrative.none}</p>
      ) : (
        said.map(({ key, heading, text, quotes }) => (
          <details key={key}>
            <summary lang="vi">
              {key}. {heading}
            </summary>
            <div class="words" lang="vi">
              {text !== null && <p>{text}</p>}
              {quotes.map((quote, index) => (
                <blockquote key={index}>
                  <p>{quote.text}</p>
                  <footer>{quote.tenant?.name ?? t.noneShort}</footer>
                </blockquote>
              ))}
            </div>
          </details>
        ))
      )}
    </section>
  );
}
