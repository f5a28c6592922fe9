import { describe, expect, test } from 'vitest';
import { type Blend, blend } from '../../../src/artifacts/blend/blend.ts';
import { textIn } from '../../../src/artifacts/content.ts';
import type { Artifact, Engine } from '../../../src/artifacts/engine.ts';
import { params } from '../../../src/artifacts/model/params/index.ts';
import { recorded } from '../../../src/artifacts/model/recorded/index.ts';
import { jsonLogicEngine } from '../../../src/artifacts/rules/json-logic-engine/index.ts';
import { jsonLogicJs } from '../../../src/artifacts/rules/json-logic-js/index.ts';
import { parseSource } from '../../../src/document/source.ts';
import { artifactOf } from '../artifact.ts';

const late = (minutes: number) => ({ '>=': [{ var: 'delay' }, minutes] });
const far = (kilometres: number) => ({ '>': [{ var: 'distance' }, kilometres] });

describe('rules', () => {
  test('two thresholds are applied one by one', () => {
    const { edits, merged, apply } = blended(
      jsonLogicJs,
      { if: [{ and: [late(180), far(1500)] }, 'long', 'none'] },
      { if: [{ and: [late(120), far(2000)] }, 'long', 'none'] },
    );

    expect(edits.map(({ message }) => message)).toEqual(['delay: 180 became 120', 'distance: 1500 became 2000']);
    expect(merged).toEqual([]);
    expect(contentOf(apply(new Set([0])))).toEqual({ if: [{ and: [late(120), far(1500)] }, 'long', 'none'] });
    expect(contentOf(apply(new Set([1])))).toEqual({ if: [{ and: [late(180), far(2000)] }, 'long', 'none'] });
  });

  test('a branch that came and a threshold behind it are applied one by one', () => {
    const { edits, apply } = blended(
      jsonLogicJs,
      { if: [late(180), 'late', 'none'] },
      { if: [far(3500), 'far', late(120), 'late', 'none'] },
    );

    expect(edits.map(({ change }) => change)).toEqual(['branch-added', 'value-changed']);
    expect(contentOf(apply(new Set([0])))).toEqual({ if: [far(3500), 'far', late(180), 'late', 'none'] });
    expect(contentOf(apply(new Set([1])))).toEqual({ if: [late(120), 'late', 'none'] });
  });

  test('a branch that came before a last result that went stands before it', () => {
    const { edits, apply } = blended(
      jsonLogicJs,
      { if: [late(180), 'late', 'none'] },
      { if: [late(180), 'late', far(3500), 'far'] },
    );

    expect(edits.map(({ change }) => change)).toEqual(['branch-removed', 'branch-added']);
    expect(contentOf(apply(new Set([1])))).toEqual({ if: [late(180), 'late', far(3500), 'far', 'none'] });
    expect(contentOf(apply(new Set([0])))).toEqual({ if: [late(180), 'late'] });
  });

  test('a branch that moved is in one of its two places', () => {
    const { edits, apply } = blended(
      jsonLogicEngine,
      { if: [late(180), 'late', far(1500), 'far', 'none'] },
      { if: [far(1500), 'far', late(180), 'late', 'some'] },
    );

    expect(edits.map(({ change }) => change)).toEqual(['branch-moved', 'value-changed']);
    expect(contentOf(apply(new Set([0])))).toEqual({ if: [far(1500), 'far', late(180), 'late', 'none'] });
    expect(contentOf(apply(new Set([1])))).toEqual({ if: [late(180), 'late', far(1500), 'far', 'some'] });
  });

  test('an operator is renamed without its threshold, and the threshold changed without the operator', () => {
    const { edits, apply } = blended(jsonLogicJs, { '>': [{ var: 'delay' }, 180] }, { '>=': [{ var: 'delay' }, 120] });

    expect(edits.map(({ message }) => message)).toEqual(['delay: `>` became `>=`', 'delay: 180 became 120']);
    expect(contentOf(apply(new Set([0])))).toEqual({ '>=': [{ var: 'delay' }, 180] });
    expect(contentOf(apply(new Set([1])))).toEqual({ '>': [{ var: 'delay' }, 120] });
  });

  test('every mixture compiles', async () => {
    const base = { if: [late(180), { tier: 'late', amount: 250 }, 'none'] };
    const head = { if: [far(3500), 'far', { '>': [{ var: 'delay' }, 120] }, { tier: 'late', sum: 250 }, 'none'] };
    const { edits, apply } = blended(jsonLogicEngine, base, head);

    expect(edits).toHaveLength(4);
    for (let chosen = 0; chosen < 16; chosen++) {
      await jsonLogicEngine.compile(apply(new Set(edits.keys().filter((index) => (chosen >> index) & 1))));
    }
  });
});

