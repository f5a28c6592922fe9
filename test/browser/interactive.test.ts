/** What a reader can do with the page: sort, choose a segment, follow the map, read numbers, copy; by pointer and by keyboard. */

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { contentSecurityPolicy, renderHtml } from '../../src/report/html/page.ts';
import { everything, sources } from '../report/html/reports.ts';
import { map as readsMap } from '../report/reads/graph.ts';
import { isWithoutChromium, openWorkshop, type Workshop } from './chromium.ts';

const html = renderHtml(everything, { sources });

describe.skipIf(isWithoutChromium())('on the page', () => {
  let workshop: Workshop;
  beforeAll(async () => {
    workshop = await openWorkshop();
  });
  afterAll(() => workshop.close());

  test('a column sorts the segments, largest first and then smallest first, and says so', async () => {
    const { page, troubles } = await workshop.open(html);
    const records = page.locator('#pipeline-1 .sortable th', { hasText: 'Records' });
    await records.getByRole('button').click();
    expect(await records.getAttribute('aria-sort')).toBe('descending');
    expect((await segments(page)).slice(0, 3)).toEqual(['other', 'ORD', 'DFW']);
    await records.getByRole('button').click();
    expect(await records.getAttribute('aria-sort')).toBe('ascending');
    expect((await segments(page)).slice(0, 3)).toEqual(['missing', 'HNL', 'SEA']);
    expect(await page.locator('#pipeline-1 .sortable [aria-sort]').count()).toBe(1);
    expect(troubles).toEqual([]);
  });

  test('the keyboard alone sorts, by name from A to Z', async () => {
    const { page } = await workshop.open(html);
    await page.locator('#pipeline-1 .sortable .sort').first().focus();
    await page.keyboard.press('Enter');
    expect((await segments(page)).slice(0, 3)).toEqual(['ATL', 'DEN', 'DFW']);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Space');
    expect((await segments(page))[0]).toBe('other');
  });

  test('eight segments are in sight until a reader asks for all', async () => {
    const { page } = await workshop.open(html);
    expect(await segments(page)).toHaveLength(8);
    await page.locator('#pipeline-1 .more').click();
    expect(await segments(page)).toHaveLength(13);
    expect(await page.locator('#pipeline-1 .more').count()).toBe(0);
    expect(await page.evaluate('document.activeElement.textContent')).toBe('missing');
  });

  test('choosing a segment shows its measures below it, beside those of the whole recording', async () => {
    const { page } = await workshop.open(html);
    await choose(page, 'SFO').click();
    expect(await choose(page, 'SFO').getAttribute('aria-expanded')).toBe('true');
    const within = page.locator('#pipeline-1 tr.within');
    expect(await within.locator('tbody tr').allInnerTexts()).toEqual([
      'tier.changed\t4.31 %\t4.1 %',
      'amount.changed\t5.02 %\t4.1 %',
    ]);
    await choose(page, 'JFK').press('Enter');
    expect(await within.locator('caption').textContent()).toBe('Measures of JFK');
    await choose(page, 'JFK').press('Enter');
    expect(await within.count()).toBe(0);
  });

  test('a chosen segment stands in for the whole: sentences, pictures and their numbers, limits', async () => {
    const { page, troubles } = await workshop.open(html);
    const tier = page.locator('#output-1-1');
    expect(await tier.locator('.lead:visible').textContent()).toMatch(/^4\.1 % changed, 8,200 of 200,000 records\./);
    await choose(page, 'SFO').click();
    expect(await bar(page).locator('p').textContent()).toBe('Showing /origin = SFO, 7,350 of 200,000 records');
    expect(await tier.locator('.lead:visible').textContent()).toMatch(/^4\.31 % changed\.\s*$/);
    // Of 7,350 records 588 have short and 147 medium at base; 317 change, of which 238 become short.
    const charts = tier.locator('.chart:visible');
    expect(await charts.evaluateAll((all) => all.map((chart) => chart.getAttribute('aria-label')))).toEqual([
      'tier where /origin = SFO: none 90 % at base, 85.69 % at head; short 8 % at base, 11.24 % at head; medium 2 % at base, 3.07 % at head.',
      'tier where /origin = SFO: 238 records from none to short; 79 records from none to medium.',
    ]);
    await tier.locator('summary:visible').first().click();
    expect(await tier.locator('tbody tr:visible').nth(1).allInnerTexts()).toEqual([
      'short\t8 %\t11.24 %\t+3.24 points',
    ]);
    expect(await page.locator('#pipeline-1 [data-measure="0"] td').nth(1).allInnerTexts()).toEqual([
      '4.1 %\n8,200 records\n4.31 % in the segment',
    ]);
    expect(troubles).toEqual([]);
  });

  test('what is not there for a segment is of all records, and says so', async () => {
    const { page } = await workshop.open(html);
    await choose(page, 'JFK').click();
    const amount = page.locator('#output-1-2 figure:visible');
    expect(await amount.first().textContent()).toContain('The distribution of this output is not kept by segment.');
    expect(await amount.first().locator('.chart').getAttribute('aria-label')).toContain('600 0.53 % at base');
    expect(await amount.last().locator('.chart').getAttribute('aria-label')).toContain('where /origin = JFK');
    const rooms = page.locator('#pipeline-1 .margin:has(.slice)');
    expect(await rooms.locator('h3').allInnerTexts()).toEqual([
      'Which edit did it',
      'Where to look',
      'What has no result',
      'How sure we are',
    ]);
    // No picture of this segment is in the page, only its measures.
    await page.locator('#pipeline-2 .choose').first().click();
    expect(await page.locator('#pipeline-2 .filter').textContent()).toContain('/channel = web');
    const notes = page.locator('#output-2-1 .slice');
    expect(await notes.allInnerTexts()).toEqual([
      'Of all records.',
      'Of all records: the page holds no picture of this segment.',
      'Of all records: the page holds no picture of this segment.',
    ]);
  });

  test('Escape, the button, and the segment itself bring back all records, to the byte', async () => {
    const { page } = await workshop.open(html);
    const content = () => page.locator('#pipeline-1').innerHTML();
    const before = await content();
    const announced = page.locator('body > .unseen[role="status"]');
    for (const back of [
      () => page.keyboard.press('Escape'),
      () => bar(page).getByRole('button', { name: 'Show all records' }).click(),
      () => choose(page, 'SFO').click(),
    ]) {
      await choose(page, 'SFO').click();
      expect(await announced.textContent()).toBe('Showing /origin = SFO, 7,350 of 200,000 records.');
      await back();
      expect(await announced.textContent()).toBe('Showing all records.');
      expect(await bar(page).count()).toBe(0);
      expect((await content()).replaceAll(' class=""', '')).toBe(before);
    }
  });

  test('the bar stays in sight while its pipeline is, and no longer', async () => {
    const { page } = await workshop.open(html);
    await choose(page, 'SFO').click();
    await page.locator('#output-1-2').scrollIntoViewIfNeeded();
    expect(await page.evaluate('document.querySelector(".filter").getBoundingClientRect().top')).toBe(0);
    await page.evaluate('scrollTo(0, document.body.scrollHeight)');
    expect(await page.evaluate('document.querySelector(".filter").getBoundingClientRect().bottom')).toBeLessThan(0);
  });

  test('the keyboard alone goes to a segment and back, and keeps its place', async () => {
    const { page } = await workshop.open(html);
    const focused = () => page.evaluate('document.activeElement.textContent');
    await choose(page, 'SFO').focus();
    await page.keyboard.press('Enter');
    expect(await focused()).toBe('SFO');
    await bar(page).getByRole('button').focus();
    await page.keyboard.press('Enter');
    expect(await focused()).toBe('SFO');
    await page.keyboard.press('Space');
    // The marks of a segment's picture are read like any other; the first Escape takes the tip, the second the segment.
    await page.locator('#output-1-1 .chart:visible').first().focus();
    await page.keyboard.press('ArrowRight');
    expect(await page.locator('.tip').textContent()).toMatch(/^none: 90 % at base, /);
    await page.keyboard.press('Escape');
    expect(await bar(page).count()).toBe(1);
    await page.keyboard.press('Escape');
    expect(await bar(page).count()).toBe(0);
    expect(await focused()).toBe('SFO');
  });

  test('sorting keeps the segment that is shown', async () => {
    const { page } = await workshop.open(html);
    await choose(page, 'ORD').click();
    await page.locator('#pipeline-1 .sortable .sort', { hasText: 'Records' }).click();
    expect((await segments(page)).slice(0, 2)).toEqual(['other', 'ORD']);
    expect(await bar(page).count()).toBe(1);
    expect(await page.locator('tr.chosen + tr.within').count()).toBe(1);
  });

  test('one pipeline shows a segment while the others show all records', async () => {
    const { page } = await workshop.open(html);
    await choose(page, 'SFO').click();
    await choose(page, 'JFK').click();
    expect(await page.locator('.filter').allInnerTexts()).toEqual([expect.stringContaining('/origin = JFK')]);
    expect(await page.locator('.slice').evaluateAll((all) => all.every((one) => one.closest('#pipeline-1')))).toBe(
      true,
    );
  });

  test('a node of the map lights up its ways and no others, under the pointer and in focus', async () => {
    const { page } = await workshop.open(html);
    const lit = () =>
      page
        .locator('.map .node.lit')
        .evaluateAll((nodes) => nodes.map((node) => node.querySelector('text')?.textContent));
    const operations = ['schemas/booking.schema.json', 'delay-forecast', 'minutes', '@acme/operations'];
    await page.locator('.map .node', { hasText: '@acme/operations' }).hover();
    expect(await lit()).toEqual(operations);
    expect(await page.locator('.map .link.lit').count()).toBe(3);
    await page.mouse.move(0, 0);
    expect(await page.locator('.map.searching').count()).toBe(0);
    await page.locator('.map .node', { hasText: 'schemas/booking' }).focus();
    expect(await lit()).toEqual(operations);
    // One output lights up its pipeline but not the pipeline's other outputs.
    await page.locator('.map .node', { hasText: 'amount' }).focus();
    expect(await lit()).not.toContain('tier');
    expect(await lit()).toContain('delay-compensation');
  });

  test('following a node of the map into a folded part unfolds it', async () => {
    const { page } = await workshop.open(html);
    await page.locator('.map .node', { hasText: 'points 0.4 %' }).press('Enter');
    await expect.poll(() => page.locator('#output-3-1').isVisible()).toBe(true);
  });

  test('marks of a chart show their numbers under the pointer and under the arrow keys', async () => {
    const { page } = await workshop.open(html);
    const tip = page.locator('.tip');
    const chart = page.locator('#output-1-1 .chart').first();
    await chart.locator('.head-bar rect').first().hover();
    expect(await tip.textContent()).toBe('short: 4.31 % at base, 6.75 % at head');
    await page.mouse.move(0, 0);
    expect(await tip.isVisible()).toBe(false);
    await chart.focus();
    await page.keyboard.press('ArrowRight');
    expect(await tip.textContent()).toBe('none: 93.1 % at base, 89.25 % at head');
    await page.keyboard.press('ArrowRight');
    expect(await tip.textContent()).toBe('short: 4.31 % at base, 6.75 % at head');
    await page.keyboard.press('Escape');
    expect(await tip.isVisible()).toBe(false);
  });

  test('a bin shows both of its sides', async () => {
    const { page } = await workshop.open(html);
    await page.locator('#pipeline-2 .chart .hit rect').nth(8).hover();
    expect(await page.locator('.tip').textContent()).toMatch(/^\d+ to \d+: [\d.]+ % at base, [\d.]+ % at head$/);
  });

  test('the command lands on the clipboard', async () => {
    const { page } = await workshop.open(html, { permissions: ['clipboard-read', 'clipboard-write'] });
    await page.getByRole('button', { name: 'Copy' }).click();
    await expect.poll(() => page.locator('.copy').textContent()).toBe('Copied');
    expect(await page.evaluate('navigator.clipboard.readText()')).toBe(everything.command);
  });

  test('the first key leads past the top of the page', async () => {
    const { page } = await workshop.open(html);
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Skip to the content');
    await page.keyboard.press('Enter');
    expect(await page.evaluate('document.activeElement.id')).toBe('content');
  });

  test('paper shows all records, whatever the screen does', async () => {
    const { page } = await workshop.open(html);
    await choose(page, 'SFO').click();
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('.slice:visible').count()).toBe(0);
    expect(await page.locator('#output-1-1 .lead:visible').textContent()).toContain('8,200 of 200,000 records');
    expect(await page.locator('#output-1-1 .chart:visible').count()).toBe(2);
  });

  test('on paper the map has no lines, which are drawn for the screen, and no search', async () => {
    const { page } = await workshop.open(readsMap);
    expect(await page.locator('.reads path').count()).toBeGreaterThan(0);
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('.reads > svg, .search, .keys').filter({ visible: true }).count()).toBe(0);
    expect(await page.locator('.reads li:visible').count()).toBe(await page.locator('.reads li').count());
  });

  test('on paper everything is unfolded and no button is left', async () => {
    const { page } = await workshop.open(html);
    await page.emulateMedia({ media: 'print' });
    await page.evaluate('dispatchEvent(new Event("beforeprint"))');
    expect(await page.locator('details:not([open])').count()).toBe(0);
    expect(await segments(page)).toHaveLength(13);
    for (const control of ['.copy', '.more', '.skip'])
      expect(await page.locator(control).first().isVisible()).toBe(false);
    await page.evaluate('dispatchEvent(new Event("afterprint"))');
    expect(await page.locator('details[open]').count()).toBe(0);
  });

  test('without script everything can still be read', async () => {
    const { page, troubles } = await workshop.open(html, { javaScriptEnabled: false });
    expect(await page.locator('button').count()).toBe(0);
    expect(await page.locator('#pipeline-1 .sortable tbody tr').count()).toBe(13);
    expect(await page.locator('#pipeline-1 .sortable tbody tr').last().isVisible()).toBe(true);
    expect(await page.locator('#pipeline-1 [data-part]:visible').count()).toBe(6);
    expect(await page.locator('.map .node').first().isVisible()).toBe(true);
    expect(await page.locator('.command').textContent()).toBe(everything.command);
    expect(troubles).toEqual([]);
  });

  test('it works from a server that sends the policy as a header too', async () => {
    const headers = { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': contentSecurityPolicy };
    const server = createServer((_request, response) => response.writeHead(200, headers).end(html));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const { page, troubles } = await workshop.visit(`http://127.0.0.1:${port}/report`);
    await page.locator('#pipeline-1 .choose').first().click();
    expect(await page.locator('tr.within').isVisible()).toBe(true);
    expect(troubles).toEqual([]);
    server.close();
    server.closeAllConnections();
  });

  test('a script that is not the page’s own does not run', async () => {
    const { page, troubles } = await workshop.open(
      html.replace('</body>', '<script>document.title = "taken"</script></body>'),
    );
    expect(await page.title()).not.toBe('taken');
    expect(troubles.join()).toContain('Content Security Policy');
  });
});

/** The button that chooses a segment of the first pipeline. */
function choose(page: Page, name: string): Locator {
  return page.locator('#pipeline-1 .choose', { hasText: name });
}

function bar(page: Page): Locator {
  return page.locator('#pipeline-1 .filter');
}

/** Names of the first pipeline's segments that are in sight, from top to bottom. */
function segments(page: Page): Promise<string[]> {
  return page.locator('#pipeline-1 .sortable > tbody > tr:not(.within):visible > th').allInnerTexts();
}
