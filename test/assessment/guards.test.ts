/** What a change does to what guards it is said, whatever its outputs do. */
import { expect, test } from 'vitest';
import { guardNotes, mayGuard } from '../../src/assessment/guards.ts';
import { snapshotOf } from '../repository/snapshot-of.ts';

const PATH = '.github/workflows/checks.yml';
const WORKFLOW = `on:
  pull_request:
jobs:
  lint:
    runs-on: ubuntu-24.04
    steps:
      - run: npm run lint
  weir:
    needs: setup
    runs-on: ubuntu-24.04
    steps:
      - uses: actions/checkout@v5
      # - run: weir check --full
      - uses: weir-bot/weir@v0.1.0
  setup:
    steps:
      - run: make
`;

type Files = Readonly<Record<string, string>>;

/** What is said of a change from some files to others, of which those that are undefined are removed. */
async function notes(
  from: Files,
  to: Readonly<Record<string, string | undefined>>,
  config: { readonly accepted?: string } = {},
): Promise<string[]> {
  const after = Object.fromEntries(
    Object.entries({ ...from, ...to }).flatMap(([path, text]) => (text === undefined ? [] : [[path, text]])),
  );
  const sides = { base: snapshotOf(from, 'base'), head: snapshotOf(after, 'head') };
  return guardNotes(
    sides,
    Object.keys(to).filter((path) => mayGuard(path, config)),
    config,
  );
}

const off = `${PATH} no longer runs Weir: this change switches Weir's workflow off`;

test.each([
  ['is removed', undefined, [`${PATH} is removed: this change switches Weir's workflow off`]],
  ['lacks the step', WORKFLOW.replace('      - uses: weir-bot/weir@v0.1.0\n', ''), [off]],
  ['has it as a comment', WORKFLOW.replace('- uses: weir-bot', '# - uses: weir-bot'), [off]],
  [
    'runs on fewer changes',
    WORKFLOW.replace('pull_request:', 'pull_request: { paths: [docs/**] }'),
    [`${PATH}, which runs Weir, changes: on.pull_request null → {"paths":["docs/**"]}`],
  ],
  [
    'takes its failure for none',
    WORKFLOW.replace('weir@v0.1.0', 'weir@v0.1.0\n        continue-on-error: true'),
    [`${PATH}, which runs Weir, changes: jobs.weir.steps.1.continue-on-error added`],
  ],
  [
    'compares other commits',
    WORKFLOW.replace('weir@v0.1.0', 'weir@v0.1.0\n        with: { base: HEAD }'),
    [`${PATH}, which runs Weir, changes: jobs.weir.steps.1.with added`],
  ],
  [
    'waits for what never comes',
    WORKFLOW.replace('  setup:\n', '  setup:\n    if: false\n'),
    [`${PATH}, which runs Weir, changes: jobs.setup.if added`],
  ],
  ['lints otherwise', WORKFLOW.replace('npm run lint', 'npx biome'), []],
  ['has another comment', `# Checks\n${WORKFLOW}`, []],
  ['is no YAML', 'jobs: [weir check', [`${PATH}, which runs Weir, changes`]],
])('a workflow that %s', async (_, head, expected) => {
  expect(await notes({ [PATH]: WORKFLOW }, { [PATH]: head })).toEqual(expected);
});

test.each([
  'run: npx -y weir-bot@0.1.0 check --json report.json',
  'run: docker run --rm ghcr.io/weir-bot/weir check',
  'uses: ./.github/actions/weir',
  'uses: "weir-bot/weir@main"',
])('a step is known to run Weir: %s', async (step) => {
  const text = `jobs: { a: { steps: [{ name: x }] } }\n#\n`;
  const withStep = `jobs:\n  a:\n    steps:\n      - ${step}\n`;
  expect(await notes({ [PATH]: withStep }, { [PATH]: text })).toEqual([off]);
  expect(await notes({ [PATH]: text }, { [PATH]: withStep })).toEqual([]);
});

test.each([
  ['lose their line', '* @acme/all\n', '', 'nobody', '@acme/all'],
  ['are others', '.github/weir.yml @acme/gov\n', '.github/ @mallory\n', '@mallory', '@acme/gov'],
  ['are taken away by a later line', '.github/ @acme/gov\n', '.github/ @acme/gov\nweir.yml\n', 'nobody', '@acme/gov'],
])('who has to review a change of weir.yml: owners that %s', async (_, base, head, now, was) => {
  const expected = [`CODEOWNERS: .github/weir.yml belongs to ${now} once this is merged, and belonged to ${was}`];
  expect(await notes({ CODEOWNERS: base }, { CODEOWNERS: head })).toEqual(expected);
  // Another file that goes before it.
  expect(await notes({ CODEOWNERS: base }, { '.github/CODEOWNERS': head })).toEqual(expected);
});

test('lines of CODEOWNERS about other files are nobody’s business here', async () => {
  const base = '.github/ @acme/gov\n';
  expect(await notes({ CODEOWNERS: base }, { CODEOWNERS: `docs/ @acme/docs\n${base}` })).toEqual([]);
});

test('a change of what owners accept is said, with who guards it', async () => {
  const accepted = '.github/weir-accepted.yml';
  const change = (codeowners: string) => notes({ CODEOWNERS: codeowners }, { [accepted]: '[]' }, { accepted });
  expect(await change('.github/ @acme/gov\n')).toEqual([
    `${accepted}, in which owners accept impacts, changes: @acme/gov own it`,
  ]);
  expect(await change('docs/ @acme/docs\n')).toEqual([
    `${accepted}, in which owners accept impacts, changes: CODEOWNERS names nobody for it`,
  ]);
  expect(await notes({}, { '.weir/baseline/board.json': '{}' })).toEqual([
    '.weir/baseline/board.json: weir monitor takes something else for usual once this is merged',
  ]);
});
