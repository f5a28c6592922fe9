/** A plan says what it reads of records: all else may be anything, and the evidence is the same. */
import { serialize } from 'node:v8';
import { describe, expect, it } from 'vitest';
import { pointerTokens } from '../../src/document/pointer.ts';
import type { Evidence } from '../../src/impact/evidence.ts';
import type { Wanted } from '../../src/recordings/screen/wanted.ts';
import { compilePlan } from '../../src/replay/compile.ts';
import type { Plan } from '../../src/replay/plan.ts';
import { readsOf } from '../../src/replay/reads.ts';
import { seededRandom } from '../random.ts';
import { runs } from '../runs.ts';
import { changing } from './other-fields.ts';
import { limit, single } from './random-flights.ts';
import { jsonl, output, planOf, replayHere, type Setting } from './setting.ts';
import { PIPELINES, type Pipeline } from './telling-pipelines.ts';

/** What records carry beside the request, and other things that nobody asks for. */
function recordOf(document: object, index: number, input: string): object {
  const own = {
    answer: { tier: index % 2 ? 'short' : 'long', score: index % 4, spent: index },
    truth: index % 3 ? 'short' : 'none',
    key: `k${index % 5}`,
    date: `2026-0${1 + (index % 3)}-1${index % 7}T10:00:00Z`,
    weight: 1 + (index % 2) / 4,
    stake: { eur: index, usd: index + 1 },
    unread: { deep: { er: index } },
  };
  const request = { ...document, channel: index % 2 ? 'web' : 'app', client: { version: index } };
  return input === '' ? { ...own, ...request } : { ...own, [input.slice(1)]: request };
}

const POINTERS = {
  output: '/answer',
  label: '/truth',
  id: '/key',
  time: '/date',
  weight: '/weight',
  value: '/stake/eur',
};

/** A pipeline with as much of what a recording may say as chance wants. */
function settingOf({ steps, more }: Pipeline, input: string, random: () => number): Setting {
  const said = Object.entries(POINTERS).filter(() => random() < 0.5);
  return {
    outputs: [output('/tier')],
    segments: random() < 0.5 ? ['/channel'] : [],
    limits: random() < 0.5 ? [limit] : [],
    ...more,
    steps,
    recording: { input, ...Object.fromEntries(said), ...more?.recording },
  };
}

async function readsIn(plan: Plan): Promise<readonly Wanted[]> {
  const { wanted, steps } = await compilePlan(plan, () => {});
  expect(wanted).toEqual(readsOf(plan, steps));
  if (!wanted) throw new Error('it may read anything');
  return wanted;
}

function evidenceOf(plan: Plan, records: readonly unknown[]): Promise<Evidence> {
  return replayHere(single(plan), [jsonl(records)]);
}

describe.each(Object.entries(PIPELINES))('a record with every other field changed: %s', (_name, pipeline) => {
  const records = (input: string) =>
    [...pipeline.documents, ...pipeline.documents].map((document, index) => recordOf(document, index, input));

  it('gives the same evidence', async () => {
    for (let seed = 0; seed < runs(12); seed += 1) {
      const random = seededRandom(seed);
      const input = seed % 2 ? '/request' : '';
      const plan = planOf(settingOf(pipeline, input, random), pipeline.contents);
      const before = records(input);
      const change = changing(await readsIn(plan), random);
      const after = before.map(change);
      for (const [index, record] of after.entries()) expect(record).not.toEqual(before[index]);
      const [expected, found] = [await evidenceOf(plan, before), await evidenceOf(plan, after)];
      expect(found, `seed ${seed}`).toStrictEqual(expected);
      expect(serialize(found)).toEqual(serialize(expected));
    }
  });

  const { matter, matterBeside = [] } = pipeline;
  it.each([...matter.map((place) => `/request${place}`), ...matterBeside])(
    'would not, if it did not say that it reads %s',
    async (place) => {
      const plan = planOf(
        settingOf(pipeline, '/request', () => 1),
        pipeline.contents,
      );
      const path = pointerTokens(place);
      const wanted = (await readsIn(plan)).filter((one) => !path.every((name, index) => one.path[index] === name));
      const before = records('/request');
      const expected = await evidenceOf(plan, before);
      const differs = async (seed: number): Promise<boolean> => {
        const after = before.map(changing(wanted, seededRandom(seed)));
        return !serialize(await evidenceOf(plan, after)).equals(serialize(expected));
      };
      let seed = 0;
      while (seed < 20 && !(await differs(seed))) seed += 1;
      expect(seed).toBeLessThan(20);
    },
  );
});
