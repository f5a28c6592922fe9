/** Shards of real files through real engines, with counts that can be checked by hand. */
import { describe, expect, it } from 'vitest';
import type { Contents, Setting } from './setting.ts';
import { jsonl, output, planOf, recorded, replayHere, replayRecords, rows, rules, schema } from './setting.ts';

/** More than 180 minutes late is long, otherwise short. */
function lateAfter(minutes: unknown): unknown {
  return { if: [{ '>': [{ var: 'delay' }, minutes] }, 'long', 'short'] };
}

describe('a changed rule', () => {
  const setting: Setting = { steps: [rules('rules.json', '/tier')], outputs: [output('/tier')], segments: ['/origin'] };
  const contents: Contents = { 'rules.json': [lateAfter(180), lateAfter(120)] };
  const records = [
    { delay: 10, origin: 'JFK' },
    { delay: 121, origin: 'JFK' },
    { delay: 180, origin: 'LAX' },
    { delay: 181, origin: 'LAX' },
  ];

  it('moves the records between the two thresholds', async () => {
    const evidence = await replayRecords(setting, contents, records);
    expect(evidence).toMatchObject({ recorded: 4, read: 4, malformed: 0, unreplayable: 0, replayed: 4 });
    expect(rows(evidence, 'tier')).toEqual(['"long" → "long": 1', '"short" → "long": 2', '"short" → "short": 1']);
    expect(evidence.outcomes).toEqual([{ base: 'ok', head: 'ok', records: 4, weight: 4, value: 0 }]);
  });

  it('gives the same bytes for any number of shards, over several files, packed or not', async () => {
    const many = Array.from({ length: 3000 }, (_, index) => ({ delay: index % 240, origin: `A${index % 7}` }));
    const plan = planOf(setting, contents);
    const files = [jsonl(many.slice(0, 1700)), jsonl(many.slice(1700), 1, 'gzip')];
    const whole = await replayHere(plan, files);
    for (const shards of [2, 3, 17])
      expect(JSON.stringify(await replayHere(plan, files, { shards }))).toBe(JSON.stringify(whole));
    // Of each 240 delays 60 lie above 120 and up to 180; of the last 120 none.
    expect(rows(whole, 'tier')[1]).toBe('"short" → "long": 720');
    expect(whole.segments.map(({ total }) => total.records).reduce((a, b) => a + b)).toBe(3000);
  });

  it('adds up over windows of a seeded order as if it had been replayed at once', async () => {
    const many = Array.from({ length: 500 }, (_, index) =>
      index % 50 === 3 ? '{"delay":' : { delay: index, origin: 'A' },
    );
    const plan = planOf(setting, contents);
    const files = [jsonl(many)];
    const cuts = [0, 0.1, 0.5, 1];
    const windows = cuts.slice(1).map((to, index) => ({ seed: 4, from: cuts[index] ?? 0, to }));
    const rounds = await replayHere(plan, files, { windows, shards: 3 });
    expect(JSON.stringify(rounds)).toBe(JSON.stringify(await replayHere(plan, files)));
    const first = await replayHere(plan, files, { windows: windows.slice(0, 1) });
    expect(first.recorded).toBe(500);
    expect(first.read).toBe(first.malformed + first.replayed);
    expect(first.read).toBeLessThan(100);
  });
});

describe('an answer null', () => {
  const steps = [schema('in.json'), rules('rules.json', '/tier')];
  const outputs = [output('/tier'), output('/note')];
  const contents: Contents = {
    'in.json': [{ properties: { note: {} } }, { properties: {} }],
    'rules.json': [{ if: [{ '>': [{ var: 'delay' }, 180] }, 'long', null] }],
  };

  it('is a value, and not missing: a schema that takes it away is a change', async () => {
    const records = [{ delay: 200, note: null }, { delay: 10, note: 'x' }, { delay: 20 }];
    const evidence = await replayRecords({ steps, outputs }, contents, records);
    expect(rows(evidence, 'tier')).toEqual(['"long" → "long": 1', 'null → null: 2']);
    expect(rows(evidence, 'note')).toEqual(['"x" → missing: 1', 'missing → missing: 1', 'null → missing: 1']);
  });

  it('is what production answered where that was null', async () => {
    const setting: Setting = {
      recording: { input: '/request', output: '/response' },
      steps: [rules('rules.json', '/tier')],
      outputs: [output('/tier')],
    };
    const records = [
      { request: { delay: 10 }, response: { tier: null } },
      { request: { delay: 20 }, response: { tier: 'long' } },
    ];
    const evidence = await replayRecords(setting, contents, records);
    expect(evidence.reproduction).toMatchObject({ compared: 2, different: 1 });
  });
});

