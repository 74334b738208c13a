import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { afterAll, expect } from 'vitest';
import { chromiumPath } from '../kit/env.js';

const usual = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Null where there is none: CHROMIUM names another place. */
export const executable = [chromiumPath(), ...usual].find((path) => path !== undefined && existsSync(path)) ?? null;

export const WAIT_MS = 30_000;
const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

export interface Visit {
  /** Signed in with this token; on the page for signing in without. */
  token?: string;
  /** Behind the `#`. */
  at?: string;
  width?: number;
  scheme?: 'light' | 'dark';
}

export interface Seen {
  readonly page: Page;
  /** What the browser complained of, the policy's refusals among it. */
  readonly complaints: string[];
}

/** A browser for the tests of a file, pages of which begin as a visitor finds them. */
export async function visitor(url: string) {
  const browser: Browser = await chromium.launch({ executablePath: executable ?? undefined, args: ['--no-sandbox'] });
  afterAll(() => browser.close());
  return async ({ token, at = '', width = 1280, scheme = 'light' }: Visit): Promise<Seen> => {
    const options: BrowserContextOptions = { viewport: { width, height: 900 }, colorScheme: scheme, locale: 'vi-VN' };
    const context = await browser.newContext(options);
    afterAll(() => context.close());
    const page = await context.newPage();
    page.setDefaultTimeout(WAIT_MS);
    const complaints: string[] = [];
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(error.message));
    await page.addInitScript({ path: axe });
    if (token !== undefined) {
      // Once: whoever signs out stays so when the page is loaded again.
      await page.addInitScript(
        `if (!sessionStorage.getItem('visited')) { sessionStorage.setItem('visited', '1'); sessionStorage.setItem('thi-dua-token', ${JSON.stringify(token)}); }`,
      );
    }
    await page.goto(`${url}/#${at}`);
    if (token !== undefined) await settled(page);
    return { page, complaints };
  };
}

/** What is to become so, however busy the machine is. */
export const eventually = <Read>(read: () => Read) => expect.poll(read, { timeout: WAIT_MS });

/** All that was asked for has come. */
export async function settled(page: Page): Promise<void> {
  await page.locator('.unit-page[aria-busy="false"]').waitFor();
  await page.waitForLoadState('networkidle');
}

interface Violation {
  id: string;
  nodes: { html: string; failureSummary?: string }[];
}

/** Every rule of WCAG 2.2 up to level AA that can be checked by machine. */
export async function expectAccessible(page: Page): Promise<void> {
  const rules = JSON.stringify(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']);
  const found: Violation[] = await page.evaluate(
    `axe.run(document, { runOnly: ${rules} }).then(({ violations }) => violations)`,
  );
  const told = found.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 100)} ${failureSummary}`),
  );
  expect(told).toEqual([]);
}
