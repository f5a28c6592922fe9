/**
 * `npm run demo -- --command-line`: the five pull requests without GitHub, each checked by `weir check` in a git
 * repository, the last one beside clones of those that read it. Writes the reports to `demo-output/`.
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
import { checkUpstream, makeClones, UPSTREAM_COMMAND } from './upstreams/clones.ts';
import { upstreamChange } from './upstreams/repositories.ts';

/** Resolves to false where a verdict is not the expected one. */
export function demonstrateCommandLine(): boolean {
  const [directory, beside] = [mkdtempSync(join(tmpdir(), 'weir-demo-')), mkdtempSync(join(tmpdir(), 'weir-demo-'))];
  try {
    const repository = createFlightsRepository(directory, { 'traffic/flights-3m.parquet': FLIGHTS });
    mkdirSync(OUTPUT, { recursive: true });
    print(paint('strong', 'Compensation for late flights, checked against 3,000,000 recorded flights'));
    const results = proposedChanges.map((change, index) => {
      print('', headingOf(change, index), paint('quiet', `$ weir check --base main --head ${change.branch}`), '');
      repository.branch(change.branch, change.rewrites);
      return { change, checked: checkBranch(directory, change.branch, OUTPUT) };
    });
    print('', headingOf(upstreamChange, results.length), paint('quiet', `$ ${UPSTREAM_COMMAND}`), '');
    makeClones(beside);
    results.push({ change: upstreamChange, checked: checkUpstream(beside, OUTPUT) });
    print('', rule('Five pull requests'), '', ...summaryOf(results), '');
    const surprises = results.filter(({ change, checked }) => checked.verdict !== change.expected);
    for (const { change, checked } of surprises) {
      print(paint('fail', `${change.branch}: the verdict is ${checked.verdict}; ${change.expected} was expected`));
    }
    return surprises.length === 0;
  } finally {
    for (const folder of [directory, beside]) rmSync(folder, { recursive: true, force: true });
  }
}

function headingOf({ title }: ProposedChange, index: number): string {
  return rule(`${index + 1} of ${proposedChanges.length + 1}   ${title}`);
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
