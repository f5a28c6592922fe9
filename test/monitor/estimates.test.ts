/** What is estimated from scores, where the truth is known: it follows the requests, and is blind to a world that is another. */
import { execFile, execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, describe, expect, test } from 'vitest';
import type { Evidence, OutputEvidence } from '../../src/impact/evidence.ts';
import { estimatesOf, expectedRight } from '../../src/monitor/estimates.ts';
import { findingsOf } from '../../src/monitor/findings.ts';
import { isotonic } from '../../src/monitor/isotonic.ts';
import type { Monitored } from '../../src/monitor/monitor.ts';
import type { Watched } from '../../src/monitor/watched.ts';
import { mondayOf } from '../../src/recordings/window/week.ts';
import { pipelineOf } from '../gate/pipeline-of.ts';
import { histogram, pipelineEvidence } from '../impact/evidence-of.ts';
import { seededRandom } from '../random.ts';
import { tally, watch } from './flights.ts';

describe('the rising curve', () => {
  // scikit-learn's IsotonicRegression(out_of_bounds='clip').
  const truths = [0, 1, 0, 0, 1, 0, 1, 1];
  const curve = isotonic(truths.map((y, index) => ({ score: (index + 1) / 10, positive: y, negative: 1 - y })));

  test.each([
    [0, 0],
    [0.1, 0],
    [0.2, 1 / 3],
    [0.4, 1 / 3],
    [0.45, 0.41666666666666663],
    [0.6, 0.5],
    [0.7, 1],
    [0.9, 1],
  ])('at %d', (score, expected) => {
    expect(curve?.(score)).toBeCloseTo(expected, 9);
  });

  test('of nothing is none', () => {
    expect(isotonic([])).toBeUndefined();
  });
});

test('of calibrated scores, as NannyML’s CBPE has it', () => {
  const scores = [0.9, 0.8, 0.65, 0.3, 0.2, 0.55, 0.05, 0.45];
  expect(expectedRight([scores.map((x) => ({ x, weight: 1 }))], (score) => score)).toBeCloseTo(0.7375, 9);
});

interface World {
  readonly seed: number;
  /** How sure of itself the model is, in a week: 0 always says 0.5. */
  sureness(week: number): number;
  /** How often what scores so is true. */
  truth(score: number, week: number): number;
  isLabelled(week: number): boolean;
  /** Different scores there are between 0 and 1. */
  readonly digits?: number;
}

const WEEKS = 20;
const A_WEEK = 2000;

/** A score, and the decision from a half on, both with labels. Gives the share that is really right by week, too. */
function simulate({ seed, sureness, truth, isLabelled, digits = 100 }: World): { watched: Watched; right: number[] } {
  const random = seededRandom(seed);
  const right: number[] = [];
  const evidence = new Map<number, Evidence>();
  for (let week = 0; week < WEEKS; week += 1) {
    const drawn = Array.from({ length: A_WEEK }, () => {
      const score = Math.round(digits * (0.5 + sureness(week) * (random() - 0.5))) / digits;
      return { score, isTrue: random() < truth(score, week) };
    });
    const good = drawn.filter(({ score, isTrue }) => score >= 0.5 === isTrue).length;
    right.push(good / A_WEEK);
    const side = (is: boolean) =>
      histogram(isLabelled(week) ? drawn.filter(({ isTrue }) => isTrue === is).map(({ score }) => score) : []);
    const all = histogram(drawn.map(({ score }) => score));
    const scores = { positive: side(true), negative: side(false) };
    const labelled = tally(isLabelled(week) ? A_WEEK : 0);
    const bare = { total: tally(A_WEEK), changed: tally(0), table: [], folded: false } as const;
    const row = (label: string, records: number) => ({ base: 'true', head: 'true', label, ...tally(records) });
    const table = isLabelled(week) ? [row('true', good), row('false', A_WEEK - good)] : [];
    const outputs: OutputEvidence[] = [
      {
        ...{ ...bare, name: 'score', kind: 'probability', histograms: { base: all, head: all } },
        labels: { total: labelled, scores: { base: scores, head: scores } },
      },
      { ...bare, name: 'decision', kind: 'category', labels: { total: labelled, table } },
    ];
    evidence.set(week, pipelineEvidence(outputs, { replayed: A_WEEK }));
  }
  const shell = watch([], { 'decision.accuracy': 0.02 });
  const outputs = [{ name: 'score', kind: 'probability' as const, at: '/score', tolerance: 0 }];
  const watched = {
    ...shell,
    pipeline: pipelineOf({}, { outputs: outputs as never }),
    windows: { ...shell.windows, pairs: [evidence] },
    series: [],
    weeks: [...evidence.keys()],
  };
  return { watched, right };
}

