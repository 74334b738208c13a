import { textFormat } from './format.js';
import type { ReportModel } from './model.js';
import type { MovementFile } from './movement/model.js';

const ABOUT = {
  extension: 'json',
  media: 'application/json',
  contentType: 'application/json; charset=utf-8',
} as const;

/** A file as its model is, unit by unit of the breakdown, which ends it. */
function* jsonText(head: object, report: { breakdown: readonly object[] | null }): Generator<string> {
  const { breakdown, ...sections } = report;
  yield `${JSON.stringify(head).slice(0, -1)},"report":${JSON.stringify(sections).slice(0, -1)},"breakdown":`;
  if (breakdown === null) yield 'null';
  else {
    yield '[';
    for (const [i, unit] of breakdown.entries()) yield `${i === 0 ? '' : ','}\n${JSON.stringify(unit)}`;
    yield ']';
  }
  yield '}}\n';
}

/** See the schema at /reports/schema.json. */
export const json = textFormat<ReportModel>(ABOUT, ({ file: { version, report, exemplars } }) =>
  jsonText({ version, exemplars }, report),
);
/** See the schema at /reports/movement/schema.json. */
export const movementJson = textFormat<MovementFile>(ABOUT, ({ version, report }) => jsonText({ version }, report));
