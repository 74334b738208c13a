import type { Feature, Image } from 'write-excel-file/node';

/** What the library takes a file's content as. */
type Content = Image['content'];

export interface PrintedSheet {
  name: string;
  /** The rows repeated on every page, from 1. */
  headFrom: number;
  headTo: number;
}

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** A4 across, as wide as the page and as long as it takes, its pages numbered. In the order that the schema of a sheet has. */
const PAGE =
  '<pageMargins left="0.59" right="0.59" top="0.79" bottom="0.79" header="0.39" footer="0.39"/>' +
  '<pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/>' +
  '<headerFooter><oddFooter>&amp;C&amp;P/&amp;N</oddFooter></headerFooter>';

/** What the library leaves out: how sheets are printed, and the rows that stand at the head of each page. */
export function printSetup(sheets: readonly PrintedSheet[]): Feature<Content> {
  const titles = sheets.map(({ name, headFrom, headTo }, i) => {
    const area = `'${name.replaceAll("'", "''")}'!$${headFrom}:$${headTo}`;
    return `<definedName name="_xlnm.Print_Titles" localSheetId="${i}">${escaped(area)}</definedName>`;
  });
  return {
    files: {
      transform: {
        'xl/worksheets/sheet{id}.xml': {
          transform: (xml) =>
            xml
              .replace(/(<worksheet[^>]*>)/, '$1<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>')
              // Frozen rows alone leave no pane at the right.
              .replace(' xSplit="0" ', ' ')
              .replace('activePane="bottomRight"', 'activePane="bottomLeft"')
              .replace(/<\/worksheet>$/, `${PAGE}</worksheet>`),
        },
        'xl/workbook.xml': {
          transform: (xml) => xml.replace(/<definedNames\s*\/>/, `<definedNames>${titles.join('')}</definedNames>`),
        },
      },
    },
  };
}
