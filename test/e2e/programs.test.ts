/** A repository whose rules are a Python program, checked as a user does: it runs only where it is let, and twice. */
import { execFile } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { builtProgram } from '../built.ts';
import { type Fixture, makeRepository } from '../repository/fixture.ts';
import { check, outputOf, pipelineOf, weir } from './weir.ts';

const WEIR_YML = `version: 1
recordings:
  calls: { files: traffic/calls.jsonl }
pipelines:
  scoring:
    owners: ["@acme/scoring"]
    recording: calls
    steps:
      - { program: scoring/, run: [python3, -m, scoring], into: /band }
    outputs:
      band: { at: /band, kind: category }
    limits: { band.changed: 2% }
`;

/** Every twentieth call is answered in turns, and differently at first by another `turn`. */
function program(turn: number, more: string): string {
  return `import json, os, sys
for line in sys.stdin:
    x = json.loads(line)["x"]
    band = "low" if x % 3 else "high"
    if x % 20 == 0:
        mark = f"asked-{x}"
        times = os.path.getsize(mark) if os.path.exists(mark) else 0
        with open(mark, "a") as asked:
            asked.write(".")
        band = "even" if (times + ${turn}) % 2 == 0 else "odd"
${more}    print(json.dumps(band), flush=True)
`;
}

/** `main`, and a branch with another program. */
function repositoryWith(branch: string, head: string): Fixture {
  const repository = makeRepository();
  repository.commit({
    '.github/weir.yml': WEIR_YML,
    'scoring/__main__.py': program(0, ''),
    'scoring/__init__.py': '',
    'traffic/calls.jsonl': Array.from({ length: 1000 }, (_, x) => `{"x":${x}}\n`).join(''),
  });
  repository.git('switch', '--quiet', '-c', branch);
  repository.commit({ 'scoring/__main__.py': head });
  return repository;
}

const otherTurn = program(1, '');
const otherRule = program(1, '    if x % 10 == 1:\n        band = "new"\n');

describe('a Python program as a step', () => {
  test('does not run unless it is let, and says how', async () => {
    const { directory } = repositoryWith('other-rule', otherRule);
    const { status, report } = await check(directory, 'other-rule');
    expect(status).toBe(3);
    expect(pipelineOf(report, 'scoring').reasons).toEqual([
      'scoring/ was not replayed: programs run with --allow-programs only (in the Action: allow-programs: true)',
    ]);
  });

  test('whose base differs from itself as often as from head passes, and says so', async () => {
    const { directory } = repositoryWith('other-turn', otherTurn);
    const { status, report, stdout } = await check(directory, 'other-turn', '--allow-programs');
    const pipeline = pipelineOf(report, 'scoring');
    expect(status).toBe(0);
    // 50 of 1,000 calls, and the same 50 once more.
    expect(pipeline.noise).toEqual({ records: 1000, outputs: { band: 0.05 } });
    expect(outputOf(pipeline, 'band').measures.changed).toMatchObject({
      value: 0.05,
      limit: 0.02,
      verdict: 'pass',
      noise: { records: 1000, share: 0.05, excess: { value: 0 } },
    });
    expect(pipeline.reasons[0]).toBe('base, run twice on 1,000 records, gives another band on 5 % of them');
    expect(pipeline.reasons.join()).toContain('without the 5 % that base does by itself 0 %');
    expect(stdout).toContain('Base was run twice on 1,000 records and did not give the same');
  });

  test('whose head changes more than base does by itself fails by the rest', async () => {
    const { directory } = repositoryWith('other-rule', otherRule);
    const { status, report } = await check(directory, 'other-rule', '--allow-programs');
    const { changed } = outputOf(pipelineOf(report, 'scoring'), 'band').measures;
    expect(status).toBe(1);
    expect(changed).toMatchObject({ value: 0.15, verdict: 'fail', noise: { share: 0.05, excess: { value: 0.1 } } });
  });
});

describe('a program that is run by its path', () => {
  /** Modes by whether `scoring/band.sh` may be run at base and at head; what is asked of the repository. */
  function repositoryWithModes(base: boolean, head: boolean): Fixture {
    const repository = makeRepository();
    const set = (mayRun: boolean) =>
      repository.git('update-index', '--add', `--chmod=${mayRun ? '+' : '-'}x`, 'scoring/band.sh');
    repository.commit({
      '.github/weir.yml': WEIR_YML.replace('[python3, -m, scoring]', '[./scoring/band.sh]'),
      'scoring/band.sh': `#!/bin/sh\nwhile read -r line; do echo '"low"'; done\n`,
      'traffic/calls.jsonl': Array.from({ length: 1000 }, (_, x) => `{"x":${x}}\n`).join(''),
    });
    set(base);
    repository.git('commit', '--quiet', '--amend', '--no-edit');
    repository.git('switch', '--quiet', '-c', 'modes');
    set(head);
    repository.git('commit', '--quiet', '--allow-empty', '--message', 'Modes');
    return repository;
  }

  test('and may be run no more cannot be judged, and says why', async () => {
    const { directory } = repositoryWithModes(true, false);
    const revisions = ['--base', 'main', '--head', 'modes'];
    const { status, stderr } = await weir(['check', '--allow-programs', ...revisions], directory);
    expect([status, stderr]).toEqual([
      2,
      expect.stringMatching(/\(head\): .*could not be started: \.\/scoring\/band\.sh may not be run \(EACCES/),
    ]);
    const { report } = await check(directory, 'modes');
    expect(report.edits.map(({ message }) => message)).toEqual([
      'scoring/band.sh may be run no more (100755 → 100644)',
    ]);
    expect(report.verdict).toBe('inconclusive');
  });

  test.for([false, true])(
    'runs where base has no such mode, which what builds it may set: at head %s',
    async (head) => {
      const { directory } = repositoryWithModes(false, head);
      const { status, report } = await check(directory, 'modes', '--allow-programs');
      expect([status, report.verdict]).toEqual([0, 'unaffected']);
    },
  );
});

describe('the other commands', () => {
  test('run it where they are let: trace, validate and eval', async () => {
    const { directory } = repositoryWith('other-rule', otherRule);
    const revisions = ['--base', 'main', '--head', 'other-rule'];
    const traced = await weir(['trace', '--record', '2', '--show', '--allow-programs', ...revisions], directory);
    expect(traced.stdout).toMatch(/base ok +"low"\n +head ok +"new"/);
    const refused = await weir(['trace', '--record', '2', '--show', ...revisions], directory);
    expect(refused.stdout).toContain('programs run with --allow-programs only');

    const validated = await weir(['validate', '--allow-programs'], directory);
    expect([validated.stderr, validated.status]).toEqual(['', 0]);
    expect(validated.stdout).not.toContain('unreplayable');

    const evaluated = await weirWith(
      '{"x":1}\n{"x":3}\n{"y":1}\n',
      ['eval', 'scoring/', '--allow-programs'],
      directory,
    );
    expect(
      evaluated
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as unknown),
    ).toEqual([
      { outcome: 'ok', result: 'new' },
      { outcome: 'ok', result: 'high' },
      { outcome: 'failed', reason: 'the program ended with exit status 1 (KeyError)' },
    ]);
  });
});

/** What it prints, given this on standard input. */
function weirWith(input: string, args: readonly string[], directory: string): Promise<string> {
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [builtProgram(), ...args], { cwd: directory }, (_error, stdout) =>
      resolve(stdout),
    );
    child.stdin?.end(input);
  });
}