describe('changed params', () => {
  it('reach the rules of both sides and no schema', async () => {
    const closed = { type: 'object', properties: { delay: {}, tier: {} }, additionalProperties: false };
    const evidence = await replayRecords(
      {
        params: 'params.yaml',
        steps: [schema('in.json'), rules('rules.json', '/tier'), schema('out.json'), rules('again.json', '/echo')],
        outputs: [output('/tier'), output('/echo', 'number')],
      },
      {
        'params.yaml': ['limit: 180', 'limit: 120'],
        'in.json': [closed],
        'rules.json': [lateAfter({ var: 'params.limit' })],
        'out.json': [closed],
        'again.json': [{ var: 'params.limit' }],
      },
      [{ delay: 100 }, { delay: 150 }],
    );
    expect(evidence.reasons).toEqual([]);
    expect(rows(evidence, 'tier')).toEqual(['"short" → "long": 1', '"short" → "short": 1']);
    expect(rows(evidence, 'echo')).toEqual(['180 → 120: 2']);
  });
});

describe('a schema', () => {
  it('that rejects at head shows what base answered', async () => {
    const evidence = await replayRecords(
      { steps: [schema('in.json'), rules('rules.json', '/tier')], outputs: [output('/tier')] },
      { 'in.json': [{}, { properties: { delay: { maximum: 200 } } }], 'rules.json': [lateAfter(180)] },
      [{ delay: 100 }, { delay: 300 }],
    );
    expect(rows(evidence, 'tier')).toEqual(['"long" → rejected: 1', '"short" → "short": 1']);
    expect(evidence.outcomes.map(({ base, head, records }) => [base, head, records])).toEqual([
      ['ok', 'ok', 1],
      ['ok', 'rejected', 1],
    ]);
    expect(evidence.reasons).toMatchObject([{ side: 'head', outcome: 'rejected', artifact: 'in.json', records: 1 }]);
  });

  it('that rejected at base and no longer does shows what head answers, though nothing is written after it', async () => {
    const evidence = await replayRecords(
      { steps: [rules('rules.json', '/tier'), schema('out.json')], outputs: [output('/tier')] },
      { 'out.json': [{ properties: { delay: { maximum: 200 } } }, {}], 'rules.json': [lateAfter(180)] },
      [{ delay: 100 }, { delay: 300 }],
    );
    expect(rows(evidence, 'tier')).toEqual(['"short" → "short": 1', 'rejected → "long": 1']);
  });

  it('that requires what traffic never had makes records unreplayable, which are no part of the replayed ones', async () => {
    const evidence = await replayRecords(
      { steps: [schema('in.json'), rules('rules.json', '/tier')], outputs: [output('/tier')] },
      {
        'in.json': [
          { type: 'object', properties: { delay: {} } },
          { type: 'object', properties: { delay: {}, currency: {} }, required: ['currency'] },
        ],
        'rules.json': [lateAfter(180)],
      },
      [{ delay: 1 }, { delay: 2, currency: 'EUR' }, '{"delay": 3', { delay: 4 }],
    );
    expect(evidence).toMatchObject({ recorded: 4, read: 4, malformed: 1, unreplayable: 2, replayed: 1 });
    expect(evidence.lost).toEqual({ weight: 2, atHead: { records: 2, weight: 2 } });
    expect(evidence.outputs[0]?.total.records).toBe(1);
    expect(evidence.reasons).toMatchObject([
      {
        side: 'head',
        outcome: 'unreplayable',
        artifact: 'in.json',
        records: 2,
        reason: expect.stringContaining('/currency'),
      },
    ]);
  });
});

