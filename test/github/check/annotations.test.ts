import { expect, test } from 'vitest';
import { annotateEdits } from '../../../src/github/check/annotations.ts';
import { renderCheck } from '../../../src/github/check/render.ts';
import type { Report, ReportEdit } from '../../../src/report/report.generated.ts';
import { failing } from '../../report/fixtures.ts';

const [threshold] = failing.edits;
const description: ReportEdit = {
  ...threshold!,
  artifact: 'schemas/flight.schema.json',
  kind: 'schema',
  compatibility: 'safe',
  message: 'description of /delay changed',
  change: 'annotation-changed',
};

function of(edits: ReportEdit[]): Report {
  const [pipeline, ...others] = failing.pipelines;
  return { ...failing, edits, pipelines: [{ ...pipeline!, edits: edits.map((_, index) => index) }, ...others] };
}

test('a description is no cause of a failure beside it', () => {
  const files = new Set([threshold!.artifact, description.artifact]);
  const { annotations } = annotateEdits(of([description, threshold!]), files);
  expect(annotations.map(({ path, level, title }) => [path, level, title])).toEqual([
    ['rules/compensation.json', 'failure', 'delay-compensation: fail'],
    ['schemas/flight.schema.json', 'notice', 'Moves no output'],
  ]);
  expect(annotations[1]?.message).toBe('description of /delay changed (safe): no cause of what is measured');
});

test('a report that cannot be drawn leaves the verdict of its check', () => {
  const broken = of([threshold!]);
  // As a fault in a renderer would: what no schema allows.
  Object.assign(broken.pipelines[0]!, { outputs: [{ name: 'tier' }] });
  const output = renderCheck(
    { kind: 'judged', report: broken, inconclusive: 'block' },
    { headFiles: new Set(), governed: [] },
  );
  expect(output).toMatchObject({ conclusion: 'failure', title: '✖ fail', annotations: [] });
  expect(output.summary).toContain('The verdict stands');
});
