import type { Report } from './model.js';

/** Whether figures that were only submitted say anything else than the verified ones. */
export const differsProvisionally = ({ indicators, breakdown }: Report): boolean =>
  [...(indicators ?? []), ...(breakdown ?? []).flatMap((unit) => unit.indicators ?? [])].some(
    ({ opening, closing, provisionalOpening, provisional }) =>
      (opening?.value ?? null) !== (provisionalOpening?.value ?? null) ||
      (closing?.value ?? null) !== (provisional?.value ?? null),
  );
