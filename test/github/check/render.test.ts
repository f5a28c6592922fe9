import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Problem } from '../../../src/errors.ts';
import type { CheckOutput } from '../../../src/github/check/check-run.ts';
import type { CheckOutcome } from '../../../src/github/check/outcome.ts';
import { minimalOutput, renderCheck } from '../../../src/github/check/render.ts';
import { type CheckState, readState, withState } from '../../../src/github/check/state.ts';
import { anyReport } from '../../report/arbitrary.ts';
import { failing, huge } from '../../report/fixtures.ts';
import { governed, headFiles, outcomes } from './outcomes.ts';

const options = { headFiles, governed, detailsUrl: 'https://weir.acme.example/reports/7' };

const charts = {
  light: `https://weir.acme.example/charts/${'l'.repeat(200)}.${'s'.repeat(43)}.svg`,
  dark: `https://weir.acme.example/charts/${'d'.repeat(200)}.${'s'.repeat(43)}.svg`,
};

/** The check as one page, for a person to read. */
function page({ conclusion, title, summary, annotations, actions }: CheckOutput): string {
  const beside = annotations.map(
    ({ path, start, end, level, title, message }) => `${path}:${start}-${end} ${level}: ${title}\n${message}\n`,
  );
  const buttons = actions.map(({ label, description }) => `[${label}] ${description}`);
  return [`${conclusion}: ${title}`, '='.repeat(80), summary, '='.repeat(80), ...beside, ...buttons, ''].join('\n');
}

/** What https://docs.github.com/rest/checks/runs takes. */
function expectWithinLimits(output: CheckOutput, state: CheckState | undefined): void {
  expect(output.title).toMatch(/\S/);
  expect(Buffer.byteLength(output.title)).toBeLessThanOrEqual(255);
  expect(output.title).not.toMatch(/\p{Cc}/u);
  const summary = withState(output.summary, state);
  expect(Buffer.byteLength(summary)).toBeLessThanOrEqual(65_535);
  expect(readState(summary)?.baseRef).toBe(state?.baseRef);
  expect(output.annotations.length).toBeLessThanOrEqual(200);
  for (const { title, message, start, end } of output.annotations) {
    expect(Buffer.byteLength(title)).toBeLessThanOrEqual(255);
    expect(Buffer.byteLength(message)).toBeLessThanOrEqual(64 * 1024);
    expect(message).toMatch(/\S/);
    expect(start).toBeGreaterThan(0);
    expect(end).toBeGreaterThanOrEqual(start);
  }
  expect(output.actions.length).toBeLessThanOrEqual(3);
  for (const { label, description, identifier } of output.actions) {
    expect(label.length).toBeLessThanOrEqual(20);
    expect(description.length).toBeLessThanOrEqual(40);
    expect(identifier.length).toBeLessThanOrEqual(20);
  }
}

const anyState: fc.Arbitrary<CheckState | undefined> = fc.option(
  fc.record({
    version: fc.constant(1 as const),
    baseRef: fc.constantFrom('main', 'release/漢字'),
    decisions: fc.array(
      fc.integer({ min: 1, max: 3000 }).map((length) => 'd'.repeat(length)),
      { maxLength: 60 },
    ),
  }),
  { nil: undefined },
);

