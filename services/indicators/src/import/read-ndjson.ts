import { createReadStream } from 'node:fs';
import type { Incoming } from './incoming.js';

/** Longer than any row can be. */
const LONGEST_LINE = 64 * 1024;

/** A number as a decimal is written; no decimal where it is too large to have been exact. */
const decimal = (value: number) => (Math.abs(value) > Number.MAX_SAFE_INTEGER ? '?' : String(value));

function takeLine(text: string, line: number, incoming: Incoming): void {
  if (text.trim() === '') return;
  let row: unknown;
  try {
    row = JSON.parse(text);
  } catch {
    incoming.badRow(line, 'The line is not JSON.');
    return;
  }
  if (typeof row !== 'object' || row === null || Array.isArray(row)) {
    incoming.badRow(line, 'The line is not a JSON object.');
    return;
  }
  const { localityCode, asOf, indicator, period, value, methodology, ...others } = row as Record<string, unknown>;
  const unknown = Object.keys(others);
  if (unknown.length > 0) {
    incoming.badRow(line, `The line has a member "${unknown[0]?.slice(0, 40)}", which no row has.`);
    return;
  }
  const shown = typeof value === 'number' ? decimal(value) : value;
  const texts = [localityCode, asOf ?? '', indicator, period, shown ?? '', methodology ?? ''];
  if (texts.some((each) => typeof each !== 'string')) {
    incoming.badRow(
      line,
      'A row has the texts localityCode, indicator, period and value, and may have methodology and asOf.',
    );
    return;
  }
  const [code, day, what, when, amount, standard] = texts as [string, string, string, string, string, string];
  incoming.row(line, code, day, what, when, amount, standard);
}

/** One JSON object a line, in UTF-8. */
export async function* readNdjson(path: string, incoming: Incoming): AsyncGenerator<void> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let line = 0;
  let rest = '';
  const decode = (bytes?: Uint8Array) => {
    try {
      return bytes ? decoder.decode(bytes, { stream: true }) : decoder.decode();
    } catch {
      incoming.badFile(line + 1, 'ENCODING', 'From about here on the file is not UTF-8.');
      return null;
    }
  };
  for await (const chunk of createReadStream(path)) {
    const text = decode(chunk as Buffer);
    if (text === null) return;
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    for (const each of lines) {
      takeLine(each, ++line, incoming);
      if (incoming.full) yield;
    }
    if (rest.length > LONGEST_LINE) {
      incoming.badFile(line + 1, 'BAD_ROW', 'This line is longer than any row can be.');
      return;
    }
  }
  const end = decode();
  if (end === null) return;
  rest += end;
  if (rest.trim() !== '') {
    const before = incoming.unreadable;
    takeLine(rest, ++line, incoming);
    // A last line without an end that cannot be read is where the file was cut.
    if (incoming.unreadable > before)
      incoming.badFile(line, 'CUT_SHORT', 'The file ends in the midst of this line: it is cut short.');
  }
  if (incoming.count === 0) incoming.badFile(0, 'EMPTY', 'The file holds no rows.');
}
