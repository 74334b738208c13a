import writeExcelFile from 'write-excel-file/node';
import { summaryAnnex } from '../annex/summary.js';
import { annexesOf } from '../annexes.js';
import type { Format } from '../format.js';
import { textsIn } from '../texts/texts.js';
import { printSetup } from './print-setup.js';
import { type SheetContent, sheetOf } from './sheet.js';

const write = (sheets: readonly SheetContent[]): Promise<Uint8Array> =>
  writeExcelFile(
    sheets.map(({ name, data, widths, headTo }) => ({
      sheet: name,
      data,
      columns: widths.map((width) => ({ width })),
      stickyRowsCount: headTo,
    })),
    { fontFamily: 'Times New Roman', fontSize: 12, features: [printSetup(sheets)] },
  ).toBuffer();

/** A workbook: a cover, then a sheet for each annex. It is held while it is packed. */
export const xlsx: Format = {
  extension: 'xlsx',
  media: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  contentType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  exact: false,
  render({ file, movements }, language) {
    const texts = textsIn(language);
    const { year, locality } = file.report;
    const about = `${locality?.fullName ?? ''} – ${year}`;
    const sheets = [summaryAnnex(file, movements, texts), ...annexesOf(file, language)].map((annex) =>
      sheetOf(annex, about, texts),
    );
    return {
      *content() {
        for (const sheet of sheets) yield JSON.stringify([sheet.name, sheet.widths, sheet.data]);
      },
      write: () => write(sheets),
    };
  },
};
