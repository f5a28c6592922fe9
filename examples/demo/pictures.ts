/**
 * Part of `npm run pictures`, after `npm run demo`: photographs what the demo has left behind, for the README and docs/upstreams.md. Needs Debian's
 * chromium and fonts-noto-color-emoji.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium, type Page } from 'playwright-core';
import { OUTPUT } from './reports.ts';
import { checkDownstream, makeClones } from './upstreams/clones.ts';

const IMAGES = join(import.meta.dirname, '../../docs/images');
const MARGIN = 16;

const browser = await chromium.launch({ executablePath: '/usr/bin/chromium' });
const page = await browser.newPage({ viewport: { width: 960, height: 800 }, deviceScaleFactor: 1.5 });
await photograph(page, 'params.check.html', ['#check', '#files'], 'check.png');
await photograph(page, 'params.approved.html', ['#comments'], 'comment.png');
await top('params.html', 'report.png', 2000);
await photograph(page, 'early.check.html', ['#check', '#files'], 'upstream.png');
downstreamReport();
await top('gates.html', 'downstream.png', 1500);
await browser.close();

/** What the owners of a pipeline downstream find out in a clone of their own; the demo shows the other side. */
function downstreamReport(): void {
  const folder = mkdtempSync(join(tmpdir(), 'weir-pictures-'));
  makeClones(folder);
  checkDownstream(folder, OUTPUT);
  rmSync(folder, { recursive: true });
}

/** The top of a page. */
async function top(file: string, image: string, height: number): Promise<void> {
  const wide = await browser.newPage({ viewport: { width: 1120, height: 900 } });
  await wide.goto(pathToFileURL(join(OUTPUT, file)).href);
  const clip = { x: 0, y: 0, width: 1120, height };
  await wide.screenshot({ path: join(IMAGES, image), clip, fullPage: true });
}

/** One picture of some parts of a page, from the first to the last. */
async function photograph(page: Page, file: string, parts: readonly string[], image: string): Promise<void> {
  await page.goto(pathToFileURL(join(OUTPUT, file)).href);
  const boxes = (await Promise.all(parts.map((part) => page.locator(part).boundingBox()))).filter(
    (box) => box !== null,
  );
  const [left, top] = [Math.min(...boxes.map(({ x }) => x)) - MARGIN, Math.min(...boxes.map(({ y }) => y)) - MARGIN];
  const right = Math.max(...boxes.map(({ x, width }) => x + width)) + MARGIN;
  const bottom = Math.max(...boxes.map(({ y, height }) => y + height)) + MARGIN;
  const clip = { x: left, y: top, width: right - left, height: bottom - top };
  await page.screenshot({ path: join(IMAGES, image), clip, fullPage: true });
}
