/**
 * `npm run demo`: four pull requests to `examples/flights`, each checked against three million recorded flights by the
 * real program. Writes the reports to `demo-output/`; ends with status 1 if a verdict is not the expected one.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { marks } from '../../src/report/story.ts';
import { createPaint } from '../../src/report/terminal/paint.ts';
import { table } from '../../src/report/terminal/table.ts';
import { type ProposedChange, proposedChanges } from './changes.ts';
import { type Checked, checkBranch } from './check.ts';
import { createFlightsRepository, FLIGHTS } from './repository.ts';

const OUTPUT = 'demo-output';
const WIDTH = 80;

const paint = createPaint(process.stdout.isTTY === true && process.stdout.hasColors());
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
  process.exitCode = surprises.length === 0 ? 0 : 1;
} finally {
  rmSync(directory, { recursive: true, force: true });
}

function headingOf({ branch, title }: ProposedChange, index: number): string[] {
  const heading = rule(`${index + 1} of ${proposedChanges.length}   ${title}`);
  return [heading, paint('quiet', `$ weir check --base main --head ${branch}`)];
}

/** A line across the page with a title in it. */
function rule(title: string): string {
  return `${paint('strong', `━━ ${title}`)} ${paint('quiet', '━'.repeat(WIDTH - title.length - 4))}`;
}

function summaryOf(results: readonly { change: ProposedChange; checked: Checked }[]): string[] {
  const rows = results.map(({ change, checked }) => [
    { text: change.branch, style: 'strong' as const },
    { text: change.summary },
    { text: `${marks[checked.verdict]} ${checked.verdict}`, style: checked.verdict },
    { text: `${checked.seconds.toFixed(1)} s` },
    { text: checked.html, style: 'quiet' as const },
  ]);
  return table(rows, [{}, { shrink: 'end' }, {}, { align: 'right' }, {}], WIDTH, paint);
}

function print(...lines: readonly string[]): void {
  process.stdout.write(`${lines.join('\n')}\n`);
}
