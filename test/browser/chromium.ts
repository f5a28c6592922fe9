/** A real browser for tests of the page. Where there is none, those tests are skipped and say so. */
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';

const usual = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/google-chrome',
];

/** Path of Chromium: what CHROMIUM names, else where systems put it; undefined where there is none. */
export function findChromium(): string | undefined {
  return [process.env.CHROMIUM ?? '', ...usual].find((path) => path !== '' && existsSync(path));
}

/** For `describe.skipIf`: says once why. */
export function isWithoutChromium(): boolean {
  const isMissing = findChromium() === undefined;
  if (isMissing) console.warn('Skipped: no Chromium. Install it or name it in CHROMIUM.');
  return isMissing;
}

/** A page that was opened, and what went wrong while it was. */
export interface Opened {
  readonly page: Page;
  /** Errors of scripts and of the console, violations of the policy, requests for anything but the page itself. */
  readonly troubles: readonly string[];
}

export interface Workshop {
  /** Opens a page from disk. */
  open(html: string, options?: BrowserContextOptions): Promise<Opened>;
  /** Opens what a server has at an address. */
  visit(address: string): Promise<Opened>;
  close(): Promise<void>;
}

export async function openWorkshop(): Promise<Workshop> {
  // Where tests run as root, in a container, Chromium cannot build its own sandbox.
  const browser = await chromium.launch({ executablePath: findChromium(), chromiumSandbox: process.getuid?.() !== 0 });
  const folder = mkdtempSync(join(tmpdir(), 'weir-page-'));
  let opened = 0;
  return {
    async open(html, options = {}) {
      opened += 1;
      const path = join(folder, `${opened}.html`);
      writeFileSync(path, html);
      return openPage(browser, pathToFileURL(path).href, options);
    },
    visit: (address) => openPage(browser, address, {}),
    async close() {
      await browser.close();
      rmSync(folder, { recursive: true });
    },
  };
}

async function openPage(browser: Browser, address: string, options: BrowserContextOptions): Promise<Opened> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  const troubles: string[] = [];
  page.on('pageerror', (error) => troubles.push(`error: ${error.message}`));
  page.on('console', (message) => troubles.push(`console: ${message.text()}`));
  page.on('request', (request) => {
    if (request.url().split('#')[0] !== address) troubles.push(`request: ${request.url()}`);
  });
  await page.goto(address);
  return { page, troubles };
}
