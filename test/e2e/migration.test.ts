/** A file that another engine reads once the change is merged: base's file is base's engine's, head's is head's, and what comes out is compared. */
import { expect, test, vi } from 'vitest';
import { type Fixture, makeRepository } from '../repository/fixture.ts';
import { check, outputOf, pipelineOf } from './weir.ts';

vi.setConfig({ testTimeout: 60_000 });

/** Delays from 0 to 99, ten of each. */
const TRAFFIC = Array.from({ length: 1000 }, (_, at) => `{"delay":${at % 100}}\n`).join('');

const jsonata = (minutes: number) => `delay < ${minutes} ? "on-time" : "late"\n`;
const cel = (minutes: number) => `delay < ${minutes} ? 'on-time' : 'late'\n`;
const jsonLogic = (minutes: number, delay: unknown = { var: 'delay' }) =>
  `${JSON.stringify({ if: [{ '<': [delay, minutes] }, 'on-time', 'late'] })}\n`;
/** What json-logic-js has no word for. */
const GET = { get: [{ var: '' }, 'delay'] };
const minus = (minutes: number) => `{ "-": [{ "var": "delay" }, ${minutes}] }\n`;

const JSON_SCHEMA = JSON.stringify({ type: 'object', properties: { delay: { type: 'integer' } }, required: ['delay'] });
const avro = (type: string) => JSON.stringify({ type: 'record', name: 'Flight', fields: [{ name: 'delay', type }] });
const dbt = (type: string) =>
  `version: 2\nmodels:\n  - name: flight\n    columns:\n      - { name: delay, data_type: ${type} }\n`;
/** Jinja leaves the last line end out, and Liquid does not: there is none. */
const say = (minutes: number, more = '') => `Say {% if delay < ${minutes} %}on time{% else %}late{% endif %}${more}.`;

const rules = (engine: string, file = 'rules/board.json') => `{ rules: ${file}, engine: ${engine}, into: /status }`;
const BOARD = '{ rules: rules/status.jsonata, into: /status }';

function weirYml(pipelines: Readonly<Record<string, readonly string[]>>): string {
  const all = Object.entries(pipelines).map(
    ([name, steps]) => `  ${name}:
    recording: flights
    steps: [${steps.join(', ')}]
    outputs: { status: { at: /status, kind: category } }
    limits: { status.changed: 2%, rejected: 1%, failed: 1% }
`,
  );
  return `version: 1\nrecordings: { flights: { files: traffic.jsonl } }\npipelines:\n${all.join('')}`;
}

type Files = Readonly<Record<string, string>>;

function repositoryWith(base: Files, head: Files, gone: readonly string[] = []): Fixture {
  const repository = makeRepository();
  repository.commit({ 'traffic.jsonl': TRAFFIC, ...base });
  repository.git('switch', '--quiet', '-c', 'migration');
  if (gone.length > 0) repository.git('rm', '--quiet', ...gone);
  repository.commit(head);
  return repository;
}

/** Each file in place, read by a pipeline of its own. */
const MOVED = {
  'same-rules': { path: 'rules/a.json', base: ['jsonata', jsonata(15)], head: ['json-logic-js', jsonLogic(15)] },
  'other-rules': { path: 'rules/b.json', base: ['json-logic-js', jsonLogic(15)], head: ['jsonata', jsonata(40)] },
  'same-cel': { path: 'rules/c.txt', base: ['jsonata', jsonata(15)], head: ['cel', cel(15)] },
  'same-operator': {
    path: 'rules/d.json',
    base: ['json-logic-js', jsonLogic(15)],
    head: ['json-logic-engine', jsonLogic(15, GET)],
  },
  'other-limit': {
    path: 'rules/e.json',
    base: ['json-logic-js', jsonLogic(15)],
    head: ['json-logic-engine', jsonLogic(40)],
  },
  'same-prompt': {
    path: 'prompts/a.txt',
    base: ['jinja', say(15)],
    head: ['liquid', say(15, '{% assign said = 1 %}')],
  },
  'other-prompt': { path: 'prompts/b.txt', base: ['liquid', say(15)], head: ['jinja', say(40, '{% set said = 1 %}')] },
  'same-schema': { path: 'schemas/a.json', base: ['json-schema', JSON_SCHEMA], head: ['avro', avro('int')] },
  'other-schema': { path: 'schemas/b.json', base: ['json-schema', JSON_SCHEMA], head: ['avro', avro('string')] },
  'same-contract': { path: 'schemas/c.yml', base: ['json-schema', JSON_SCHEMA], head: ['dbt', dbt('integer')] },
} satisfies Record<string, { path: string; base: [string, string]; head: [string, string] }>;

