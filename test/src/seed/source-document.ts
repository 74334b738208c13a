import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('../../../../shared/seeds/', import.meta.url));

/** The documents lie beside the project, not in it: where they are absent, what is checked against them is skipped. */
export const documentsPresent = existsSync(folder);

/** Which document a tenant's plan was written down from, by the first letters of its file name. */
export const documentOf: Record<string, string> = {
  'tp-bac-giang': '000_',
  'ha-lang': '001_',
  'thanh-xuan': '002_',
  'quang-binh': '003_',
  'ban-dan-toc-cao-bang': '004_',
};

export function readDocument(tenant: string): string {
  const prefix = documentOf[tenant];
  const file = prefix && readdirSync(folder).find((name) => name.startsWith(prefix));
  if (!file) throw new Error(`no document for the plan of ${tenant}`);
  return readFileSync(`${folder}${file}`, 'utf8');
}

/** White space collapsed, bold and italic marks removed: as a reader sees the text. */
export function plain(text: string): string {
  return text.replaceAll('*', '').replace(/\s+/g, ' ').trim();
}

/** One numbered item with the lines that continue it; `path` is normalised: letters in sequence, dashes counted. */
export interface Item {
  path: string;
  text: string;
}

const letters = ['a', 'b', 'c', 'd', 'đ', 'e', 'g', 'h', 'i', 'k'];
/** Roman, number, letter, dash, plus: a mark of one level starts those below it anew. */
const marks = [/^([IVX]+)\. /, /^(\d+)\. /, /^(?:- )?[a-zđ][.)] /, /^- /, /^\+ /];

/**
 * Reads the numbering of a document that counts I. › 1. › a) › - › +, down to its recipients, independently of the seed
 * facts. A bare line belongs to the item before it.
 */
export function itemsOf(document: string): Item[] {
  const items: Item[] = [];
  const path: (string | null)[] = [];
  const seen = [0, 0, 0, 0, 0];
  for (const raw of document.split('\n')) {
    const line = plain(raw);
    if (line === 'Nơi nhận:') break;
    if (!line) continue;
    const level = marks.findIndex((mark) => mark.test(`${line} `));
    const current = items.at(-1);
    if (level < 0 || (level > 0 && !path[0])) {
      if (current) current.text += ` ${line}`;
      continue;
    }
    const count = (seen[level] ?? 0) + 1;
    seen[level] = count;
    seen.fill(0, level + 1);
    path.length = level;
    path[level] =
      level < 2 ? (marks[level]?.exec(line)?.[1] ?? '') : level === 2 ? (letters[count - 1] ?? '?') : `${count}`;
    items.push({
      path: Array.from(path, (part) => part ?? '')
        .filter(Boolean)
        .join('.'),
      text: line,
    });
  }
  return items;
}