const SEEDS = Array.from({ length: 40 }, (_, index) => index + 1);
const asScored = (score: number) => score;
const nearer = (score: number, week: number) => (week < 14 ? score : 0.5 + (score - 0.5) / 2);

describe('in 40 simulations', () => {
  test('a world in which the same scores mean less leaves the estimate where it was, and only the labels open it', () => {
    for (const seed of SEEDS) {
      // The labels of the two newest weeks are not there yet.
      const { watched, right } = simulate({
        seed,
        sureness: () => 1,
        truth: nearer,
        isLabelled: (week) => week < WEEKS - 2,
      });
      const findings = findingsOf(watched, 13);
      expect(findings.map(({ signal }) => [signal.cause, signal.key])).toEqual([['world', 'decision.accuracy']]);
      // One in fourteen times the week before is the worst so far by chance.
      expect([13, 14]).toContain(findings[0]?.since);
      const estimates = estimatesOf(watched, findings).filter(({ week }) => week >= mondayOf(15));
      expect(estimates).toHaveLength(5);
      for (const { estimated, before } of estimates) expect(Math.abs(estimated - before)).toBeLessThan(0.02);
      // Said 75 %, were 62.5 %.
      expect(Math.abs((estimates.at(-1)?.estimated ?? 0) - 0.75)).toBeLessThan(0.02);
      expect(right.at(-1)).toBeLessThan(0.67);
      expect(estimates.at(-1)).not.toHaveProperty('accuracy');
    }
  });

  test('without the labels nothing opens, whatever the estimate does', () => {
    for (const seed of SEEDS) {
      const { watched } = simulate({
        seed,
        sureness: (week) => (week < 14 ? 1 : 0.4),
        truth: nearer,
        isLabelled: (week) => week < 14,
      });
      const findings = findingsOf(watched, 13);
      expect(findings).toEqual([]);
      const newest = estimatesOf(watched, findings).at(-1);
      expect((newest?.before ?? 0) - (newest?.estimated ?? 0)).toBeGreaterThan(0.1);
    }
  });

  test('scores that are all different are put in bins, which move no estimate', () => {
    const world = { seed: 3, sureness: () => 1, truth: asScored, isLabelled: () => true };
    const [rounded, exact] = [100, 1e9].map((digits) => estimatesOf(simulate({ ...world, digits }).watched, []));
    expect(exact).toHaveLength(rounded?.length ?? 0);
    for (const [index, one] of (exact ?? []).entries())
      expect(Math.abs(one.estimated - (rounded?.[index]?.estimated ?? 0))).toBeLessThan(0.01);
  });

  test('requests that are harder are estimated as they turn out, before a label is there', () => {
    let most = 0;
    for (const seed of SEEDS) {
      const { watched, right } = simulate({
        seed,
        sureness: (week) => (week < 16 ? 1 : 0.4),
        truth: asScored,
        isLabelled: (week) => week < 16,
      });
      for (const one of estimatesOf(watched, []).slice(-4)) {
        const place = watched.weeks.findIndex((week) => mondayOf(week) === one.week);
        most = Math.max(most, Math.abs(one.estimated - (right[place] ?? 0)));
      }
    }
    console.info(`at most ${(100 * most).toFixed(1)} points off`);
    // 160 weeks of 2,000: 60 % right, give or take 1.1 points, and the curve's own error.
    expect(most).toBeLessThan(0.045);
  });
});