describe('a check', () => {
  test.each(Object.entries(outcomes))('that is %s reads as its golden file', async (name, outcome) => {
    await expect(page(renderCheck(outcome, options))).toMatchFileSnapshot(`golden/${name}.md`);
  });

  test('shows its main chart as images where GitHub can fetch them, and as text in what is folded', async () => {
    await expect(page(renderCheck(outcomes.failing, { ...options, charts }))).toMatchFileSnapshot('golden/charts.md');
    expect(renderCheck(outcomes.unaffected, { ...options, charts }).summary).not.toContain('<picture>');
  });

  test('says in place of an image what it shows, whatever the values are called', () => {
    const name = '"><script>$x$ & @octo-owner';
    const pipelines = failing.pipelines.map((one) => ({ ...one, name }));
    const outcome: CheckOutcome = { kind: 'judged', report: { ...failing, pipelines }, inconclusive: 'block' };
    const { summary } = renderCheck(outcome, { ...options, charts });
    expect(summary).toContain('<img alt="&quot;&gt;&lt;script&gt;&#36;x&#36; &amp; @octo-owner, tier: none 90');
  });

  test('of any report keeps within the limits of GitHub, together with what it has to remember', () => {
    fc.assert(
      fc.property(anyReport, anyState, fc.constantFrom('block', 'allow'), (report, state, inconclusive) => {
        const files = new Set(report.edits.map(({ artifact }) => artifact));
        const outcome: CheckOutcome = { kind: 'judged', report, inconclusive };
        expectWithinLimits(renderCheck(outcome, { ...options, headFiles: files, state, charts }), state);
      }),
      { numRuns: 150 },
    );
  });

  test.for([
    ['Cyrillic', 'задержка-рейса-и-выплата'],
    ['Chinese', '航班延误赔偿规则'],
    ['emoji', '✈️👩‍👩‍👧‍👦🧳🛫'],
    ['bars', '█▇▆▅▄▃▂▁'],
  ] as const)('in %s is cut where there are too many bytes of it, and never dropped', ([, word]) => {
    const pipelines = Array.from({ length: 120 }, (_, index) => {
      const outputs = failing.pipelines[0]!.outputs.map((output) => ({ ...output, name: word.repeat(3) }));
      return { ...failing.pipelines[0]!, name: `${word.repeat(12)}-${index}`, reasons: [word.repeat(40)], outputs };
    });
    const report = { ...failing, pipelines };
    const output = renderCheck({ kind: 'judged', report, inconclusive: 'block' }, { ...options, state: undefined });

    expectWithinLimits(output, undefined);
    expect(output.summary).not.toContain('GitHub did not take');
    expect(output.summary).toContain('_Left out, because it would be too long here');
    // Most of the room is used, and everything that was opened is closed.
    expect(Buffer.byteLength(output.summary)).toBeGreaterThan(40_000);
    expect(output.summary.isWellFormed()).toBe(true);
    for (const [open, close] of [
      [/<details>/g, /<\/details>/g],
      [/^`{3,}text$/gm, /^`{3,}$/gm],
    ] as const) {
      expect(output.summary.match(open)?.length).toBe(output.summary.match(close)?.length);
    }
  });

  test.for([
    ['Chinese', '规'.repeat(300)],
    ['emoji', '🧳'.repeat(200)],
  ] as const)('of problems in %s shows those that there is room for', ([, message]) => {
    const problems = Array.from({ length: 20 }, (_, index) => ({
      file: `rules/${index}.json`,
      line: index + 1,
      message,
      found: message,
      expected: message,
      text: message,
    }));
    const decisions = Array.from({ length: 40 }, () => 'd'.repeat(1000));
    const state: CheckState = { version: 1, baseRef: 'main', decisions };
    const output = renderCheck({ kind: 'broken', problems }, { ...options, state });

    expectWithinLimits(output, state);
    expect(output.summary).toContain('rules/0.json:1');
    expect(output.summary).toMatch(/… and \d+ more problems/);
    expect(output.summary.isWellFormed()).toBe(true);
  });

  test('annotates a problem without words all the same, since GitHub takes no annotation without', () => {
    const { annotations } = renderCheck(
      { kind: 'broken', problems: [{ file: '.github/weir.yml', message: '' }] },
      options,
    );
    expect(annotations).toMatchObject([{ path: '.github/weir.yml', message: 'Weir cannot judge this change' }]);
  });

  test('of any problems keeps within the limits of GitHub', () => {
    const text = fc.oneof(fc.string({ unit: 'binary', maxLength: 200 }), fc.constant('a\u0301'.repeat(80_000)));
    const optional = fc.option(text, { nil: undefined });
    const problem: fc.Arbitrary<Problem> = fc.record({
      file: fc.constantFrom('.github/weir.yml', 'rules/gone.json'),
      line: fc.integer({ min: 1, max: 1e6 }),
      column: fc.integer({ min: 1, max: 300 }),
      message: text,
      found: optional,
      expected: optional,
      nearest: optional,
      side: fc.constantFrom('base', 'head', undefined),
      text: optional,
    });
    fc.assert(
      fc.property(fc.array(problem, { maxLength: 40 }), anyState, (problems, state) => {
        expectWithinLimits(renderCheck({ kind: 'broken', problems }, { ...options, state }), state);
      }),
      { numRuns: 60 },
    );
  });

  test('of fifty pipelines leaves room for a hundred decisions, and keeps them all', () => {
    const decisions = Array.from({ length: 100 }, (_, index) => `${index}`.padStart(400, 'x'));
    const state: CheckState = { version: 1, baseRef: 'main', decisions };
    const output = renderCheck({ kind: 'judged', report: huge, inconclusive: 'block' }, { ...options, state });
    expectWithinLimits(output, state);
    expect(output.summary).toContain('Left out, because it would be too long here');
    expect(readState(withState(output.summary, state))?.decisions).toEqual(decisions);
  });

  test('annotates at most two hundred edits, the worst first, and says how many it left out', () => {
    const edits = Array.from({ length: 250 }, (_, index) => ({
      ...failing.edits[0]!,
      lines: [index + 1, index + 1] as [number, number],
    }));
    const pipelines = failing.pipelines.map((one) => (one.verdict === 'fail' ? { ...one, edits: [249] } : one));
    const outcome: CheckOutcome = { kind: 'judged', report: { ...failing, edits, pipelines }, inconclusive: 'block' };
    const { annotations, summary } = renderCheck(outcome, options);
    expect(annotations.length).toBe(200);
    expect(annotations[0]).toMatchObject({ start: 250, level: 'failure' });
    expect(summary).toContain('Not annotated, because there are so many: 50 edits.');
  });

  test('offers to approve only where something is left to approve', () => {
    const buttons = (name: keyof typeof outcomes) =>
      renderCheck(outcomes[name], options).actions.map(({ identifier }) => identifier);
    expect(buttons('failing')).toEqual(['rerun', 'approve', 'explain']);
    expect(buttons('inconclusive')).toEqual(['rerun', 'approve', 'explain']);
    expect(buttons('approved')).toEqual(['rerun', 'explain']);
    expect(buttons('passing')).toEqual(['rerun', 'explain']);
    expect(buttons('unaffected')).toEqual(['rerun']);
    expect(buttons('crashed')).toEqual(['rerun']);
  });

  test('quotes a file without taking what stands in it for its own memory', () => {
    const { summary } = renderCheck(outcomes['broken-at-base'], options);
    expect(summary).toContain('<!-- weir-state eyJ9 -->');
    expect(readState(summary)).toBeUndefined();
  });

  test('in its least form keeps its conclusion, its title and its buttons', () => {
    const output = renderCheck(outcomes.several, options);
    const least = minimalOutput(output);
    expect(least).toMatchObject({
      conclusion: 'failure',
      title: output.title,
      annotations: [],
      actions: output.actions,
    });
    expect(least.summary).not.toContain('\n');
  });
});
