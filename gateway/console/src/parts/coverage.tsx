import { useText } from '../i18n/text.js';

/** How much of a value its parts account for; nothing where the unit has no parts. */
export function Coverage({ reported, expected }: { reported: number; expected: number }) {
  const { t, number } = useText();
  const said = t.coverage(number(reported), number(expected));
  return (
    <span class="coverage">
      <progress max={Math.max(expected, 1)} value={reported} aria-hidden="true" />
      <span>{said}</span>
    </span>
  );
}
