import { expect, test } from 'vitest';
import { parseConfig } from '../../src/config/load.ts';
import { movedFiles, unmeasuredSwaps } from '../../src/config/moved-files.ts';

/** Pipelines by name, with their params and then their rules. */
function config(pipelines: Readonly<Record<string, readonly [params: string, ...rules: string[]]>>) {
  const lines = Object.entries(pipelines).map(([name, [params, ...rules]]) => {
    const steps = rules.map((path, index) => `{ rules: ${path}, into: /x${index} }`).join(', ');
    return `  ${name}: { recording: t, params: ${params}, steps: [${steps}], outputs: { x: { at: /x0, kind: category } } }\n`;
  });
  const text = `version: 1\nrecordings: { t: { files: t.jsonl } }\npipelines:\n${lines.join('')}`;
  return parseConfig(text, 'weir.yml');
}

test.each([
  ['nothing is named otherwise', { a: ['p.yaml', 'r.json'] }, { a: ['p.yaml', 'r.json'] }, {}],
  ['params are named otherwise', { a: ['p.yaml', 'r.json'] }, { a: ['q.yaml', 'r.json'] }, { 'p.yaml': 'q.yaml' }],
  ['a rule is', { a: ['p.yaml', 'r.json', 's.json'] }, { a: ['p.yaml', 'r.json', 'n.json'] }, { 's.json': 'n.json' }],
  ['steps change places', { a: ['p.yaml', 'r.json', 's.json'] }, { a: ['p.yaml', 's.json', 'r.json'] }, {}],
  ['a step is added', { a: ['p.yaml', 'r.json'] }, { a: ['p.yaml', 'n.json', 'r.json'] }, {}],
  ['another engine reads it', { a: ['p.yaml', 'r.json'] }, { a: ['p.yaml', 'r.cel'] }, {}],
  [
    'one of two pipelines still reads the file',
    { a: ['p.yaml', 'r.json'], b: ['p.yaml', 'r.json'] },
    { a: ['q.yaml', 'r.json'], b: ['p.yaml', 'r.json'] },
    {},
  ],
  [
    'both read another',
    { a: ['p.yaml', 'r.json'], b: ['p.yaml', 'r.json'] },
    { a: ['q.yaml', 'r.json'], b: ['q.yaml', 'r.json'] },
    { 'p.yaml': 'q.yaml' },
  ],
  ['the pipeline is gone', { a: ['p.yaml', 'r.json'] }, { b: ['q.yaml', 'r.json'] }, {}],
] as const)('where %s', (_, base, head, expected) => {
  expect(Object.fromEntries(movedFiles(config(base), config(head)))).toEqual(expected);
  expect([...movedFiles(config(base), undefined)]).toEqual([]);
});

test('a pipeline that reads another file while others still read the first is told apart', () => {
  const base = config({ a: ['p.yaml', 'r.json'], b: ['p.yaml', 'r.json'] });
  const head = config({ a: ['q.yaml', 'n.json'], b: ['p.yaml', 'n.json'] });
  expect(unmeasuredSwaps(base, head)).toEqual([{ pipeline: 'a', from: 'p.yaml', to: 'q.yaml' }]);
  expect(unmeasuredSwaps(base, base)).toEqual([]);
});
