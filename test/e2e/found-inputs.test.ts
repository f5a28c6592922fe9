/**
 * Small inputs that failed once, most of them made from what users of other tools report. Each folder says in EXPECTED
 * what is right and how that was got; the figures below are those. Skipped where ../shared is absent.
 */
import { cpSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import type { PipelineReport, Report } from '../../src/report/report.generated.ts';
import { makeRepository } from '../repository/fixture.ts';
import { type Run, weir } from './weir.ts';

vi.setConfig({ testTimeout: 120_000 });

const FOLDER = join(import.meta.dirname, '../../../shared/data/found-inputs');

interface Case extends Run {
  readonly report: Report | undefined;
}

type Right = (checked: Case) => void;

/** What the base side of every pipeline's only output answered, and for how many records. */
function values(pipelines: Readonly<Record<string, Readonly<Record<string, number>>>>): Right {
  return (checked) => {
    const found = reported(checked).pipelines.map((pipeline) => {
      const [output] = pipeline.outputs;
      return [
        pipeline.name,
        Object.fromEntries((output?.transitions ?? []).map(({ base, records }) => [base, records])),
      ];
    });
    expect(Object.fromEntries(found)).toEqual(pipelines);
  };
}

function rejected(records: number, verdict: Report['verdict']): Right {
  return (checked) => {
    expect(only(checked).measures.rejected?.records).toBe(records);
    expect(reported(checked).verdict).toBe(verdict);
  };
}

function measures(expected: Readonly<Record<string, number>>, verdict: Report['verdict']): Right {
  return (checked) => {
    const found = only(checked).outputs[0]?.measures ?? {};
    for (const [name, value] of Object.entries(expected)) expect(found[name]?.value, name).toBeCloseTo(value, 3);
    expect(reported(checked).verdict).toBe(verdict);
  };
}

/** Nothing that anybody could newly fail. */
const noneBreaking: Right = (checked) => {
  expect(reported(checked).edits.filter(({ compatibility }) => compatibility === 'breaking')).toEqual([]);
  expect(only(checked).measures.rejected?.records ?? 0).toBe(0);
};

const dateEdited: Right = (checked) => {
  expect(reported(checked).edits.map(({ pointer }) => pointer)).toEqual(['/from']);
  expect(only(checked).outputs[0]?.measures.changed?.records).toBeGreaterThan(0);
};

const oneMalformedOfTwo: Right = (checked) => {
  expect(checked.stderr).not.toContain('bug in Weir');
  expect(only(checked).records).toMatchObject({ malformed: 1, replayed: 1 });
};

const CASES: Readonly<Record<string, Right>> = {
  '01-yaml-merge-key': measures({ changed: 0.4 }, 'fail'),
  '01-yaml-merge-schema': (checked) => {
    const outcomes = (only(checked).outcomes ?? []).map(({ side, outcome, records }) => ({ side, outcome, records }));
    expect(outcomes).toEqual([
      { side: 'base', outcome: 'rejected', records: 50 },
      { side: 'head', outcome: 'rejected', records: 50 },
    ]);
  },
  '02-yaml-set-tag': (checked) => {
    expect(reported(checked).edits).toHaveLength(1);
    expect(reported(checked).edits[0]?.pointer).toContain('/allowed');
    expect(reported(checked).verdict).not.toBe('unaffected');
  },
  '02-yaml-timestamp-tag': dateEdited,
  '02-yaml11-date-edit-unseen': dateEdited,
  '03-weights-sum-to-one-psi-passes': measures({ psi: 0.876 }, 'fail'),
  '03-weights-sum-to-one-quantiles': measures({ p50: 50, p95: 100, p99: 100, psi: 0.596 }, 'fail'),
  '04-noise-constant': measures({ changed: 0, psi: 0, ks: 0 }, 'pass'),
  '05-csv-ambiguous-date': values({ d: { '"01/02/2024"': 10, '"03/04/2024"': 10 } }),
  '05-csv-country-no': values({ flag: { Y: 10, N: 10 }, sex: { F: 20 }, cc: { no: 20 } }),
  '05-csv-time': values({ dep: { '"08:15"': 10, '"17:30"': 10 }, hm: { '"0815"': 10, '"1730"': 10 } }),
  '05-csv-types-per-file': (checked) => {
    const found = reported(checked).pipelines.map(({ outputs }) => outputs[0]?.transitions ?? []);
    const counts = found.map((moves) => Object.fromEntries(moves.map(({ base, records }) => [base, records])));
    expect(counts[0]).toMatchObject({ F: 40 });
    expect(counts[1]).toMatchObject({ '"1"': 40 });
    expect(counts[2]).toMatchObject({ '"01/02/2024"': 40 });
  },
  '05-csv-words-as-booleans': values({
    a: { yes: 20 },
    b: { no: 20 },
    c: { y: 20 },
    d: { n: 20 },
    e: { T: 20 },
    f: { F: 20 },
    g: { on: 20 },
  }),
  '06-csv-one-escaped-quote': (checked) => {
    expect(only(checked).records).toMatchObject({ malformed: 1, replayed: 999 });
    expect(JSON.stringify(only(checked).malformed)).toContain('502');
  },
  '06-csv-one-lf-among-crlf': (checked) => {
    const { replayed, malformed = 0 } = only(checked).records;
    expect(replayed + malformed).toBe(1000);
    expect(malformed).toBeLessThanOrEqual(1);
  },
  '07-hive-column-copied': (checked) => expect(originOf(checked)).toEqual([]),
  '07-hive-column-in-place': (checked) => expect(originOf(checked)).toEqual([]),
  '07-hive-folder-overrides-column': (checked) =>
    expect(only(checked).outputs[0]?.transitions?.map(({ base }) => base)).toEqual(['own']),
  '08-params-aliased': measures({ changed: 1 }, 'fail'),
  '08-record-has-own-params': (checked) => {
    if (checked.status === 2) expect(checked.stderr).toContain('params');
    else measures({ changed: 0.4 }, 'fail')(checked);
  },
  '09-json-record-10000-levels': oneMalformedOfTwo,
  '09-json-record-10000-levels-rule': oneMalformedOfTwo,
  '10-mean-overflows': (checked) => {
    expect(checked.stderr).not.toContain('bug in Weir');
    expect(checked.status).toBe(1);
  },
  // A hundred records do not certify 1 %.
  '11-property-constructor-optional': rejected(0, 'inconclusive'),
  '12-ajv-contains-unevaluated-items': rejected(30, 'fail'),
  '12-ajv-multipleof': rejected(10, 'fail'),
  '12-ajv-ref-siblings-draft07': (checked) => expect(reported(checked).verdict).toBe('unaffected'),
  '13-id-without-dollar': rejected(50, 'fail'),
  '13-pattern-escaped-hyphen': rejected(30, 'fail'),
  '14-ref-sibling-removed-is-breaking': (checked) => {
    expect(reported(checked).edits).toHaveLength(1);
    expect(reported(checked).edits[0]?.message).toContain('maxLength');
    noneBreaking(checked);
  },
  '15-allof-split-is-breaking': noneBreaking,
  '15-unknown-format-is-breaking': noneBreaking,
  '16-nan-and-null-in-lists': measures({ changed: 1, tv: 1 }, 'fail'),
  '17-csv-columns-differ-in-case': values({ ID: { '1': 20 }, id: { '2': 20 } }),
  '18-csv-2000-columns': (checked) => expect(only(checked).records.replayed).toBe(5),
  '19-csv-utf16': (checked) => {
    if (checked.status === 2) expect(checked.stderr).toContain('UTF-16');
    else expect(only(checked).records.replayed).toBe(20);
  },
  '20-rule-doubles-a-text': (checked) => {
    expect(JSON.stringify(reported(checked).pipelines)).not.toContain('nested too deeply');
    expect(only(checked).measures.failed?.records).toBe(1000);
  },
  '21-integers-beyond-2-53': rejected(20, 'fail'),
  '23-yaml-null-and-text-null': measures({ changed: 0.001 }, 'pass'),
  '24-parquet-name-with-brackets': (checked) => expect(only(checked).records.replayed).toBe(40),
};

describe.skipIf(!existsSync(FOLDER))('small inputs that failed once (skipped where ../shared is absent)', () => {
  test.each(Object.keys(CASES))('%s', async (name) => {
    CASES[name]?.(await checkCase(name));
  });
});

async function checkCase(name: string): Promise<Case> {
  const { directory, git, commit } = makeRepository();
  const folder = join(FOLDER, name);
  cpSync(join(folder, 'base'), directory, { recursive: true });
  commit();
  cpSync(join(folder, 'head'), directory, { recursive: true });
  git('commit', '--all', '--allow-empty', '--quiet', '--message', 'head');
  if (existsSync(join(folder, 'untracked'))) cpSync(join(folder, 'untracked'), directory, { recursive: true });
  const file = join(directory, '.git/report.json');
  const run = await weir(['check', '--base', 'HEAD~1', '--head', 'HEAD', '--full', '--json', file], directory);
  return { ...run, report: existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Report) : undefined };
}

function reported({ report, stdout, stderr }: Case): Report {
  if (!report) throw new Error(`nothing was judged: ${stdout}${stderr}`);
  return report;
}

function only(checked: Case): PipelineReport {
  const [pipeline] = reported(checked).pipelines;
  if (!pipeline) throw new Error('the report has no pipeline');
  return pipeline;
}

/** The values of the column that only a folder's name has: none. */
function originOf(checked: Case): readonly string[] {
  const [origin] = reported(checked).pipelines;
  return (origin?.outputs[0]?.transitions ?? []).map(({ base }) => base).filter((base) => base.includes('JFK'));
}
