/** Who does what in pipelines small enough to work it out by hand, and that shards and samples change nothing. */
import { describe, expect, it } from 'vitest';
import type { Pass } from '../../../src/replay/passes.ts';
import { output, rules, schema } from '../../replay/setting.ts';
import { type Scene, shareOut, transitionsOf, valuesOf } from './scene.ts';

/** Records with `n` from 0 to `count` − 1. */
const numbered = (count: number): { n: number }[] => Array.from({ length: count }, (_, n) => ({ n }));

const either = (low: number, high: number): unknown => ({
  if: [{ or: [{ '<': [{ var: 'n' }, low] }, { '>=': [{ var: 'n' }, high] }] }, 'yes', 'no'],
});

describe('two edits', () => {
  it('of which each is enough share a change in halves', async () => {
    // Both limits let the same records in: n < 4, which base lets in by neither.
    const rule = (one: number, other: number): unknown => ({
      if: [{ or: [{ '<': [{ var: 'n' }, one] }, { '<': [{ var: 'n' }, other] }] }, 'yes', 'no'],
    });
    const shared = await shareOut({
      steps: [rules('a.json', '/out')],
      outputs: [output('/out')],
      files: { 'a.json': [rule(0, 1), rule(4, 5)] },
      records: numbered(10),
    });
    // Alone: the first changes n = 1, 2, 3, the second n = 1 to 4; together n = 1 to 4. φ = (3 + 4 − 4)/2, (4 + 4 − 3)/2.
    expect(valuesOf(shared, 'out', 'changed')).toEqual({ 'n: 1 became 5': 0.25, 'n: 0 became 4': 0.15 });
    // Leaving one out takes 1 and 0 away, together 1 of 4: they interact, by 4 − 3 − 4 = −3 of 10 records.
    expect(shared.interactions).toEqual([{ edits: [0, 1], output: 'out', measure: 'changed', value: -0.3 }]);
    expect(transitionsOf(shared)).toEqual(['no → yes: 0.25 by n: 1 became 5', 'no → yes: 0.15 by n: 0 became 4']);
  });

  it('that cancel have what each does alone, though no record changes', async () => {
    const rule = (plus: number, minus: number): unknown => ({ '-': [{ '+': [{ var: 'n' }, plus] }, minus] });
    const shared = await shareOut({
      steps: [rules('a.json', '/sum')],
      outputs: [output('/sum', 'number')],
      files: { 'a.json': [rule(0, 0), rule(3, 3)] },
      records: numbered(8),
    });
    expect(shared.evidence.outputs[0]?.changed.records).toBe(0);
    expect(shared.attribution.filter(({ measure }) => measure === 'mean').map(({ value }) => value)).toEqual([3, -3]);
    // The mean of base is 3.5.
    expect(shared.attribution.filter(({ measure }) => measure === 'mean_ratio').map(({ value }) => value)).toEqual([
      3 / 3.5,
      -3 / 3.5,
    ]);
    // Each alone changes every record, together none: of "changed" each has (1 + 0 − 1)/2.
    expect(shared.attribution.filter(({ measure }) => measure === 'changed').map(({ value }) => value)).toEqual([0, 0]);
  });

  it('that do nothing to each other have what each does alone', async () => {
    const shared = await shareOut({
      steps: [rules('a.json', '/out')],
      outputs: [output('/out')],
      files: { 'a.json': [either(2, 8), either(3, 6)] },
      records: numbered(10),
    });
    expect(valuesOf(shared, 'out', 'changed')).toEqual({ 'n: 8 became 6': 0.2, 'n: 2 became 3': 0.1 });
    expect(shared.interactions).toEqual([]);
  });
});

describe('an edit', () => {
  it('that changes a description only has exactly nothing', async () => {
    const schemaOf = (description: string): unknown => ({
      type: 'object',
      properties: { n: { type: 'integer', description } },
    });
    const shared = await shareOut({
      steps: [schema('s.json'), rules('a.json', '/out')],
      outputs: [output('/out')],
      files: { 's.json': [schemaOf('old'), schemaOf('new')], 'a.json': [either(2, 8), either(3, 8)] },
      records: numbered(10),
    });
    const rows = shared.attribution.filter(({ measure, transition }) => measure === 'changed' && !transition);
    expect(rows.map(({ edits, value, low, high }) => [shared.edits[edits[0] ?? -1], value, low, high])).toEqual([
      ['n: 2 became 3', 0.1, 0.1, 0.1],
      ...(shared.edits.length > 1 ? [[expect.stringContaining('description'), 0, 0, 0]] : []),
    ]);
  });

  it('alone has the whole, and nothing more is replayed', async () => {
    const passes: Pass[] = [];
    const shared = await shareOut(
      {
        steps: [rules('a.json', '/out')],
        outputs: [output('/out')],
        files: { 'a.json': [either(2, 8), either(5, 8)] },
        records: numbered(10),
      },
      { passes },
    );
    expect(valuesOf(shared, 'out', 'changed')).toEqual({ 'n: 2 became 5': 0.3 });
    expect(passes).toEqual([]);
  });
});

