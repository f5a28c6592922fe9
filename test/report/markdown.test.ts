import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { renderMarkdown, renderTitle } from '../../src/report/markdown.ts';
import { runs } from '../runs.ts';
import { anyReport } from './arbitrary.ts';
import { failing, huge, reports } from './fixtures.ts';

/** What is left of markdown when code blocks, code spans and escapes are gone: what GitHub acts upon. */
function active(markdown: string): string {
  return markdown
    .replace(/^(`{3,})text\n[\s\S]*?\n\1$/gm, '')
    .replace(/<code>[^<>]*<\/code>/g, '')
    .replace(/\\[!-/:-@[-`{-~]|(`+)(?!`)[\s\S]*?(?<!`)\1(?!`)/g, '');
}

const ownLinks = /\[[\w ,]+\]\(<https:\/\/github\.com\/weir-bot\/weir\/blob\/main\/docs\/[\w-]+\.md>\)/g;
const ownTags = /<\/?(details|summary|sub)>/g;

function expectSound(markdown: string): void {
  const rest = active(markdown.replace(ownLinks, ''));
  expect(rest.replace(ownTags, '')).not.toMatch(/[<`[]|@(?!&#8203;)|:\/\/|www\./);
  expect(rest.split('<details>').length).toBe(rest.split('</details>').length);
  expect(markdown).not.toMatch(/(?!\n)\p{Cc}/u);
}

describe('the report as markdown', () => {
  test.each(Object.keys(reports).filter((name) => name !== 'huge'))('%s reads as its golden file', async (name) => {
    await expect(renderMarkdown(reports[name]!)).toMatchFileSnapshot(`golden/${name}.md`);
  });

  test('fifty pipelines in 20,000 characters read as their golden file', async () => {
    await expect(renderMarkdown(huge, { limit: 20_000 })).toMatchFileSnapshot('golden/huge.md');
  });

  test('it never passes the limit of a check, and says what it left out', () => {
    const markdown = renderMarkdown(huge);
    expect([...markdown].length).toBeLessThanOrEqual(65_535);
    expect(markdown).toMatch(/_Left out, because it would be too long here: the details of \d+ pipelines and /);
  });

  test('where room is short the worst pipelines stay', () => {
    const shown = [...renderMarkdown(huge).matchAll(/<summary>(.) <code>/g)].map(([, mark]) => mark);
    expect(shown.length).toBeGreaterThan(17);
    expect(shown.slice(0, 17).every((mark) => mark === '✖')).toBe(true);
  });

  test('any report keeps within any limit and stays sound', () => {
    fc.assert(
      fc.property(anyReport, fc.integer({ min: 200, max: 70_000 }), (report, limit) => {
        const markdown = renderMarkdown(report, { limit });
        expect([...markdown].length).toBeLessThanOrEqual(limit);
        expectSound(markdown.replace('> [!WARNING]', ''));
      }),
      { numRuns: runs(200) },
    );
  });

  test('owners are named without being called', () => {
    expect(renderMarkdown(failing)).toContain('`@acme/claims`');
    expect(active(renderMarkdown(failing))).not.toContain('@');
  });

  test('its picture is of the output whose limit is exceeded, even where another moved too', () => {
    const [pipeline, ...others] = failing.pipelines;
    const [tier] = pipeline!.outputs;
    const unlimited = { ...tier!, name: 'amount', measures: {} };
    const both = { ...failing, pipelines: [{ ...pipeline!, outputs: [unlimited, tier!] }, ...others] };
    expect(renderMarkdown(both)).toMatch(/```text\ndelay-compensation: tier\n/);
  });

  test('what stands before the first fold fits on a screen', () => {
    for (const report of Object.values(reports)) {
      const [screen = ''] = renderMarkdown(report).split('<details>');
      expect(screen.split('\n').length).toBeLessThanOrEqual(45);
    }
  });

  test('the title is one plain line of at most 255 characters', () => {
    expect(renderTitle(failing)).toBe('✖ delay-compensation: tier.changed 4.1 % (limit 1 %)');
    fc.assert(
      fc.property(anyReport, (report) => {
        expect([...renderTitle(report)].length).toBeLessThanOrEqual(255);
        expect(renderTitle(report)).not.toMatch(/\p{Cc}/u);
      }),
    );
  });
});
