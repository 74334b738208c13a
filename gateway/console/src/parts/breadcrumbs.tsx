import { useText } from '../i18n/text.js';
import { hashOf, NATION, type Place } from '../place.js';

interface Step {
  readonly code: string;
  readonly name: string;
}

/** From the nation down to the unit shown. */
export function Breadcrumbs({ place, unit }: { place: Place; unit: Step & { readonly ancestors: readonly Step[] } }) {
  const { t } = useText();
  const above = unit.ancestors.toReversed();
  const called = ({ code, name }: Step) => (code === NATION ? t.level.NATION : name);
  return (
    <nav aria-label={t.breadcrumbs}>
      <ol class="breadcrumbs">
        {above.map((step) => (
          <li key={step.code}>
            <a href={hashOf({ ...place, unit: step.code })} lang={step.code === NATION ? undefined : 'vi'}>
              {called(step)}
            </a>
          </li>
        ))}
        <li>
          <span aria-current="page" lang={unit.code === NATION ? undefined : 'vi'}>
            {called(unit)}
          </span>
        </li>
      </ol>
    </nav>
  );
}