describe('a recorded model', () => {
  it('answers what production answered and cannot answer where nothing was recorded', async () => {
    const evidence = await replayRecords(
      {
        recording: { input: '/request', output: '/response' },
        steps: [recorded('/score', '/output/p'), rules('rules.json', '/sure')],
        outputs: [output('/score', 'probability'), output('/sure')],
      },
      { 'rules.json': [{ '>=': [{ var: 'score' }, 0.5] }, { '>=': [{ var: 'score' }, 0.9] }] },
      [
        { request: {}, response: { p: 0.95 } },
        { request: {}, response: { p: 0.7 } },
        { request: {}, response: {} },
      ],
    );
    expect(evidence).toMatchObject({ replayed: 2, unreplayable: 1 });
    expect(evidence.lost).toEqual({ weight: 1, atHead: { records: 0, weight: 0 } });
    expect(rows(evidence, 'sure')).toEqual(['true → false: 1', 'true → true: 1']);
    expect(evidence.reasons).toMatchObject([
      { side: 'both', outcome: 'unreplayable', artifact: 'recorded', records: 1 },
    ]);
  });
});

describe('documents', () => {
  const count = (place: string): unknown => ({ '+': [{ var: place }, 1] });

  it.each([
    { title: 'a member', first: '/decision', second: '/decision/n', at: 'decision.n' },
    { title: 'a place inside', first: '/a/b', second: '/a/b/n', at: 'a.b.n' },
    { title: 'the whole document', first: '', second: '/n', at: 'n' },
  ])('never share what a rule returns for all of them and a later one writes into: $title', async (given) => {
    const evidence = await replayRecords(
      {
        steps: [
          rules('literal.json', given.first, 'json-logic-engine'),
          rules('count.json', given.second, 'json-logic-engine'),
        ],
        outputs: [output(given.second, 'number', { name: 'n' })],
      },
      { 'literal.json': [{ preserve: { n: 0, list: [1] } }], 'count.json': [count(given.at)] },
      Array.from({ length: 5 }, (_, id) => ({ id })),
    );
    expect(rows(evidence, 'n')).toEqual(['1 → 1: 5']);
  });

  it('never share the params that a rule returns', async () => {
    const evidence = await replayRecords(
      {
        params: 'params.json',
        steps: [rules('copy.json', '/p'), rules('count.json', '/p/n')],
        outputs: [output('/p/n', 'number'), output('/params/n', 'number')],
      },
      { 'params.json': [{ n: 1 }, { n: 10 }], 'copy.json': [{ var: 'params' }], 'count.json': [count('p.n')] },
      [{ id: 1 }, { id: 2 }],
    );
    expect(rows(evidence, 'p-n')).toEqual(['2 → 11: 2']);
  });

  it.each(['/all', '/all/inner', ''])('may be answered whole, into "%s"', async (into) => {
    const evidence = await replayRecords(
      {
        steps: [rules('whole.json', into), rules('list.json', '/list')],
        outputs: [output(`${into}/id`, 'number', { name: 'id' }), output(into, 'category', { name: 'whole' })],
      },
      { 'whole.json': [{ var: '' }], 'list.json': [{ merge: [[{ var: '' }], 0] }, { merge: [[{ var: '' }], 1] }] },
      [{ id: 1 }, { id: 2 }],
    );
    expect(rows(evidence, 'id')).toEqual(['1 → 1: 1', '2 → 2: 1']);
    expect(evidence.replayed).toBe(2);
    if (into !== '') expect(rows(evidence, 'whole')).toEqual(['{"id":1} → {"id":1}: 1', '{"id":2} → {"id":2}: 1']);
  });
});

