import { expect, test } from 'vitest';
import type { Config } from '../../src/config/config.ts';
import { parseConfig } from '../../src/config/load.ts';
import { otherSteps, withFilesAtHead } from '../../src/config/moved-files.ts';

/** Pipelines by name, with their params and then their rules, which write into a place of their own or one that is named. */
function config(pipelines: Readonly<Record<string, readonly [params: string, ...rules: string[]]>>) {
  const lines = Object.entries(pipelines).map(([name, [params, ...rules]]) => {
    const steps = rules.map((rule, index) => {
      const [path, into = `/x${index}`] = rule.split(' into ');
      return `{ rules: ${path}, into: ${into} }`;
    });
    return `  ${name}: { recording: t, params: ${params}, steps: [${steps.join(', ')}], outputs: { x: { at: "", kind: category } } }\n`;
  });
  const text = `version: 1\nrecordings: { t: { files: t.jsonl } }\npipelines:\n${lines.join('')}`;
  return parseConfig(text, 'weir.yml');
}

/** `<pipeline>: <path> → <path at head>` */
function moves(base: Config, head: Config | undefined): string[] {
  return withFilesAtHead(base.pipelines, head).flatMap(({ name, params, paramsAtHead, steps }) =>
    [{ path: params, pathAtHead: paramsAtHead }, ...steps].flatMap(({ path, pathAtHead }) =>
      pathAtHead === undefined ? [] : `${name}: ${path} → ${pathAtHead}`,
    ),
  );
}

test.each([
  ['nothing is named otherwise', { a: ['p.yaml', 'r.json'] }, { a: ['p.yaml', 'r.json'] }, []],
  ['params are named otherwise', { a: ['p.yaml', 'r.json'] }, { a: ['q.yaml', 'r.json'] }, ['a: p.yaml → q.yaml']],
  ['a rule is', { a: ['p.yaml', 'r.json', 's.json'] }, { a: ['p.yaml', 'r.json', 'n.json'] }, ['a: s.json → n.json']],
  [
    'two rules write where the other wrote',
    { a: ['p.yaml', 'r.json', 's.json'] },
    { a: ['p.yaml', 's.json', 'r.json'] },
    ['a: r.json → s.json', 'a: s.json → r.json'],
  ],
  [
    'a rule is another, and a step is added before it',
    { a: ['p.yaml', 'r.json into /x'] },
    { a: ['p.yaml', 'n.json into /n', 's.json into /x'] },
    ['a: r.json → s.json'],
  ],
  [
    'steps come in another order',
    { a: ['p.yaml', 'r.json into /x', 's.json into /y'] },
    { a: ['p.yaml', 's.json into /y', 'r.json into /x'] },
    [],
  ],
  ['a step is added', { a: ['p.yaml', 'r.json into /x'] }, { a: ['p.yaml', 'n.json into /n', 'r.json into /x'] }, []],
  ['a step is left out', { a: ['p.yaml', 'r.json', 's.json'] }, { a: ['p.yaml', 'r.json'] }, []],
  ['another engine reads it', { a: ['p.yaml', 'r.json'] }, { a: ['p.yaml', 'r.cel'] }, []],
  [
    'one of two pipelines reads another, and the other one still the first',
    { a: ['p.yaml', 'r.json'], b: ['p.yaml', 'r.json'] },
    { a: ['q.yaml', 'r.json'], b: ['p.yaml', 'r.json'] },
    ['a: p.yaml → q.yaml'],
  ],
  [
    'two pipelines read each what the other read',
    { a: ['p.yaml', 'r.json'], b: ['q.yaml', 'r.json'] },
    { a: ['q.yaml', 'r.json'], b: ['p.yaml', 'r.json'] },
    ['a: p.yaml → q.yaml', 'b: q.yaml → p.yaml'],
  ],
  ['the pipeline has another name', { a: ['p.yaml', 'r.json'] }, { b: ['q.yaml', 'r.json'] }, ['a: p.yaml → q.yaml']],
  [
    'one of two that it could be now is it',
    { a: ['p.yaml', 'r.json'] },
    { b: ['q.yaml', 'r.json'], c: ['s.yaml', 'r.json'] },
    [],
  ],
  ['the pipeline is gone', { a: ['p.yaml', 'r.json'], b: ['q.yaml', 'r.json'] }, { b: ['q.yaml', 'r.json'] }, []],
] as const)('where %s', (_, base, head, expected) => {
  expect(moves(config(base), config(head))).toEqual(expected);
  expect(moves(config(base), undefined)).toEqual([]);
});

test.each([
  ['nothing', ['p.yaml', 'r.json'], []],
  ['a file in the place of another', ['q.yaml', 's.json'], []],
  ['a step more, which writes where the first wrote', ['p.yaml', 'r.json', 's.json into /x0'], ['a']],
  ['another place to write to', ['p.yaml', 'r.json into /y'], ['a']],
  ['another engine', ['p.yaml', 'r.json, engine: json-logic-engine into /x0'], ['a']],
] as const)('what head does to the steps that is not replayed: %s', (_, head, expected) => {
  const base = config({ a: ['p.yaml', 'r.json'], b: ['p.yaml', 'r.json'] });
  const proposed = config({ a: head, b: ['p.yaml', 'r.json'] });
  expect(otherSteps(withFilesAtHead(base.pipelines, proposed), proposed)).toEqual(expected);
});
