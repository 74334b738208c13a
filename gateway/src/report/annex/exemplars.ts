import type { ReportFile } from '../model.js';
import { type Annex, day, number, text } from '../table.js';
import type { Texts } from '../texts/vi.js';

export function exemplarsAnnex({ report, exemplars }: ReportFile, texts: Texts, number_: string): Annex {
  const words = texts.exemplars;
  const { totalCount, nodes } = exemplars ?? { totalCount: 0, nodes: [] };
  return {
    number: number_,
    sheet: words.sheet,
    title: words.title,
    columns: [
      { heading: texts.order, width: 5 },
      { heading: words.title_, width: 44 },
      { heading: words.subject, width: 16 },
      { heading: words.topics, width: 24 },
      { heading: words.summary, width: 60 },
      { heading: words.tenant, width: 28 },
      { heading: words.day, width: 12 },
    ],
    rows: nodes.map((exemplar, i) => [
      number(i + 1),
      text(exemplar.title),
      text(texts.subject[exemplar.subject]),
      text(exemplar.topics.join(', ')),
      text(exemplar.summary),
      text(exemplar.tenant?.name),
      day(exemplar.recordedOn),
    ]),
    totals: 0,
    notes: [
      words.count(String(report.exemplars ?? totalCount)),
      ...(exemplars === null ? [words.notFrozen] : []),
      ...(totalCount > nodes.length ? [texts.more(totalCount - nodes.length)] : []),
    ],
  };
}
