/** The page against WCAG 2.2 AA, as far as axe can tell, in a real browser: light and dark, desktop and phone. */
import axe from 'axe-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { renderPage } from '../../src/cli/monitor/page/page.ts';
import { renderHtml } from '../../src/report/html/page.ts';
import { merged, monitored, moved } from '../monitor/monitored.ts';
import { poisoned } from '../report/html/hostile.ts';
import { everything, fifty, sources, unaffected } from '../report/html/reports.ts';
import { isWithoutChromium, openWorkshop, type Workshop } from './chromium.ts';

const pages = {
  'that fails with everything': renderHtml(everything, { sources }),
  'of an unaffected change': renderHtml({ ...unaffected, reformatted: ['rules/a.json'] }),
  'of fifty pipelines': renderHtml(fifty(5), { sources }),
  'of what a monitor found': renderPage([monitored([merged(), ...moved(30)]), monitored([])]),
};
const sizes = { desktop: { width: 1280, height: 900 }, phone: { width: 360, height: 740 } };
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** Lists whose bullets would stand left of the text, where a phone has no room. */
const bulletsOutside = `[...document.querySelectorAll('ul')]
  .filter((list) => getComputedStyle(list).listStyleType !== 'none' && parseFloat(getComputedStyle(list).paddingLeft) < 8)
  .map((list) => list.outerHTML.slice(0, 80))`;

describe.skipIf(isWithoutChromium())('a page', () => {
  let workshop: Workshop;
  beforeAll(async () => {
    workshop = await openWorkshop();
  });
  afterAll(() => workshop.close());

  const looks = Object.keys(sizes).flatMap((size) => ['light', 'dark'].map((scheme) => [size, scheme] as const));
  const cases = Object.keys(pages).flatMap((name) => looks.map(([size, scheme]) => [name, size, scheme] as const));

  test.each(cases)('%s has no barrier on a %s, %s', async (name, size, scheme) => {
    const { page, troubles } = await workshop.open(pages[name as keyof typeof pages], {
      viewport: sizes[size as keyof typeof sizes],
      colorScheme: scheme as 'light' | 'dark',
      reducedMotion: 'reduce',
    });
    // What is folded is judged too, and what the script unfolds; of fifty pipelines that would be the same fifty times.
    if (!name.includes('fifty'))
      await page.evaluate('for (const one of document.querySelectorAll("details")) one.open = true');
    if (name.includes('everything')) {
      // One that has every picture, and one that keeps some of the whole's.
      await page.locator('#pipeline-1 .choose', { hasText: 'SFO' }).click();
      expect(await violations(page)).toEqual([]);
      await page.locator('#pipeline-1 .choose', { hasText: 'JFK' }).click();
    }
    expect(await violations(page)).toEqual([]);
    expect(troubles).toEqual([]);
    expect(await page.evaluate(bulletsOutside)).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(
      sizes[size as keyof typeof sizes].width,
    );
  });

  test('without script has no barrier either', async () => {
    const { page } = await workshop.open(pages['that fails with everything'].replace(/<script>[\s\S]*<\/script>/, ''));
    expect(await violations(page)).toEqual([]);
  });

  test('whose every text is an attack does nothing of its own, and fits a phone', async () => {
    const report = poisoned(everything);
    const { page, troubles } = await workshop.open(renderHtml(report), { viewport: sizes.phone });
    expect(troubles).toEqual([]);
    expect(await page.evaluate('document.scripts.length')).toBe(1);
    expect(await page.evaluate('document.images.length')).toBe(0);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(sizes.phone.width);
    await page.locator('.choose').first().click();
    await page.locator('.sort').first().click();
    expect(troubles).toEqual([]);
  });

  test('with names of a thousand letters fits a phone', async () => {
    const long = 'a'.repeat(1000);
    const pipelines = everything.pipelines.map((pipeline) => ({
      ...pipeline,
      name: long,
      owners: [`@${long}`],
      reasons: [long],
    }));
    const edits = everything.edits.map((edit) => ({ ...edit, artifact: long, pointer: `/${long}`, message: long }));
    const { page } = await workshop.open(renderHtml({ ...everything, edits, pipelines }), { viewport: sizes.phone });
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(sizes.phone.width);
  });

  test('shows every verdict whole at 390 pixels', async () => {
    const { page } = await workshop.open(renderHtml(everything, { sources }), {
      viewport: { width: 390, height: 844 },
    });
    const cut = await page.evaluate(`[...document.querySelectorAll('.badge')]
      .map((badge) => [badge.textContent, badge.getBoundingClientRect().right])
      .filter(([, right]) => right > innerWidth - 16)`);
    expect(cut).toEqual([]);
  });

  test('leaves no gap in a row whose last column, out of sight at 390 pixels, has a sentence of its weeks', async () => {
    const weeks = { low: 0.0343, high: 0.0564, above: 12, of: 26 };
    const pipelines = everything.pipelines.map((pipeline) => ({
      ...pipeline,
      outputs: pipeline.outputs.map((output) => ({
        ...output,
        measures: Object.fromEntries(Object.entries(output.measures).map(([key, own]) => [key, { ...own, weeks }])),
      })),
    }));
    const { page } = await workshop.open(renderHtml({ ...everything, pipelines }), {
      viewport: { width: 390, height: 844 },
    });
    // Its text may take three lines more than what stands in the other columns.
    const gaps = await page.evaluate(`[...document.querySelectorAll('.limits > .scroll tbody tr')]
      .map((row) => [...row.children].map((cell) => {
        const range = document.createRange();
        range.selectNodeContents(cell);
        return range.getBoundingClientRect().height;
      }))
      .filter((heights) => heights.at(-1) > Math.max(...heights.slice(0, -1)) + 60)`);
    expect(await page.locator('.limits small', { hasText: '12 of 26 weeks' }).count()).toBeGreaterThan(0);
    expect(gaps).toEqual([]);
  });

  async function violations(page: Awaited<ReturnType<Workshop['open']>>['page']): Promise<string[]> {
    await page.evaluate(axe.source);
    return page.evaluate(async (values) => {
      const { axe } = globalThis as unknown as { axe: typeof import('axe-core') };
      const { violations } = await axe.run({ runOnly: { type: 'tag', values } });
      return violations.map(
        ({ id, nodes }) =>
          `${id}: ${nodes
            .slice(0, 3)
            .map(({ html }) => html.slice(0, 160))
            .join(' | ')}`,
      );
    }, tags);
  }
});