const KEYS: Readonly<Record<string, string>> = { rules: 'rules', prompts: 'model', schemas: 'schema' };

function sideOf(side: 'base' | 'head'): Files {
  const pipelines = Object.entries(MOVED).map(([name, moved]) => {
    const key = KEYS[moved.path.split('/')[0] ?? ''];
    const step = `{ ${key}: ${moved.path}, engine: ${moved[side][0]}${key === 'schema' ? '' : ', into: /status'} }`;
    return [name, key === 'schema' ? [step, BOARD] : [step]] as const;
  });
  const files = Object.values(MOVED).map((moved) => [moved.path, moved[side][1]]);
  return { '.github/weir.yml': weirYml(Object.fromEntries(pipelines)), ...Object.fromEntries(files) };
}

test('a file that is migrated in place is judged by what it does in its new language', async () => {
  const { directory } = repositoryWith({ 'rules/status.jsonata': jsonata(15), ...sideOf('base') }, sideOf('head'));
  const { status, report } = await check(directory, 'migration');
  const seen = report.pipelines.map((one) => {
    const changed = outputOf(one, 'status').measures.changed?.value;
    return [one.name, one.verdict, one.measures.rejected?.value, Number(changed?.toFixed(12))];
  });
  // Of a hundred delays, those from 15 to 39 get another answer; where all are rejected, all do.
  expect(seen).toEqual([
    ['same-rules', 'pass', 0, 0],
    ['other-rules', 'fail', 0, 0.25],
    ['same-cel', 'pass', 0, 0],
    ['same-operator', 'pass', 0, 0],
    ['other-limit', 'fail', 0, 0.25],
    ['same-prompt', 'pass', 0, 0],
    ['other-prompt', 'fail', 0, 0.25],
    ['same-schema', 'pass', 0, 0],
    ['other-schema', 'fail', 1, 1],
    ['same-contract', 'pass', 0, 0],
  ]);
  expect(status).toBe(1);
  expect(report.pipelines.flatMap(({ reasons }) => reasons).join()).not.toContain("steps that base's weir.yml gives");
  expect(report.edits.find(({ artifact }) => artifact === 'rules/a.json')).toMatchObject({
    lines: [1, 1],
    compatibility: 'risky',
    change: 'language-changed',
    message: 'is rules in JSONLogic now, and was an expression in JSONata',
  });
});

test('a file that is nothing in its new language is broken, at its line', async () => {
  const texts = ['{ "if": [\n', jsonata(40), jsonLogic(15, GET)].map((text, at) => [`rules/${at}.json`, text] as const);
  const yml = (engine: string) =>
    weirYml(Object.fromEntries(texts.map(([path], at) => [`board-${at}`, [rules(engine, path)]])));
  const { directory } = repositoryWith(
    { '.github/weir.yml': yml('jsonata'), ...Object.fromEntries(texts.map(([path]) => [path, jsonata(15)])) },
    { '.github/weir.yml': yml('json-logic-js'), ...Object.fromEntries(texts) },
  );
  const { status, report } = await check(directory, 'migration');
  expect([status, report.verdict]).toEqual([1, 'fail']);
  expect(report.config?.problems).toEqual([
    expect.stringMatching(/^rules\/0\.json:2:1 \(head\): not JSON/),
    expect.stringMatching(/^rules\/1\.json:1:1 \(head\): not JSON/),
    expect.stringMatching(/^rules\/2\.json:1:15 \(head\): unknown operator `get`/),
  ]);
});

const EARLIER = '{ rules: rules/earlier.json, into: /delay }';
const SCORE = '{ rules: rules/score.json, into: /score }';
const UNDO = '{ rules: rules/undo.json, into: /delay }';
const FILES = {
  '.github/weir.yml': weirYml({ board: [EARLIER, rules('jsonata')] }),
  'rules/board.json': jsonata(15),
  'rules/earlier.json': minus(0),
  'rules/score.json': '1',
  'rules/undo.json': minus(-10),
};

