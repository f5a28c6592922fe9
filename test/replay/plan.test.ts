/** What a replay has to do. */
import { describe, expect, it } from 'vitest';
import type { LimitConfig } from '../../src/config/config.ts';
import { output, planOf, recorded, rules, type Setting, schema } from './setting.ts';

const steps = [schema('in.json'), rules('rules.json', '/decision'), recorded('/score')];
const unchanged = { 'in.json': [{}], 'rules.json': [1], 'params.yaml': ['limit: 180'] } as const;

function divergence(setting: Setting, contents: Parameters<typeof planOf>[1]): boolean[] {
  return planOf(setting, contents).steps.map(({ divergent }) => divergent);
}

describe('a step runs on both sides', () => {
  it('if its artifact was edited', () => {
    expect(divergence({ steps }, { ...unchanged, 'rules.json': [1, 2] })).toEqual([false, true, false]);
    expect(divergence({ steps }, { ...unchanged, 'in.json': [{}, { type: 'object' }] })).toEqual([true, false, false]);
  });

  it('if params were edited and it can read them: rules, not schemas and not recorded answers', () => {
    const contents = { ...unchanged, 'params.yaml': ['limit: 180', 'limit: 120'] } as const;
    expect(divergence({ steps, params: 'params.yaml' }, contents)).toEqual([false, true, false]);
    expect(divergence({ steps, params: 'params.yaml' }, unchanged)).toEqual([false, false, false]);
  });
});

it('a plan is plain data that survives being sent to another process', () => {
  const plan = planOf(
    { steps, params: 'params.yaml', outputs: [output('/decision')], segments: ['/origin'] },
    unchanged,
  );
  expect(structuredClone(plan)).toEqual(plan);
});

describe('the recorded answer holds an output', () => {
  function places(outputs: Setting['outputs']): (readonly string[])[] {
    return planOf({ steps, outputs }, unchanged).outputs.map((planned) => planned.recorded);
  }

  it('where weir.yml says, and nowhere else', () => {
    expect(places([output('/decision/tier', 'category', { recorded: '/t' }), output('/score')])[0]).toEqual(['/t']);
  });

  it('at its own pointer, or at what remains of that behind the place a step writes into', () => {
    expect(places([output('/decision/tier'), output('/decision/amount')])).toEqual([
      ['/decision/tier', '/tier'],
      ['/decision/amount', '/amount'],
    ]);
  });

  it('in the whole of it, if there is one output only', () => {
    expect(places([output('/decision')])).toEqual([['/decision', '']]);
    expect(places([output('/decision/tier')])).toEqual([['/decision/tier', '/tier', '']]);
  });

  it('not behind a place whose name its pointer merely begins with', () => {
    expect(places([output('/decisions/tier'), output('/score')])[0]).toEqual(['/decisions/tier']);
  });
});

describe('the evidence', () => {
  it('counts crossings of the thresholds that limits name, each once', () => {
    const limit = (name: string, measure: string): LimitConfig => ({
      key: `${name}.${measure}`,
      output: name,
      measure,
      limit: { kind: 'share', amount: 0.01 },
      text: '1%',
      range: { line: 1, column: 1, endLine: 1, endColumn: 1 },
    });
    const limits = [
      limit('score', 'flips@0.5'),
      limit('score', 'changed'),
      limit('other', 'flips@0.7'),
      limit('score', 'flips@0.5'),
    ];
    const plan = planOf({ steps, outputs: [output('/score', 'probability')], limits }, unchanged);
    expect(plan.evidence.outputs[0]?.thresholds).toEqual([0.5]);
  });

  it('adds up weights, stakes and labels only where the recording has them', () => {
    const outputs = [output('/decision')];
    expect(planOf({ steps, outputs }, unchanged).evidence).toMatchObject({
      weighting: { weighted: false, valued: false },
      outputs: [{ labelled: false }],
    });
    const recording = { weight: '/w', value: '/v', label: '/l' };
    expect(planOf({ steps, outputs, recording }, unchanged).evidence).toMatchObject({
      weighting: { weighted: true, valued: true },
      outputs: [{ labelled: true }],
    });
  });
});
