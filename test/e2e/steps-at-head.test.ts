/** A change of weir.yml that gives a pipeline other steps: base runs its own, head its own, and what comes out is compared. */
import { describe, expect, test, vi } from 'vitest';
import { type Fixture, makeRepository } from '../repository/fixture.ts';
import { check, outputOf, pipelineOf } from './weir.ts';

vi.setConfig({ testTimeout: 60_000 });

/** Delays from 0 to 99, ten of each. */
const TRAFFIC = Array.from({ length: 1000 }, (_, at) => `{"delay":${at % 100}}\n`).join('');

const late = (minutes: number, of = 'delay') =>
  `{ "if": [{ "<": [{ "var": "${of}" }, ${minutes}] }, "on-time", "late"] }\n`;
const FILES = {
  'rules/board.json': late(15),
  // 10 to 19 become 0: 5 of a hundred that were late are on time then.
  'rules/forgive.json':
    '{ "if": [{ "and": [{ ">=": [{ "var": "delay" }, 10] }, { "<": [{ "var": "delay" }, 20] }] }, 0, { "var": "delay" }] }\n',
  'schemas/flight.json': '{ "properties": { "delay": { "maximum": 89 } } }\n',
  'rules/board.cel': "delay < 40 ? 'on-time' : 'late'\n",
  'rules/score.json': '{ "*": [{ "var": "delay" }, 2] }\n',
  'traffic.jsonl': TRAFFIC,
};

const BOARD = '{ rules: rules/board.json, into: /status }';

function weirYml(steps: readonly string[], at = '/status', more = ''): string {
  return `version: 1
recordings: { flights: { files: traffic.jsonl } }
pipelines:
  board:
    recording: flights
    steps: [${steps.join(', ')}]
    outputs: { status: { at: ${at}, kind: category } }
    limits: { status.changed: 2%, rejected: 1%, failed: 1% }
${more}`;
}

interface Sides {
  readonly base?: string;
  readonly head: string;
  readonly files?: Readonly<Record<string, string>>;
}

function repositoryWith({ base = weirYml([BOARD]), head, files = {} }: Sides): Fixture {
  const repository = makeRepository();
  repository.commit({ ...FILES, '.github/weir.yml': base });
  repository.git('switch', '--quiet', '-c', 'steps');
  repository.commit({ '.github/weir.yml': head, ...files });
  return repository;
}

async function judged(sides: Sides) {
  const { directory } = repositoryWith(sides);
  const { status, report, stdout } = await check(directory, 'steps');
  return { status, report, stdout, board: pipelineOf(report, 'board') };
}

