/** Looking at replayed traffic in real processes: which fields it is sliced by, and what is found in it. */
import { describe, expect, it } from 'vitest';
import { type FoundSlices, findSlices } from '../../src/explain/slices.ts';
import type { RecordingFile } from '../../src/recordings/reader.ts';
import { planReplay } from '../../src/replay/plan.ts';
import { replayAll } from '../../src/replay/replay.ts';
import { seededRandom } from '../random.ts';
import { type Contents, jsonl, output, pipelineOf, rules, type Setting, versionsOf } from '../replay/setting.ts';

const decision = rules('decide.json', '/decision', 'json-logic-engine');
const setting: Setting = { steps: [decision], outputs: [output('/decision')] };

/** Amounts above the threshold are for a person to look at. */
function above(threshold: number): unknown {
  return { if: [{ '>': [{ var: 'order.amount' }, threshold] }, 'review', 'approve'] };
}

const threshold: Contents = { 'decide.json': [above(900), above(800)] };

interface Order {
  readonly id: number;
  readonly customer: { readonly email: string; readonly name: string; readonly plan: string };
  readonly order: { readonly amount: number; readonly country: string; readonly note: string };
  readonly visits: number;
  readonly tags: readonly string[];
}

function orders(count: number, seed = 1): Order[] {
  const random = seededRandom(seed);
  const pick = (from: readonly string[]): string => from[Math.floor(random() * from.length)] ?? '';
  return Array.from({ length: count }, (_, id) => ({
    id,
    customer: { email: `${id}@example.org`, name: `Customer ${id}`, plan: pick(['free', 'team', 'large']) },
    order: {
      amount: Math.floor(random() * 200_000) / 100,
      country: pick(['AT', 'BE', 'DE', 'ES', 'FR', 'IT']),
      note: `as agreed on the phone, number ${Math.floor(random() * 1e9)}`,
    },
    visits: Math.floor(random() * 20),
    tags: ['a'],
  }));
}

async function lookInto(
  files: readonly RecordingFile[],
  { contents = threshold, jobs = 2, more = {} }: { contents?: Contents; jobs?: number; more?: Setting } = {},
): Promise<FoundSlices> {
  const pipeline = pipelineOf({ ...setting, ...more });
  const plan = planReplay(pipeline, versionsOf(pipeline, contents));
  let found: FoundSlices = {};
  const further: Parameters<typeof replayAll>[0][number]['further'] = async ({ evidence }, run) => {
    found = await findSlices({ pipeline, plan, files: files.length, evidence }, run);
  };
  await replayAll([{ plan, files, next: () => 'stop', further }], { jobs, full: true, seed: 1 });
  return found;
}

describe('the fields that traffic is sliced by', () => {
  it('are scalars with few values and numbers, never identifiers, addresses or free text', async () => {
    const found = await lookInto([jsonl(orders(3000))]);
    expect(found.look?.fields.toSorted()).toEqual(['/customer/plan', '/order/amount', '/order/country', '/visits']);
    expect(found.look).toMatchObject({ records: 3000, full: true });
    expect(JSON.stringify(found)).not.toMatch(/example\.org|Customer|phone/);
  });

  it('are not what the pipeline or production made of the input', async () => {
    const answered = orders(1000).map((order) => ({
      ...order,
      answer: order.visits % 2,
      decision: 'none',
      right: 'yes',
    }));
    const found = await lookInto(
      [jsonl(answered.map((order, index) => ({ ...order, right: index % 2 ? 'yes' : 'no' })))],
      {
        more: { recording: { output: '/answer', label: '/right' } },
      },
    );
    expect(found.look?.fields.toSorted()).toEqual(['/customer/plan', '/order/amount', '/order/country', '/visits']);
  });

  it('include declared segments, whatever they are called', async () => {
    const named = orders(1000).map((order) => ({ ...order, shop_id: `shop ${order.id % 60}` }));
    const found = await lookInto([jsonl(named)], { more: { segments: ['/shop_id'] } });
    expect(found.look?.fields).toContain('/shop_id');
  });
});