/** A schema that rejects, rules that read params, and the params: an edit in each. */
const three: Scene = {
  params: 'p.yaml',
  steps: [schema('s.json'), rules('a.json', '/out', 'json-logic-engine')],
  outputs: [output('/out')],
  files: {
    's.json': [
      { type: 'object', properties: { n: { type: 'integer' } } },
      { type: 'object', properties: { n: { type: 'integer', minimum: 2 } } },
    ],
    'a.json': [
      { if: [{ '<': [{ var: 'n' }, { var: 'params.low' }] }, 'low', 'high'] },
      { if: [{ '<': [{ var: 'n' }, { var: 'params.low' }] }, 'low', 'top'] },
    ],
    'p.yaml': ['low: 4\n', 'low: 6\n'],
  },
  records: numbered(10),
};

describe('edits of a schema, of rules and of params', () => {
  it('share changes and rejections out as worked out by hand', async () => {
    const shared = await shareOut(three);
    // n = 0, 1: the schema rejects. n = 2, 3: nothing. n = 4, 5: "high" becomes "low" by the params, with or without the
    // rules; by the rules alone "top", which changes as well: half each. n = 6 to 9: "high" becomes "top" by the rules.
    const changed = valuesOf(shared, 'out', 'changed');
    const messages = Object.keys(changed);
    const of = (word: string): number | undefined => changed[messages.find((one) => one.includes(word)) ?? ''];
    expect([of('minimum'), of('low'), of('top')]).toEqual([0.2, 0.1, 0.5]);
    const rejected = valuesOf(shared, '', 'rejected');
    expect(Object.values(rejected)).toEqual([0.2, 0, 0]);
    expect(Object.keys(rejected)[0]).toContain('minimum');
  });

  it('give the same bytes for any number of shards, and in a sample of the recording', async () => {
    const scene = { ...three, records: [...numbered(10), ...numbered(10), ...numbered(7)] };
    const [one, many] = [await shareOut(scene), await shareOut(scene, { shards: 3 })];
    expect(JSON.stringify(many)).toBe(JSON.stringify(one));
    const sampled = { full: false, window: { seed: 3, from: 0, to: 0.5 } };
    const [part, parts] = [await shareOut(scene, sampled), await shareOut(scene, { ...sampled, shards: 3 })];
    expect(JSON.stringify(parts)).toBe(JSON.stringify(part));
    const changed = part.attribution.filter(({ measure, transition }) => measure === 'changed' && !transition);
    const total = (part.evidence.outputs[0]?.changed.records ?? 0) / part.evidence.replayed;
    expect(changed.reduce((sum, { value }) => sum + value, 0)).toBeCloseTo(total, 12);
    for (const { value, low, high } of changed) expect(low < value && value < high).toBe(true);
  });

  it('count as often as the records weigh', async () => {
    const records = numbered(10).map(({ n }) => ({ n, requests: n === 0 ? 91 : 1 }));
    const shared = await shareOut({ ...three, records, recording: { weight: '/requests' } });
    expect(Object.values(valuesOf(shared, '', 'rejected'))).toEqual([0.92, 0, 0]);
  });
});

describe('edits that cannot stand alone', () => {
  it('are one: a reference without what it leads to is no version of the schema', async () => {
    const passes: Pass[] = [];
    const shared = await shareOut(
      {
        steps: [schema('s.json')],
        outputs: [output('/n', 'number')],
        files: {
          's.json': [
            { properties: { n: { $ref: '#/$defs/a' } }, $defs: { a: { type: 'integer' } } },
            { properties: { n: { $ref: '#/$defs/b' } }, $defs: { b: { type: 'integer', maximum: 4 } } },
          ],
        },
        records: numbered(10),
      },
      { passes },
    );
    const rejected = shared.attribution.filter(({ output: name, measure }) => name === '' && measure === 'rejected');
    expect(rejected.map(({ value }) => value)).toEqual([0.5]);
    expect(rejected[0]?.edits).toEqual(shared.edits.map((_, index) => index));
    // Whatever was tried, no mixture was run.
    expect(passes.map(({ kind }) => kind)).not.toContain('attribution');
  });
});

describe('many edits', () => {
  /** Ten thresholds, each of which lets in one record more. */
  const ladder = (step: number): unknown => ({
    if: [
      { in: [{ var: 'n' }, [0]] },
      'none',
      ...Array.from({ length: 10 }, (_, index) => [
        { '==': [{ var: 'n' }, 10 * (index + 1) + step] },
        `step-${index}`,
      ]).flat(),
      'none',
    ],
  });

  it('are shared out by orders that are drawn, exactly where they do not interact', async () => {
    const shared = await shareOut({
      steps: [rules('a.json', '/out', 'json-logic-engine')],
      outputs: [output('/out')],
      files: { 'a.json': [ladder(0), ladder(5)] },
      records: numbered(200),
    });
    const rows = shared.attribution.filter(({ transition }) => !transition);
    expect(rows).toHaveLength(10);
    // Each moves two records of 200: the one it no longer names, and the one it names now.
    for (const { value, low, high } of rows) expect([value, low, high]).toEqual([0.01, 0.01, 0.01]);
  });
});