describe('what moves is what both lists of steps give', () => {
  test.each([
    ['a step is added before', [`{ rules: rules/forgive.json, into: /delay }`, BOARD], 0.05],
    ['the rules are of another engine and file', ['{ rules: rules/board.cel, into: /status }'], 0.25],
    ['the same step is there twice', [BOARD, BOARD], 0],
    ['a step is added that no output sees', [BOARD, '{ rules: rules/score.json, into: /score }'], 0],
    ['a step is added behind, which writes over it', [BOARD, '{ rules: rules/score.json, into: /status }'], 1],
  ])('where %s', async (_, steps, changed) => {
    const { status, board, report } = await judged({ head: weirYml(steps) });
    expect(outputOf(board, 'status').measures.changed?.value).toBeCloseTo(changed, 12);
    expect([status, board.verdict]).toEqual(changed > 0.02 ? [1, 'fail'] : [0, 'pass']);
    expect(report.notes?.join()).toContain('pipeline "board" has other steps once this is merged, with');
  });

  test('where a schema is added, it rejects at head alone: 90 to 99', async () => {
    const { board } = await judged({
      head: weirYml(['schema: schemas/flight.json', BOARD].map((one) => (one.startsWith('{') ? one : `{ ${one} }`))),
    });
    expect(board.measures.rejected).toMatchObject({ value: 0.1, verdict: 'fail' });
  });

  test('where a schema is taken out, what it rejected has an answer', async () => {
    const { board, report } = await judged({
      base: weirYml(['{ schema: schemas/flight.json }', BOARD]),
      head: weirYml([BOARD]),
    });
    // Those rejected at base are "late" at head.
    expect(outputOf(board, 'status').measures.changed?.value).toBeCloseTo(0.1, 12);
    expect(report.notes?.join()).toContain('without schemas/flight.json (json-schema)');
  });

  test('where steps come in another order', async () => {
    const forgiving = '{ rules: rules/forgive.json, into: /delay }';
    const { board } = await judged({ base: weirYml([forgiving, BOARD]), head: weirYml([BOARD, forgiving]) });
    expect(outputOf(board, 'status').measures.changed?.value).toBeCloseTo(0.05, 12);
  });

  test('where the result stands elsewhere, and is what it was', async () => {
    const { status, board } = await judged({
      head: weirYml(['{ rules: rules/board.json, into: /result/status }'], '/result/status'),
    });
    expect([status, outputOf(board, 'status').measures.changed?.value]).toEqual([0, 0]);
  });

  test('where the rules change as well', async () => {
    const head = weirYml([`{ rules: rules/forgive.json, into: /delay }`, BOARD]);
    const { board, report } = await judged({ head, files: { 'rules/board.json': late(30) } });
    // 15 to 29 become on time: those forgiven are among them.
    expect(outputOf(board, 'status').measures.changed?.value).toBeCloseTo(0.15, 12);
    expect(report.edits).toHaveLength(1);
  });

  test('where rules move and change, and their step follows them', async () => {
    const repository = repositoryWith({
      head: weirYml(['{ rules: rules/late/board.json, into: /status }', '{ rules: rules/score.json, into: /score }']),
    });
    repository.git('rm', '--quiet', 'rules/board.json');
    repository.commit({ 'rules/late/board.json': late(16) });
    const { status, report } = await check(repository.directory, 'steps');
    expect([status, outputOf(pipelineOf(report, 'board'), 'status').measures.changed?.value]).toEqual([0, 0.01]);
  });

  test('where a step says otherwise how its schema is compared, and the schema changes', async () => {
    const base = weirYml(['{ schema: schemas/flight.json }', BOARD]);
    const head = weirYml(['{ schema: schemas/flight.json, compatibility: backward }', BOARD]);
    // Who follows head sends no delay, and null < 15: the 75 of a hundred that were late are on time, and so are the 10 that base rejects.
    const files = { 'schemas/flight.json': '{ "properties": {} }\n' };
    const { board, report } = await judged({ base, head, files });
    expect(report.edits).not.toEqual([]);
    expect(outputOf(board, 'status').measures.changed?.value).toBeCloseTo(0.85, 12);
  });

  test('where files come and go with their steps', async () => {
    const repository = repositoryWith({
      head: weirYml(['{ rules: rules/new.json, into: /status }', '{ rules: rules/score.json, into: /score }']),
    });
    repository.git('rm', '--quiet', 'rules/board.json');
    repository.commit({ 'rules/new.json': late(35), 'rules/score.json': '1' });
    const { report } = await check(repository.directory, 'steps');
    expect(outputOf(pipelineOf(report, 'board'), 'status').measures.changed?.value).toBeCloseTo(0.2, 12);
  });
});

test('a step that head adds and that reads what turned out to be right is named', async () => {
  const labelled = (text: string) => text.replace('traffic.jsonl }', 'traffic.jsonl, label: /delay }');
  const base = labelled(weirYml(['{ rules: rules/none.json, into: /status }']));
  const files = { 'rules/none.json': '{ "if": [{ "var": "none" }, 1, 2] }\n' };
  const repository = makeRepository();
  repository.commit({ ...FILES, ...files, '.github/weir.yml': base });
  repository.git('switch', '--quiet', '-c', 'steps');
  repository.commit({ '.github/weir.yml': labelled(weirYml([BOARD])) });
  const { report } = await check(repository.directory, 'steps');
  expect(report.notes).toContain(
    'rules/board.json reads /delay now, where the recording holds what turned out to be right: production may not know it when it is asked',
  );
});

