/** Pairs of versions that run together, in one reading: each has the evidence that it has alone. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readerOf } from '../../src/recordings/read.ts';
import type { RecordingFile } from '../../src/recordings/reader.ts';
import { compileRecord } from '../../src/recordings/record.ts';
import { createWeekOf } from '../../src/recordings/window/week.ts';
import { compilePlan } from '../../src/replay/compile.ts';
import { type InputCounts, InputSum } from '../../src/replay/evidence/inputs.ts';
import { type PipelineParts, PipelineSum } from '../../src/replay/evidence/pipeline.ts';
import { EVERYTHING } from '../../src/replay/order.ts';
import type { Plan } from '../../src/replay/plan.ts';
import { replayShard } from '../../src/replay/shard.ts';
import { planTogether } from '../../src/replay/together/plan.ts';
import { runs } from '../runs.ts';
import { contents, fileOf, pools, setting, single } from './random-flights.ts';
import { type Contents, output, planOf, recorded, replayHere, rules, type Setting, schema } from './setting.ts';

const INPUTS = { skipped: ['/date'], segment: '/origin' };

/** Of each artifact that has two versions, which of them each state has. */
const states = fc.array(
  fc.array(fc.boolean(), { minLength: Object.keys(contents).length, maxLength: Object.keys(contents).length }),
  { minLength: 2, maxLength: 4 },
);

/** Also by week and segment, and the last against what was recorded, as a monitor asks. */
function plansOf(some: Setting, versions: readonly (readonly boolean[])[]): [Plan, ...Plan[]] {
  const contentIn = (state: readonly boolean[] = []): Contents =>
    Object.fromEntries(
      Object.entries(contents).map(([path, [base, head = base]], index) => [path, [state[index] ? head : base]]),
    );
  const pairs = versions.slice(1).map((state, index) => {
    const [before, after] = [contentIn(versions[index]), contentIn(state)];
    return planOf(
      some,
      Object.fromEntries(Object.keys(contents).map((path) => [path, [before[path]?.[0], after[path]?.[0]]])),
    );
  });
  const [first, ...others] = pairs.map((plan): Plan => {
    const { weeks, segments } = plan.evidence;
    const byWeek = weeks && { ...weeks, evidence: { ...weeks.evidence, segments } };
    return { ...plan, evidence: { ...plan.evidence, ...(byWeek && { weeks: byWeek }) } };
  });
  if (!first) throw new Error('no pair');
  return [first, ...others, { ...(others.at(-1) ?? first), isAgainstRecorded: true }];
}

async function partsOf(plan: Plan, file: RecordingFile, shards: number): Promise<PipelineParts> {
  const runnable = await compilePlan(plan, () => {});
  const sum = new PipelineSum(plan.evidence);
  for (const shard of (await readerOf(file).shards(file, shards)).toReversed())
    sum.absorb(await replayShard(runnable, shard, EVERYTHING, { enter() {}, left() {} }));
  // As it is kept.
  return JSON.parse(JSON.stringify(sum.export()));
}

async function inputsIn({ recording }: Plan, file: RecordingFile): Promise<InputCounts> {
  const sum = new InputSum(INPUTS);
  const toRequest = compileRecord(recording);
  const weekOf = createWeekOf(recording.zone);
  for (const shard of await readerOf(file).shards(file, 1))
    for await (const { records } of readerOf(file).read(shard, () => true))
      for (const raw of records) {
        const { request } = toRequest(raw);
        if (request?.time === undefined) continue;
        const { origin } = request.input as { origin?: unknown };
        sum.add(weekOf(request.time), request.input, typeof origin === 'string' ? origin : undefined);
      }
  return sum.finish();
}

it('each as alone, and what the requests hold', { timeout: 300_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(setting, states, pools, fc.constantFrom(1, 2), async (some, versions, lines, shards) => {
      const plans = plansOf(some, versions);
      const file = fileOf([...lines, ...lines.slice(0, 7), ...lines]);
      const { together = [], inputs } = await partsOf(planTogether(plans, INPUTS), file, shards);
      expect(together).toHaveLength(plans.length);
      for (const [index, plan] of plans.entries()) {
        const sum = new PipelineSum(plan.evidence);
        const own = together[index];
        if (own) sum.absorb(own);
        const alone = await replayHere(single(plan), [file]);
        const found = sum.finish(alone.malformedExamples);
        expect(JSON.parse(JSON.stringify(found))).toStrictEqual(JSON.parse(JSON.stringify(alone)));
      }
      const sum = new InputSum(INPUTS);
      if (inputs) sum.absorb(inputs);
      // Of records without an object for their input there is no segment to ask for.
      if (lines.every((line) => !line.startsWith('['))) expect(sum.finish()).toEqual(await inputsIn(plans[0], file));
    }),
    { numRuns: runs(60) },
  );
});

it('a schema that drops a member reads it as head no more, and as what runs already like any that it does not name', async () => {
  const some: Setting = {
    steps: [schema('flight.json'), rules('from.json', '/found')],
    outputs: [output('/found')],
  };
  const full = { type: 'object', properties: { delay: { type: 'number' }, origin: { type: 'string' } } };
  const less = { type: 'object', properties: { delay: { type: 'number' } } };
  const pair = (base: unknown, head: unknown) =>
    planOf(some, { 'flight.json': [base, head], 'from.json': [{ var: ['origin', 'nowhere'] }] });
  const plans = [pair(full, less), pair(less, less)] as const;
  const { together = [] } = await partsOf(planTogether(plans), fileOf(['{"delay":70,"origin":"LAX"}']), 1);
  const tables = together.map((own, index) => {
    const sum = new PipelineSum(plans[index]?.evidence ?? expect.fail('no plan'));
    sum.absorb(own);
    return sum.finish([]).outputs[0]?.table.map(({ base, head }) => [base, head]);
  });
  expect(tables).toEqual([[['"LAX"', '"nowhere"']], [['"LAX"', '"LAX"']]]);
});

it('runs a version once, however many pairs have it', async () => {
  const some: Setting = {
    steps: [rules('tier.json', '/tier', 'json-logic-engine'), recorded('/answer', '/output/tier')],
    outputs: [output('/tier')],
    params: 'params.json',
  };
  const tier = contents['tier.json']?.[0];
  const pair = (base: number, head: number) =>
    planOf(some, { 'tier.json': [tier], 'params.json': [{ limit: base }, { limit: head }] });
  const { steps, variants } = await compilePlan(planTogether([pair(10, 20), pair(20, 30), pair(30, 10)]), () => {});
  expect(variants).toEqual([0, 1, 2, 3, 4, 5]);
  expect(steps.map(({ versions }) => versions.map((version) => version.variants))).toEqual([
    [
      [0, 5],
      [1, 2],
      [3, 4],
    ],
    [[0, 1, 2, 3, 4, 5]],
  ]);
  const [{ versions = [] } = {}] = steps;
  expect(new Set(versions.map(({ stage }) => stage)).size).toBe(1);
});
