/**
 * `npm run demo -- --command-line`: the four pull requests without GitHub, each checked by `weir check` in a git
 * repository. Writes the reports to `demo-output/`.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { marks } from '../../src/report/story.ts';
import { table } from '../../src/report/terminal/table.ts';
import { type ProposedChange, proposedChanges } from './changes.ts';
import { type Checked, checkBranch } from './check.ts';
import { OUTPUT } from './reports.ts';
import { createFlightsRepository, FLIGHTS } from './repository.ts';
import { paint, print, rule, WIDTH } from './terminal/screen.ts';

/** Resolves to false where a verdict is not the expected one. */
export function demonstrateCommandLine(): boolean {
  const directory = mkdtempSync(join(tmpdir(), 'weir-demo-'));
  try {
    const repository = createFlightsRepository(directory, { 'traffic/flights-3m.parquet': FLIGHTS });
    mkdirSync(OUTPUT, { recursive: true });
    print(paint('strong', 'Compensation for late flights, checked against 3,000,000 recorded flights'));
    const results = proposedChanges.map((change, index) => {
      print('', ...headingOf(change, index), '');
      repository.branch(change.branch, change.rewrites);
      return { change, checked: checkBranch(directory, change.branch, OUTPUT) };
    });
    print('', rule('Four pull requests'), '', ...summaryOf(results), '');
    const surprises = results.filter(({ change, checked }) => checked.verdict !== change.expected);
    for (const { change, checked } of surprises) {
      print(paint('fail', `${change.branch}: the verdict is ${checked.verdict}; ${change.expected} was expected`));
    }
    return surprises.length === 0;
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

function headingOf({ branch, title }: ProposedChange, index: number): string[] {
  const heading = rule(`${index + 1} of ${proposedChanges.length}   ${title}`);
  return [heading, paint('quiet', `$ weir check --base main --head ${branch}`)];
}

function summaryOf(results: readonly { change: ProposedChange; checked: Checked }[]): string[] {
  const rows = results.map(({ change, checked }) => [
    { text: change.branch, style: 'strong' as const },
    { text: change.summary },
    { text: `${marks[checked.verdict]} ${checked.verdict}`, style: checked.verdict },
    { text: `${checked.seconds.toFixed(1)} s` },
    { text: checked.html, style: 'quiet' as const },
  ]);
  return table(rows, [{}, { shrink: 'remark' }, {}, { align: 'right' }, {}], WIDTH, paint);
}