describe('what cannot be replayed is not green', () => {
  test('who is asked outside stands in base’s weir.yml alone', async () => {
    const step = '{ program: scoring/, run: [sh, scoring/run.sh], into: /status }';
    const { status, board } = await judged({ head: weirYml([step]), files: { 'scoring/run.sh': 'cat\n' } });
    expect([status, board.verdict]).toEqual([3, 'inconclusive']);
    expect(board.reasons[0]).toContain("who is asked outside of a replay stands in base's weir.yml alone");
  });

  test.each([
    ['are read no more, with a copy in their place', '{ rules: rules/copy.json, into: /status }'],
    [
      'are read no more, with a copy and another step',
      '{ rules: rules/score.json, into: /score }, { rules: rules/copy.json, into: /status }',
    ],
    ['are read no more, with the output elsewhere', '{ rules: rules/copy.json, into: /shadow }', '/shadow'],
    ['are read no more, with another engine', '{ rules: rules/copy.json, engine: json-logic-engine, into: /status }'],
    ['are written over by a copy of what they were', `${BOARD}, { rules: rules/copy.json, into: /status }`],
    ['are followed by a program', `${BOARD}, { program: scoring/, run: [cat], into: /status }`],
  ])('rules that change and %s are judged by base’s steps as well', async (_, steps, at = '/status') => {
    const files = { 'rules/board.json': late(60), 'rules/copy.json': late(15), 'scoring/a': '' };
    const { status, board } = await judged({ head: weirYml([steps], at), files });
    // 15 to 59 are on time.
    expect([status, board.verdict, outputOf(board, 'status').measures.changed?.value]).toEqual([1, 'fail', 0.45]);
    expect(board.reasons[0]).toMatch(
      /^by the steps that base's weir.yml gives it, which judge; by those that head's gives it: (pass|inconclusive)$/,
    );
  });

  test('rules that are nothing any more that their engine reads, with another in their place', async () => {
    const files = { 'rules/board.json': '{ "late": ', 'rules/copy.json': late(15) };
    const { status } = await judged({ head: weirYml(['{ rules: rules/copy.json, into: /status }']), files });
    expect(status).toBe(3);
  });

  test('a step that answers what production answered', async () => {
    const recording = (text: string) => text.replace('traffic.jsonl }', 'traffic.jsonl, output: "" }');
    const step = '{ model: recorded, from: /output/delay, into: /status }';
    const { status, board } = await judged({ base: recording(weirYml([BOARD])), head: recording(weirYml([step])) });
    expect([status, board.verdict]).toEqual([3, 'inconclusive']);
    expect(board.reasons[0]).toContain('takes what production answered for its own answer');
  });

  test('an output that is looked for elsewhere, while steps still write where it was', async () => {
    const steps = [BOARD, '{ rules: rules/copy.json, into: /shadow }'];
    const files = { 'rules/board.json': late(60), 'rules/copy.json': late(15) };
    const { status, board } = await judged({ head: weirYml(steps, '/shadow'), files });
    expect([status, outputOf(board, 'status').measures.changed?.value]).toEqual([1, 0.45]);
  });

  test('params that base has not', async () => {
    const head = weirYml([BOARD]).replace('    steps:', '    params: params.yaml\n    steps:');
    const { status, board } = await judged({ head, files: { 'params.yaml': 'late: 1\n' } });
    expect([status, board.verdict]).toEqual([3, 'inconclusive']);
    expect(board.reasons[0]).toContain('its params are others once this is merged (none → params.yaml)');
  });
});

test('what main has changed since head left it is not head’s doing', async () => {
  const repository = repositoryWith({ head: weirYml([BOARD], '/status', 'x-note: head\n') });
  repository.git('switch', '--quiet', 'main');
  repository.commit({ '.github/weir.yml': weirYml(['{ schema: schemas/flight.json }', BOARD]) });
  repository.git('switch', '--quiet', '-');
  const base = repository.git('merge-base', 'main', 'steps');
  const { status, report } = await check(repository.directory, 'steps', '--trunk', 'main', '--base', base);
  expect([status, report.verdict]).toEqual([0, 'unaffected']);
});

test('who asks for attribution is told why there is none', async () => {
  const { directory } = repositoryWith({ head: weirYml([`{ rules: rules/forgive.json, into: /delay }`, BOARD]) });
  const { report } = await check(directory, 'steps', '--attribution');

  expect(pipelineOf(report, 'board').attribution).toBeUndefined();
  expect(report.notes?.join()).toContain(
    "what steps do that one side alone has is no edit's, so none has a share of it",
  );
});
