import { readableDay } from '../language.js';
import type { ReportFile } from '../model.js';
import { type Annex, number, text } from '../table.js';
import type { Texts } from '../texts/vi.js';

export function mapAnnex({ report: { units, boundary } }: ReportFile, texts: Texts, number_: string): Annex {
  const words = texts.map;
  return {
    number: number_,
    sheet: words.sheet,
    title: words.title,
    columns: [
      { heading: texts.level, width: 24 },
      ...[words.atStart, words.begun, words.ended, words.atEnd].map((heading) => ({ heading, width: 14 })),
      ...(boundary === null ? [] : [{ heading: words.onBoundary, width: 18 }]),
    ],
    rows: (units?.levels ?? []).map(({ level, atStart, begun, ended, atEnd, onBoundary }) => [
      text(texts.levels[level]),
      ...[atStart, begun, ended, atEnd, ...(boundary === null ? [] : [onBoundary])].map((count) => number(count)),
    ]),
    totals: 0,
    notes:
      units === null
        ? [texts.missing]
        : units.changes.map(({ effectiveOn, title, legalBasis, issuer }) =>
            words.change(
              readableDay(effectiveOn, texts.language),
              [title, legalBasis, issuer].filter((part) => part !== null).join(', ') || words.changed,
            ),
          ),
  };
}