test.each([
  // Ten minutes less everywhere, and a limit that is ten lower, is what it was.
  ['in place', [EARLIER, SCORE, rules('json-logic-js')], { 'rules/board.json': jsonLogic(5) }, [], 0],
  [
    'under another name',
    [EARLIER, SCORE, rules('cel', 'rules/board.cel')],
    { 'rules/board.cel': cel(5) },
    ['rules/board.json'],
    0,
  ],
  // By base's steps 15 to 24 are on time: nobody undoes an edit by a step that head alone has.
  ['beside a step that undoes it', [EARLIER, UNDO, rules('cel')], { 'rules/board.json': cel(15) }, [], 0.1],
])('another edit is judged with a file that is migrated %s', async (_, steps, files, gone, changed) => {
  const head = { '.github/weir.yml': weirYml({ board: steps }), 'rules/earlier.json': minus(10), ...files };
  const { status, report } = await check(repositoryWith(FILES, head, gone).directory, 'migration');
  const board = pipelineOf(report, 'board');
  const asBase = board.reasons.join().includes("by the steps that base's weir.yml gives it");
  expect([status, outputOf(board, 'status').measures.changed?.value, asBase]).toEqual(
    changed > 0 ? [1, changed, true] : [0, 0, false],
  );
});

test('a file that moves as it is migrated is no edit in its old language, though that can read it', async () => {
  // 1.9 is more than 1 in JSONata, and 19 / 10 is 1 in CEL.
  const text = (condition: string) =>
    `${condition}\n? 'departed on time, or nearly'\n: 'departed later than it should have'\n`;
  const at = (file: string, engine: string) => weirYml({ board: [rules(engine, file)] });
  const { directory } = repositoryWith(
    { '.github/weir.yml': at('rules/board.jsonata', 'jsonata'), 'rules/board.jsonata': text('delay < 20') },
    { '.github/weir.yml': at('rules/board.cel', 'cel, integers: int'), 'rules/board.cel': text('delay / 10 <= 1') },
    ['rules/board.jsonata'],
  );
  const { status, report } = await check(directory, 'migration');
  expect([status, outputOf(pipelineOf(report, 'board'), 'status').measures.changed?.value]).toEqual([0, 0]);
});

/** Decisions by their names, each with the limit below which it says "on-time". */
function dmn(decisions: Readonly<Record<string, number>>): string {
  const all = Object.entries(decisions).map(
    ([name, minutes]) => `<decision id="${name}" name="${name}"><variable name="${name}"/>
<informationRequirement id="of-${name}"><requiredInput href="#delay"/></informationRequirement>
<literalExpression><text>if delay &lt; ${minutes} then "on-time" else "late"</text></literalExpression></decision>
`,
  );
  return `<definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" name="m" namespace="urn:m">
<inputData id="delay" name="delay"><variable name="delay"/></inputData>
${all.join('')}</definitions>
`;
}

test('a part of a file that has another name at head is what head’s weir.yml reads, and no copy hides what it was', async () => {
  const weir = (name: string) => {
    const step = (file: string) => `{ rules: ${file}, decision: ${name}, into: /status }`;
    return weirYml({ renamed: [step('rules/a.dmn')], moved: [step('rules/b.dmn')], copied: [step('rules/c.dmn')] });
  };
  const was = dmn({ old: 15, other: 1 });
  const { directory } = repositoryWith(
    { '.github/weir.yml': weir('old'), 'rules/a.dmn': was, 'rules/b.dmn': was, 'rules/c.dmn': was },
    {
      '.github/weir.yml': weir('new'),
      'rules/a.dmn': dmn({ new: 15, other: 1 }),
      'rules/b.dmn': dmn({ new: 40, other: 1 }),
      'rules/c.dmn': dmn({ old: 40, new: 15, other: 1 }),
    },
  );
  const { report } = await check(directory, 'migration');
  const seen = report.pipelines.map((one) => [one.name, outputOf(one, 'status').measures.changed?.value]);
  expect(seen).toEqual([
    ['renamed', 0],
    ['moved', 0.25],
    ['copied', 0.25],
  ]);
  expect(pipelineOf(report, 'copied').reasons[0]).toContain("by the steps that base's weir.yml gives it");
});
