import type { WriteStream } from 'node:tty';

const WIDTH = 30;

/** A bar on a terminal, and nothing where the output goes elsewhere. Redrawn ten times a second at most. */
export function progressBar(stream: WriteStream): { show(title: string, share: number | null): void; clear(): void } {
  if (!stream.isTTY) return { show: () => {}, clear: () => {} };
  let shown = '';
  let drawn = 0;
  return {
    show(title, share) {
      const now = performance.now();
      if (title === shown && now - drawn < 100) return;
      shown = title;
      drawn = now;
      const full = share === null ? 0 : Math.min(WIDTH, Math.round(share * WIDTH));
      const bar =
        share === null
          ? ''
          : ` [${'█'.repeat(full)}${'·'.repeat(WIDTH - full)}] ${Math.min(100, Math.floor(share * 100))}%`;
      stream.write(`\r\u001b[2K${title.slice(0, 60)}${bar}`);
    },
    clear() {
      stream.write('\r\u001b[2K');
    },
  };
}