describe('weir monitor', () => {
  const directory = mkdtempSync(join(tmpdir(), 'weir-estimates-'));
  const cache = mkdtempSync(join(tmpdir(), 'weir-estimates-cache-'));
  afterAll(() => {
    for (const folder of [directory, cache]) rmSync(folder, { recursive: true, force: true });
  });
  const CONFIG = `\
version: 1
recordings:
  loans: { files: loans.jsonl, input: /loan, time: /at, label: /repaid }
pipelines:
  loans:
    recording: loans
    steps:
      - { rules: score.json, into: /score }
      - { rules: lend.json, into: /lend }
    outputs:
      score: { at: /score, kind: probability }
      lend: { at: /lend, kind: category }
    monitor: { limits: { lend.accuracy: 5% } }
`;

  /** Scores of 0.1, 0.3, 0.7, 0.9, right in 90, 70, 70, 90 of 100; from week 14 on in 20 of 100 fewer. No label in week 16. */
  function records(): string {
    let lines = '';
    for (let week = 0; week < 17; week += 1) {
      for (let index = 0; index < 400; index += 1) {
        const at = new Date(Date.UTC(2001, 0, 1 + week * 7 + Math.floor((index / 400) * 7))).toISOString();
        const points = [0.1, 0.3, 0.7, 0.9][index % 4] ?? 0;
        const isRight = Math.floor(index / 4) < (index % 4 === 0 || index % 4 === 3 ? 90 : 70) - (week >= 14 ? 20 : 0);
        const repaid = points >= 0.5 === isRight;
        lines += `${JSON.stringify({ loan: { points }, at, ...(week < 16 && { repaid }) })}\n`;
      }
    }
    return lines;
  }

  test('says what should turn out right beside what the labels say, which alone open something', async () => {
    const env = { ...process.env, WEIR_CACHE: cache, GIT_CONFIG_GLOBAL: '/dev/null' };
    const put = (path: string, text: string) => writeFileSync(join(directory, path), text);
    mkdirSync(join(directory, '.github'));
    put('.github/weir.yml', CONFIG);
    put('.gitignore', '*.jsonl\nfound.json\n');
    put('score.json', JSON.stringify({ var: 'points' }));
    put('lend.json', JSON.stringify({ '>=': [{ var: 'score' }, 0.5] }));
    put('loans.jsonl', records());
    const dates = { GIT_COMMITTER_DATE: '2000-12-01T00:00:00Z', GIT_AUTHOR_DATE: '2000-12-01T00:00:00Z' };
    for (const args of [
      ['init', '--quiet'],
      ['add', '--all'],
      ['commit', '--quiet', '--message', 'Lend'],
    ])
      execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@acme.example', ...args], {
        cwd: directory,
        env: { ...env, ...dates },
      });
    const main = join(import.meta.dirname, '../../src/cli/main.ts');
    const run = promisify(execFile)(process.execPath, [main, 'monitor', '--json', 'found.json'], {
      cwd: directory,
      env,
    });
    const { code, stdout } = await run.then(
      ({ stdout: text }) => ({ code: 0, stdout: text }),
      (error: { code: number; stdout: string }) => error,
    );
    expect(code).toBe(1);
    const [found]: Monitored[] = JSON.parse(readFileSync(join(directory, 'found.json'), 'utf8')).pipelines;
    expect(found?.findings.map(({ cause, key }) => [cause, key])).toEqual([['world', 'lend.accuracy']]);
    const newest = found?.estimates.slice(-2) ?? [];
    expect(newest.map(({ estimated, before }) => [estimated, before].map((one) => Number(one.toFixed(9))))).toEqual([
      [0.8, 0.8],
      [0.8, 0.8],
    ]);
    expect(newest.map(({ accuracy, labelled, isMature }) => [accuracy, labelled, isMature])).toEqual([
      [0.6, 400, true],
      [undefined, 0, false],
    ]);
    expect(stdout.replaceAll(/\s+/g, ' ')).toContain(
      'score: 80 % of the week of 2001-04-23 should turn out right, as in the baseline (an estimate from the scores, if the same scores mean what they meant: it opens nothing); no label yet',
    );
  });
});
