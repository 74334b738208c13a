import { useText } from '../i18n/text.js';
import { hashOf, type Place } from '../place.js';
import type { Divided as DividedUnit } from '../use-move.js';

/** Which units of the other map a unit corresponds to, where it is not one: the reader chooses. */
export function Divided({ divided, place }: { divided: DividedUnit; place: Place }) {
  const { t } = useText();
  return (
    <div class="notice" role="status">
      <p>{divided.found.length === 0 ? t.elsewhere.none(divided.unit) : t.elsewhere.several(divided.unit)}</p>
      <ul class="inline">
        {divided.found.map(({ code, fullName }) => (
          <li key={code}>
            <a href={hashOf({ ...place, unit: code })} lang="vi">
              {fullName}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}
