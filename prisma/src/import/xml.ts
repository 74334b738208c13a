import { UnreadableFile } from './unreadable-file.js';

export interface XmlHandler {
  /** `attributes` as they are written; ask {@link attribute} for one. */
  open(name: string, attributes: string): void;
  text(text: string): void;
  close(name: string): void;
}

const LONGEST_TAG = 1024 * 1024;
const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

export const unescaped = (text: string): string =>
  text.includes('&')
    ? text.replace(/&(?:#x([0-9a-fA-F]{1,6})|#(\d{1,7})|(amp|lt|gt|quot|apos));/g, (whole, hex, decimal, name) => {
        if (name !== undefined) return entities[name] ?? whole;
        const point = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
        return point <= 0x10ffff ? String.fromCodePoint(point) : '\ufffd';
      })
    : text;

const patterns = new Map<string, RegExp>();
/** An attribute of a tag, or null. */
export function attribute(attributes: string, name: string): string | null {
  let pattern = patterns.get(name);
  if (pattern === undefined) {
    pattern = new RegExp(`(?:^|\\s)(?:[\\w.-]+:)?${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`);
    patterns.set(name, pattern);
  }
  const found = pattern.exec(attributes);
  return found === null ? null : unescaped(found[1] ?? found[2] ?? '');
}

/**
 * Reads as much of XML as office files are written in, piece by piece, at the cost of the piece: names without their
 * prefix, texts, no document types (and so no entities of a file's own).
 */
export class XmlReader {
  private rest = '';

  constructor(private readonly handler: XmlHandler) {}

  write(piece: string): void {
    const text = this.rest + piece;
    let at = 0;
    for (;;) {
      const tag = text.indexOf('<', at);
      if (tag === -1) {
        this.rest = text.slice(at);
        break;
      }
      if (tag > at) this.handler.text(unescaped(text.slice(at, tag)));
      const end = this.special(text, tag) ?? this.element(text, tag);
      if (end === -1) {
        this.rest = text.slice(tag);
        break;
      }
      at = end;
    }
    if (this.rest.length > LONGEST_TAG)
      throw new UnreadableFile('The file cannot be read: it holds no text of an office program.');
  }

  /** The end of something that is no element; -1: it has not come yet; null: it is an element. */
  private special(text: string, at: number): number | null {
    const second = text[at + 1];
    if (second === undefined) return -1;
    if (second === '?') return after(text, '?>', at);
    if (second !== '!') return null;
    if (text.startsWith('<!--', at)) return after(text, '-->', at);
    if (text.startsWith('<![CDATA[', at)) {
      const end = text.indexOf(']]>', at);
      if (end !== -1) this.handler.text(text.slice(at + 9, end));
      return end === -1 ? -1 : end + 3;
    }
    if (text.length - at < 9) return -1;
    throw new UnreadableFile('The file cannot be read: it has a document type.');
  }

  private element(text: string, at: number): number {
    let end = text.indexOf('>', at);
    // A ">" inside quotes ends nothing.
    while (end !== -1 && quotesAreOpen(text, at, end)) end = text.indexOf('>', end + 1);
    if (end === -1) return -1;
    if (text[at + 1] === '/') {
      this.handler.close(local(text.slice(at + 2, end).trim()));
      return end + 1;
    }
    const empty = text[end - 1] === '/';
    const inside = text.slice(at + 1, empty ? end - 1 : end);
    const space = inside.search(/\s/);
    const name = local(space === -1 ? inside : inside.slice(0, space));
    this.handler.open(name, space === -1 ? '' : inside.slice(space + 1));
    if (empty) this.handler.close(name);
    return end + 1;
  }
}

const local = (name: string) => name.slice(name.indexOf(':') + 1);

function after(text: string, mark: string, from: number): number {
  const end = text.indexOf(mark, from);
  return end === -1 ? -1 : end + mark.length;
}

function quotesAreOpen(text: string, from: number, to: number): boolean {
  let open = '';
  for (let i = from; i < to; i++) {
    const c = text[i];
    if (open === '' ? c === '"' || c === "'" : c === open) open = open === '' ? (c ?? '') : '';
  }
  return open !== '';
}
