import type { WriteStream } from 'node:tty';
import type { AnswerLine } from './lines.js';

const WIDTH = 30;

/** How far an import is, as a bar on a terminal; nothing where the output goes elsewhere. */
export function importBar(stream: WriteStream): { show(line: AnswerLine, bytes: number): void; clear(): void } {
  if (!stream.isTTY) return { show: () => {}, clear: () => {} };
  const clear = () => stream.write('\r\u001b[2K');
  return {
    show(line, bytes) {
      if (line.type !== 'progress') return;
      clear();
      if (line.phase !== 'receiving') stream.write(`${line.phase} ${line.rows} rows`);
      else {
        const share = bytes === 0 ? 1 : Math.min(1, line.bytes / bytes);
        const full = Math.round(share * WIDTH);
        stream.write(`receiving [${'█'.repeat(full)}${'·'.repeat(WIDTH - full)}] ${Math.floor(share * 100)}%`);
      }
    },
    clear,
  };
}