describe('reproduction', () => {
  const setting: Setting = {
    recording: { input: '/request', output: '/response' },
    steps: [rules('rules.json', '/tier'), rules('amount.json', '/amount')],
    outputs: [output('/tier'), output('/amount', 'number', { tolerance: 0.01 })],
  };
  const contents: Contents = {
    'rules.json': [lateAfter(180), lateAfter(300)],
    'amount.json': [{ '*': [{ var: 'delay' }, 0.1] }],
  };

  it('counts the records on which base answers otherwise than production did, by output', async () => {
    const evidence = await replayRecords(setting, contents, [
      { request: { delay: 200 }, response: { tier: 'long', amount: 20 } },
      { request: { delay: 200 }, response: { tier: 'long', amount: 20.005 } },
      { request: { delay: 200 }, response: { tier: 'short', amount: 21 } },
      { request: { delay: 200 }, response: { tier: 'short' } },
      { request: { delay: 200 }, response: { note: 'timeout' } },
      { request: { delay: 200 } },
    ]);
    expect(evidence.reproduction).toEqual({ compared: 4, different: 2, outputs: { tier: 2, amount: 1 } });
  });

  it('counts a record that base rejects as another answer, and leaves out one that cannot be replayed', async () => {
    const evidence = await replayRecords(
      {
        ...setting,
        steps: [recorded('/score', '/output/score'), schema('in.json'), rules('rules.json', '/tier')],
        outputs: [output('/tier')],
      },
      { 'in.json': [{ properties: { delay: { maximum: 200 } } }], 'rules.json': [lateAfter(180)] },
      [
        { request: { delay: 300 }, response: { score: 1, tier: 'long' } },
        { request: { delay: 100 }, response: { tier: 'long' } },
      ],
    );
    expect(evidence.reproduction).toEqual({ compared: 1, different: 1, outputs: { tier: 1 } });
  });

  it('compares with the whole answer where there is one output', async () => {
    const evidence = await replayRecords(
      { ...setting, steps: [rules('rules.json', '/tier')], outputs: [output('/tier')] },
      contents,
      [
        { request: { delay: 200 }, response: 'long' },
        { request: { delay: 200 }, response: 'short' },
      ],
    );
    expect(evidence.reproduction).toEqual({ compared: 2, different: 1, outputs: { tier: 1 } });
  });

  it('is none of what no step has written: a part of the request is nothing that production answered', async () => {
    const evidence = await replayRecords(
      { ...setting, steps: [schema('in.json')], outputs: [output('/path')] },
      { 'in.json': [{}] },
      [{ request: { path: '/v1/chat' }, response: { text: 'Sure' } }],
    );
    expect(evidence.reproduction).toBeUndefined();
  });

  it('is none of a prompt, which is what a model is asked', async () => {
    const prompt = { ...recorded('/prompt'), path: 'a.jinja', engine: 'jinja' };
    const evidence = await replayRecords(
      { ...setting, steps: [prompt], outputs: [output('/prompt')] },
      { 'a.jinja': ['Answer {{ question }}'] },
      [{ request: { question: 'why' }, response: 'Because' }],
    );
    expect(evidence.reproduction).toBeUndefined();
  });

  it('is not spoken of where nothing was recorded', async () => {
    const evidence = await replayRecords(setting, contents, [{ request: { delay: 200 } }]);
    expect(evidence.reproduction).toBeUndefined();
  });
});

describe('what a record carries', () => {
  it('is added up: weights, stakes, labels, times', async () => {
    const evidence = await replayRecords(
      {
        recording: { input: '/request', weight: '/n', value: '/fare', label: '/label', time: '/at' },
        steps: [rules('rules.json', '/tier')],
        outputs: [output('/tier')],
      },
      { 'rules.json': [lateAfter(180), lateAfter(120)] },
      [
        { request: { delay: 150 }, n: 0.5, fare: 100, label: 'long', at: '2026-03-01T00:00:00Z' },
        { request: { delay: 10 }, fare: 30, at: '2026-01-01T00:00:00Z' },
        { request: { delay: 10 }, n: 0, fare: 30 },
        { request: { delay: 10 }, n: 2, fare: 'much' },
      ],
    );
    expect(evidence).toMatchObject({ recorded: 4, malformed: 2, replayed: 2, weighted: true, valued: true });
    expect(evidence.malformedExamples.map(({ file, line }) => [file, line])).toEqual([
      ['traffic/flights-0.jsonl', 3],
      ['traffic/flights-0.jsonl', 4],
    ]);
    // 0.5² + 1²
    expect(evidence.outputs[0]?.total).toEqual({ records: 2, weight: 1.5, squares: 1.25, value: 80 });
    expect(evidence.outputs[0]?.changed).toEqual({ records: 1, weight: 0.5, value: 50 });
    expect(evidence.outputs[0]?.labels?.total.records).toBe(1);
    expect(evidence.window).toEqual({ from: '2026-01-01T00:00:00Z', to: '2026-03-01T00:00:00Z' });
  });
});