describe('what is found', () => {
  it('is the range between the old threshold of a rule and the new one', async () => {
    const found = await lookInto([jsonl(orders(20_000))]);
    const [contrast, ...others] = found.contrasts ?? [];
    expect(others).toEqual([]);
    expect(contrast).toMatchObject({ output: 'decision', base: 'approve', head: 'review' });
    expect(contrast?.conditions).toEqual([{ pointer: '/order/amount', low: 800, high: 900 }]);
    expect(contrast?.covered).toBeGreaterThan(0.99);
    expect(contrast?.precision).toBeGreaterThan(0.99);
    // The bin of 1, 2, 5 that holds it.
    expect(found.hotspots?.map(({ conditions }) => conditions)).toEqual([
      [{ pointer: '/order/amount', low: 500, high: 1000 }],
    ]);
  });

  it('is what a plain loop over the records counts', async () => {
    const abroad = {
      if: [{ and: [{ '==': [{ var: 'order.country' }, 'ES'] }, { '<': [{ var: 'visits' }, 5] }] }, 'review', 'approve'],
    };
    const records = orders(10_000, 3);
    const found = await lookInto([jsonl(records)], {
      contents: { 'decide.json': [above(1e9), abroad] },
    });
    const meets = ({ order, visits }: Order): boolean => order.country === 'ES' && visits < 5;
    const moved = records.filter(meets).length;
    expect(found.contrasts).toEqual([
      {
        output: 'decision',
        base: 'approve',
        head: 'review',
        conditions: expect.arrayContaining([
          { pointer: '/order/country', values: ['ES'] },
          { pointer: '/visits', high: 5 },
        ]),
        records: moved,
        covered: 1,
        precision: 1,
      },
    ]);
    for (const { conditions, records: size, changed, share, rest, excess } of found.hotspots ?? []) {
      const inside = records.filter(({ order }) => conditions.every(({ values }) => values?.includes(order.country)));
      expect(size).toBe(inside.length);
      expect(changed).toBe(inside.filter(meets).length);
      expect(share).toBeCloseTo(changed / size, 12);
      expect(rest).toBeCloseTo((moved - changed) / (records.length - size), 12);
      expect(excess).toBeCloseTo((changed - size * rest) / moved, 12);
    }
    // Each number of visits from there has fewer than 200 records.
    expect(found.hotspots?.map(({ conditions }) => conditions)).toEqual([
      [{ pointer: '/order/country', values: ['ES'] }],
    ]);
  });

  it('is the same for any number of processes and files', async () => {
    const records = orders(9000, 5);
    const one = [jsonl(records)];
    const several = [0, 1, 2].map((part) => jsonl(records.slice(part * 3000, (part + 1) * 3000), part));
    const expected = JSON.stringify(await lookInto(one, { jobs: 1 }));
    expect(JSON.stringify(await lookInto(one, { jobs: 3 }))).toBe(expected);
    expect(JSON.stringify(await lookInto(several, { jobs: 3 }))).toBe(expected);
  });

  it('is nothing where nothing changed', async () => {
    const found = await lookInto([jsonl(orders(1000))], { contents: { 'decide.json': [above(900), above(900)] } });
    expect(found).toEqual({});
  });

  it('names no value that fewer than ten records have', async () => {
    const records = orders(5000, 6).map((order, index) => ({
      ...order,
      order: { ...order.order, country: index < 9 ? 'VA' : index < 19 ? 'MC' : order.order.country },
    }));
    const rare = { if: [{ in: [{ var: 'order.country' }, ['VA', 'MC']] }, 'review', 'approve'] };
    const found = await lookInto([jsonl(records)], { contents: { 'decide.json': [above(1e9), rare] } });
    expect(JSON.stringify(found)).not.toContain('VA');
    expect(found.contrasts?.[0]).toMatchObject({
      conditions: [{ pointer: '/order/country', values: ['MC'] }],
      covered: 10 / 19,
      precision: 1,
    });
  });
});
