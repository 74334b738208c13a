import { textFormat } from './format.js';
import type { ReportModel } from './model.js';

/** The model as it is, unit by unit of the breakdown. See the schema at /reports/schema.json. */
function* jsonText({ file: { version, report, exemplars } }: ReportModel): Generator<string> {
  const { breakdown, ...sections } = report;
  yield `{"version":${version},"exemplars":${JSON.stringify(exemplars)},"report":${JSON.stringify(sections).slice(0, -1)},"breakdown":`;
  if (breakdown === null) yield 'null';
  else {
    yield '[';
    for (const [i, unit] of breakdown.entries()) yield `${i === 0 ? '' : ','}\n${JSON.stringify(unit)}`;
    yield ']';
  }
  yield '}}\n';
}

export const json = textFormat(
  { extension: 'json', media: 'application/json', contentType: 'application/json; charset=utf-8' },
  jsonText,
);
