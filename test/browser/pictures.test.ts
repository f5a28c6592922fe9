/**
 * Pictures of the page, as the documentation has them. `npm run pictures` makes those anew, and the README's from the demo;
 * otherwise they are made and thrown away, so that a page that cannot be drawn is noticed.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { renderHtml } from '../../src/report/html/page.ts';
import { everything, sources } from '../report/html/reports.ts';
import { map } from '../report/reads/graph.ts';
import { isWithoutChromium, openWorkshop, type Workshop } from './chromium.ts';

const html = renderHtml(everything, { sources });
const isForDocs = process.env.PICTURES === 'docs';

interface Picture {
  /** Of the report with everything in it, where it is not said. */
  readonly html?: string;
  readonly options: BrowserContextOptions;
  /** CSS pixels from the top of the page, or from the element named. */
  readonly height: number;
  readonly from?: string;
  readonly media?: 'print';
  /** What the reader has done before. */
  readonly act?: (page: Page) => Promise<void>;
}

const pictures: Readonly<Record<string, Picture>> = {
  'report-phone.png': { options: { viewport: { width: 360, height: 740 }, deviceScaleFactor: 2 }, height: 1180 },
  'report-dark.png': {
    options: { viewport: { width: 1200, height: 900 }, deviceScaleFactor: 1.25, colorScheme: 'dark' },
    from: '#pipeline-1',
    height: 1700,
    act: (page) => page.locator('#pipeline-1 .choose').nth(1).click(),
  },
  'map.png': { html: map, options: { viewport: { width: 1120, height: 900 }, deviceScaleFactor: 1.25 }, height: 800 },
  // Sheets of A4 at 96 pixels an inch.
  'report-print.png': {
    options: { viewport: { width: 794, height: 1123 }, deviceScaleFactor: 1.25 },
    height: 1700,
    media: 'print',
    // The margin that @page gives on paper.
    act: (page) => page.evaluate('document.body.style.padding = "60px 53px"'),
  },
};

describe.skipIf(isWithoutChromium())('the picture', () => {
  const folder = isForDocs
    ? join(import.meta.dirname, '../../docs/images')
    : mkdtempSync(join(tmpdir(), 'weir-pictures-'));
  let workshop: Workshop;
  beforeAll(async () => {
    workshop = await openWorkshop();
  });
  afterAll(async () => {
    await workshop.close();
    if (!isForDocs) rmSync(folder, { recursive: true });
  });

  test.each(Object.entries(pictures))(
    '%s takes less than 300 kB',
    async (name, { html: own = html, options, height, from, media, act }) => {
      const { page } = await workshop.open(own, options);
      if (media) await page.emulateMedia({ media });
      await act?.(page);
      await page.mouse.move(0, 0);
      await page.evaluate('scrollTo(0, 0)');
      await page.evaluate('document.activeElement?.blur()');
      const top = from === undefined ? 0 : ((await page.locator(from).boundingBox())?.y ?? 0) - 32;
      const clip = { x: 0, y: top, width: options.viewport?.width ?? 0, height };
      const bytes = await page.screenshot({ path: join(folder, name), clip, fullPage: true });
      expect(bytes.length).toBeLessThan(300_000);
    },
  );
});
