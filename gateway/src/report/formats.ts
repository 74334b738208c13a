import { csv } from './csv.js';
import { docx } from './docx/document.js';
import type { Format } from './format.js';
import { json } from './json.js';
import { sdmxCsv } from './sdmx-csv.js';
import { xlsx } from './xlsx/workbook.js';

/** In the order in which they are offered to whoever takes several alike. */
export const FORMATS: readonly Format[] = [json, csv, sdmxCsv, xlsx, docx];