describe('params', () => {
  const base = '# EU 261\ntiers:\n  short: { min_delay: 180 }\ncountries: [DE, FR]\n';
  const head = 'tiers:\n  short: { min_delay: 120 }\ncountries: [AT, DE, FR]\ncurrency: EUR\n';

  test('in YAML are written as JSON under the same path', () => {
    const { edits, apply } = blended(params, base, head, 'config/p.yaml');

    expect(edits.map(({ message }) => message)).toEqual([
      'tiers.short.min_delay: 180 became 120',
      'countries: added "AT"',
      'added currency: "EUR"',
    ]);
    expect([...apply(new Set([0])).files]).toEqual([
      ['config/p.yaml', '{"tiers":{"short":{"min_delay":120}},"countries":["DE","FR"]}'],
    ]);
    expect([...apply(new Set([1, 2])).files]).toEqual([
      ['config/p.yaml', '{"tiers":{"short":{"min_delay":180}},"countries":["AT","DE","FR"],"currency":"EUR"}'],
    ]);
  });

  test('keep numbers that JSON or a double cannot hold', async () => {
    const { apply } = blended(
      params,
      'id: 9007199254740993\nlimit: .inf\nfloor: -.inf\ngap: .nan\nzero: -0\na: 1\nb: 1\n',
      'id: 9007199254740993\nlimit: .inf\nfloor: -.inf\ngap: .nan\nzero: -0\na: 2\nb: 2\n',
      'p.yaml',
    );
    const mixture = apply(new Set([1]));

    expect(mixture.files.get('p.yaml')).toContain('9007199254740993');
    const [outcome] = await (await params.compile(mixture)).run([{}]);
    expect(outcome).toEqual({
      outcome: 'ok',
      value: { id: 9007199254740992, limit: Infinity, floor: -Infinity, gap: NaN, zero: -0, a: 1, b: 2 },
    });
  });

  test('keep names that YAML would read as something else', async () => {
    const rest = `"<<": {x: 1}\n? ${'k'.repeat(2000)}\n: 1\n"null": 1\n"1.0": 1\n__proto__: 1\n"a: b #": "---"\n`;
    const [before, after] = [`${rest}p: 1\nq: 1\n`, `${rest}p: 2\nq: 2\n`];
    const { apply } = blended(params, before, after, 'p.yaml');

    const half = `${rest}p: 1\nq: 2\n`;
    expect(contentOf(apply(new Set([1])))).toEqual(parseSource(half, 'p.yaml').value);
  });

  test('that moved from JSON to YAML are read as YAML', () => {
    const { edits, apply } = one(
      blend(params, artifactOf(params, '{"a": 1, "b": 1}', 'p.json'), artifactOf(params, 'a: .inf\nb: 2\n', 'p.yaml')),
    );

    expect(edits).toHaveLength(2);
    expect([...apply(new Set([0])).files]).toEqual([['p.yaml', '{"a":.inf,"b":1}']]);
  });
});

describe('the whole', () => {
  test('none of the edits is base, all of them head, to the byte', () => {
    const [base, head] = [
      artifactOf(params, 'a: 1 # one\nb: 2\n', 'p.yaml'),
      artifactOf(params, 'a: 2\nb: 3 # three\n', 'p.yaml'),
    ];
    const { apply } = one(blend(params, base, head));

    expect(apply(new Set())).toBe(base);
    expect(apply(new Set([0, 1]))).toBe(head);
    // A file that moved brings an edit that is not of its contents.
    expect(apply(new Set([0, 1, 2]))).toBe(head);
    expect(apply(new Set([2]))).toBe(base);
  });

  test('what differs in form only has no edits and stays base', () => {
    const base = artifactOf(params, 'a: 1\n', 'p.yaml');
    const { edits, apply } = one(blend(params, base, artifactOf(params, 'a: 1.0\n', 'p.yaml')));

    expect(edits).toEqual([]);
    expect(apply(new Set([0]))).toBe(base);
  });

  test('a file that only one side has cannot be blended', () => {
    const file = artifactOf(params, 'a: 1\n', 'p.yaml');

    expect(blend(params, file, undefined)).toBeUndefined();
    expect(blend(params, undefined, file)).toBeUndefined();
  });

  test('what production answered has nothing to blend', () => {
    const nothing: Artifact = { path: 'recorded', kind: 'model', files: new Map() };

    expect(one(blend(recorded, nothing, nothing)).apply(new Set())).toBe(nothing);
  });

  test('the edits of an engine that does not say how it compares are applied together', () => {
    const silent: Engine = { ...params, language: undefined };
    const [base, head] = [artifactOf(silent, { a: 1, b: 1 }), artifactOf(silent, { a: 2, b: 2 })];
    const { merged, apply } = one(blend(silent, base, head));

    expect(merged).toEqual([[0, 1]]);
    expect(apply(new Set([0]))).toBe(base);
    expect(apply(new Set([0, 1]))).toBe(head);
  });

  test('a side that does not parse is an error with its place', () => {
    expect(() => blended(params, 'a: 1\n', 'a: [', 'p.yaml')).toThrow('p.yaml:1:');
  });
});

function blended(engine: Engine, base: unknown, head: unknown, path?: string): Blend {
  return one(blend(engine, artifactOf(engine, base, path), artifactOf(engine, head, path)));
}

function one(result: Blend | undefined): Blend {
  if (!result) throw new Error('both sides are there');
  return result;
}

function contentOf(artifact: Artifact): unknown {
  return parseSource(textIn(artifact, artifact.path), artifact.path).value;
}
