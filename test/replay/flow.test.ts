/** What runs once, what runs twice, with stages that count their calls. */
import { describe, expect, it } from 'vitest';
import type { Beside, Document, Outcome, Stage } from '../../src/artifacts/engine.ts';
import { runFlow } from '../../src/replay/flow.ts';
import type { RunnableStep, StepVersion } from '../../src/replay/runnable-step.ts';
import { BASE, BOTH, HEAD, type Side, startTrack, type Track, trackOf, tracksOf } from '../../src/replay/track.ts';
import { compileWritten, whole } from '../../src/replay/written.ts';
import { seededRandom } from '../random.ts';

type Judge = (document: Record<string, unknown>) => unknown;

/** A stage that keeps what it saw. */
interface SpyingStage extends Stage {
  readonly seen: string[];
}

function stage(judge: Judge): SpyingStage {
  const seen: string[] = [];
  return {
    seen,
    run: (batch) =>
      batch.map((document: Document): Outcome => {
        seen.push(JSON.stringify(document));
        const value = judge(document as Record<string, unknown>);
        return value instanceof Error ? { outcome: 'rejected', reason: value.message } : { outcome: 'ok', value };
      }),
  };
}

function step(
  path: string,
  stages: SpyingStage | { base: SpyingStage; head: SpyingStage },
  { beside, ...more }: Partial<RunnableStep> & { readonly beside?: Readonly<Record<Side, Beside>> } = {},
): RunnableStep {
  const { base, head } = beside ?? { base: {}, head: {} };
  return {
    path,
    versions:
      'base' in stages
        ? [
            { stage: stages.base, beside: base, side: 'base', variants: [BASE] },
            { stage: stages.head, beside: head, side: 'head', variants: [HEAD] },
          ]
        : [{ stage: stages, beside: base, side: 'base', variants: BOTH }],
    write: compileWritten(`/${path}`),
    readsRecord: false,
    ...more,
  };
}

function tracks(inputs: readonly unknown[], variants = BOTH): Track[] {
  return inputs.map((input, position) =>
    startTrack({ input, weight: 1, output: { answer: position } }, position, variants),
  );
}

async function run(steps: readonly RunnableStep[], inputs: readonly unknown[]) {
  const all = tracks(inputs);
  await runFlow(steps, all, { enter() {} });
  return all.map(sidesOf);
}

/** How a record stands at base and at head. */
function sidesOf(base: Track) {
  const head = trackOf(base, HEAD);
  const atBase = whole(base.document);
  return {
    request: base.request,
    base: atBase,
    head: head === base ? atBase : whole(head.document),
    baseEnd: base.end,
    headEnd: head.end,
  };
}

const twice: Judge = ({ x }) => Number(x) * 2;
const reject = new Error('no');

describe('a step that is the same on both sides', () => {
  it('runs once for each record', async () => {
    const shared = stage(twice);
    const [first, second] = await run([step('y', shared)], [{ x: 1 }, { x: 2 }]);
    expect(shared.seen).toEqual(['{"x":1}', '{"x":2}']);
    expect([first?.base, second?.base]).toEqual([
      { x: 1, y: 2 },
      { x: 2, y: 4 },
    ]);
    expect(first?.head).toBe(first?.base);
  });

  it('ends a record on both sides for the same reason', async () => {
    const later = stage(twice);
    const [track] = await run(
      [
        step(
          'y',
          stage(() => reject),
        ),
        step('z', later),
      ],
      [{ x: 1 }],
    );
    expect(track?.baseEnd).toEqual({ outcome: 'rejected', path: 'y', reason: 'no' });
    expect(track?.headEnd).toBe(track?.baseEnd);
    expect(later.seen).toEqual([]);
  });
});

describe('a step that differs', () => {
  it('runs once a side, and later steps once where its results are equal', async () => {
    const [base, head, later] = [stage(twice), stage(({ x }) => Number(x) + Number(x)), stage(twice)];
    const [track] = await run([step('y', { base, head }), step('z', later)], [{ x: 1 }]);
    expect([base.seen.length, head.seen.length, later.seen.length]).toEqual([1, 1, 1]);
    expect(track?.head).toBe(track?.base);
  });

  it('takes results for equal that are the same JSON value', async () => {
    const later = stage(twice);
    const differing = { base: stage(() => ({ a: 1, b: [2] })), head: stage(() => ({ b: [2], a: 1 })) };
    await run([step('y', differing), step('z', later)], [{ x: 1 }]);
    expect(later.seen).toHaveLength(1);
  });

  it('lets later steps run on both sides of those records on which its results differ', async () => {
    const later = stage(({ y }) => Number(y) + 1);
    const differing = { base: stage(twice), head: stage(({ x }) => (x === 2 ? 0 : Number(x) * 2)) };
    const [first, second, third] = await run([step('y', differing), step('z', later)], [{ x: 1 }, { x: 2 }, { x: 3 }]);
    expect(later.seen).toHaveLength(4);
    expect([second?.base, second?.head]).toEqual([
      { x: 2, y: 4, z: 5 },
      { x: 2, y: 0, z: 1 },
    ]);
    expect([first?.head, third?.head]).toEqual([
      { x: 1, y: 2, z: 3 },
      { x: 3, y: 6, z: 7 },
    ]);
  });

  it('may reject on one side only: the other goes on', async () => {
    const later = stage(twice);
    const [first, second] = await run(
      [
        step('y', { base: stage(({ x }) => (x === 1 ? reject : 0)), head: stage(({ x }) => (x === 1 ? 0 : reject)) }),
        step('z', later),
      ],
      [{ x: 1 }, { x: 2 }],
    );
    expect([first?.baseEnd?.reason, first?.headEnd]).toEqual(['no', undefined]);
    expect(first?.head).toEqual({ x: 1, y: 0, z: 2 });
    expect([second?.baseEnd, second?.headEnd?.path]).toEqual([undefined, 'y']);
    expect(second?.base).toEqual({ x: 2, y: 0, z: 4 });
    expect(later.seen).toHaveLength(2);
  });

  it('keeps the sides apart for good once they differ, even where a later step gives both the same', async () => {
    const constant = stage(() => 0);
    const differing = { base: stage(() => 1), head: stage(() => 2) };
    const [track] = await run([step('y', differing), step('z', constant), step('w', constant)], [{ x: 1 }]);
    expect(constant.seen).toHaveLength(4);
    expect([track?.base, track?.head]).toEqual([
      { x: 1, y: 1, z: 0, w: 0 },
      { x: 1, y: 2, z: 0, w: 0 },
    ]);
  });

  it('never lets what one side writes be seen by the other', async () => {
    const whole: Judge = (document) => document;
    const [track] = await run(
      [
        step('y', { base: stage(() => 1), head: stage(whole) }),
        step('z', { base: stage(() => 3), head: stage(() => 4) }),
      ],
      [{ x: 1 }],
    );
    expect([track?.base, track?.head]).toEqual([
      { x: 1, y: 1, z: 3 },
      { x: 1, y: { x: 1 }, z: 4 },
    ]);
  });
});

describe('params', () => {
  const beside = { base: { params: { limit: 180 } }, head: { params: { limit: 120 } } };

  it('stand beside the documents of each side and never in them', async () => {
    const heard: unknown[] = [];
    const listening = (answer: number): SpyingStage => {
      const inner = stage(() => answer);
      return {
        seen: inner.seen,
        run(batch, found) {
          heard.push(found);
          return inner.run(batch);
        },
      };
    };
    const [base, head] = [listening(0), listening(0)];
    const [track] = await run([step('y', { base, head }, { beside })], [{ x: 1 }]);
    expect(heard).toEqual([{ params: { limit: 180 } }, { params: { limit: 120 } }]);
    expect([base.seen, head.seen]).toEqual([['{"x":1}'], ['{"x":1}']]);
    expect(track?.base).toEqual({ x: 1, y: 0 });
  });
});

describe('documents', () => {
  it('are never changed, so a stage may keep what it was given and give it back', async () => {
    const input = Object.freeze({ x: 1 });
    const kept = stage((document) => ({ seen: document }));
    const [track] = await run(
      [
        step('y', stage(twice)),
        step('z', kept),
        step(
          'y',
          stage(() => 0),
        ),
      ],
      [input],
    );
    expect(track?.base).toEqual({ x: 1, y: 0, z: { seen: { x: 1, y: 2 } } });
    expect(track?.request.input).toEqual({ x: 1 });
  });
});

it('a step that reads the recording gets the record, not the document', async () => {
  const recorded = stage(() => 0);
  await run(
    [
      step(
        'x',
        stage(() => 7),
      ),
      step('y', recorded, { readsRecord: true }),
    ],
    [{ a: 1 }],
  );
  expect(JSON.parse(recorded.seen[0] ?? '')).toMatchObject({ output: { answer: 0 } });
});

it('a stage that gives too few outcomes fails the records without one', async () => {
  const lazy: SpyingStage = { seen: [], run: () => [] };
  const [track] = await run([step('y', lazy)], [{ x: 1 }]);
  expect(track?.baseEnd).toMatchObject({ outcome: 'failed', path: 'y' });
});

describe('before a stage runs', () => {
  it('its step, side and records are announced', async () => {
    const heard: [number, Side, number[]][] = [];
    const steps = [step('y', stage(twice)), step('z', { base: stage(twice), head: stage(twice) })];
    await runFlow(steps, tracks([{ x: 1 }, { x: 2 }]), {
      enter: (index, side, some) => void heard.push([index, side, some.map(({ position }) => position)]),
    });
    expect(heard).toEqual([
      [0, 'base', [0, 1]],
      [1, 'base', [0, 1]],
      [1, 'head', [0, 1]],
    ]);
  });

  it('a excluded record is left out and fails with the reason of its bar', async () => {
    const [base, head] = [stage(twice), stage(twice)];
    const all = tracks([{ x: 1 }, { x: 2 }, { x: 3 }]);
    await runFlow([step('y', { base, head })], all, {
      enter() {},
      excluded: (_, side, position) => (side === 'head' && position === 1 ? 'took too long' : undefined),
    });
    expect([base.seen.length, head.seen]).toEqual([3, ['{"x":1}', '{"x":3}']]);
    const sides = all.map(sidesOf);
    expect(sides.map(({ headEnd }) => headEnd?.reason)).toEqual([undefined, 'took too long', undefined]);
    expect(sides.map(({ base: document }) => document)).toEqual([
      { x: 1, y: 2 },
      { x: 2, y: 4 },
      { x: 3, y: 6 },
    ]);
  });
});

describe('any number of variants', () => {
  /** A version of a step for some variants. */
  function version(of: SpyingStage, variants: readonly number[]): StepVersion {
    return { stage: of, beside: {}, side: 'head', version: variants[0], variants };
  }

  it('share each version of a step, and every record on which they have not differed', async () => {
    const [doubles, fives, next, later] = [stage(twice), stage(() => 5), stage(({ y }) => Number(y) + 1), stage(twice)];
    const steps = [
      step('y', doubles, { versions: [version(doubles, [0, 2]), version(fives, [1, 3])] }),
      step('z', next, { versions: [version(next, [0, 1]), version(next, [2, 3])] }),
      step('w', later, { versions: [version(later, [0, 1, 2, 3])] }),
    ];
    const [one, two] = tracks([{ x: 1 }, { x: 2.5 }], [0, 1, 2, 3]);
    if (!one || !two) throw new Error('there are two');
    await runFlow(steps, [one, two], { enter() {} });

    expect([doubles, fives].map(({ seen }) => seen)).toEqual([
      ['{"x":1}', '{"x":2.5}'],
      ['{"x":1}', '{"x":2.5}'],
    ]);
    const [five, apart] = ['{"x":2.5,"y":5}', ['{"x":1,"y":2}', '{"x":1,"y":5}']];
    expect(next.seen).toEqual([...apart, five, ...apart, five]);
    expect(later.seen).toEqual(['{"x":1,"y":2,"z":3}', '{"x":1,"y":5,"z":6}', '{"x":2.5,"y":5,"z":6}']);
    expect(tracksOf(one).map(({ variants, document }) => [variants, whole(document)])).toEqual([
      [[0, 2], { x: 1, y: 2, z: 3, w: 2 }],
      [[1, 3], { x: 1, y: 5, z: 6, w: 2 }],
    ]);
    expect(tracksOf(two)).toHaveLength(1);
  });

  it('fare each as it would alone', async () => {
    const random = seededRandom(3);
    const draw = (count: number): number => Math.floor(random() * count);
    for (let round = 0; round < 200; round += 1) {
      const count = 1 + draw(7);
      // Rules of small numbers, so that many agree on some records; some reject.
      const rules = Array.from({ length: 3 }, () =>
        Array.from({ length: count }, (): Judge => {
          const [factor, most] = [draw(3), 3 + draw(6)];
          return ({ x, a = 0, b = 0 }) => {
            const value = Number(x) * factor + Number(a) - Number(b);
            return value > most ? reject : value % 3;
          };
        }),
      );
      const chosen = rules.map((own) =>
        Array.from({ length: count }, (_, variant) => (variant ? draw(own.length) : 0)),
      );
      const places = ['a', 'b', 'c'];
      const steps = rules.map((own, index) => {
        const versions = [...Map.groupBy(chosen[index]?.keys() ?? [], (variant) => chosen[index]?.[variant] ?? 0)];
        return step(places[index] ?? '', stage(twice), {
          versions: versions.map(([rule, variants]) => version(stage(own[rule] ?? twice), variants)),
        });
      });
      const inputs = Array.from({ length: 5 }, () => ({ x: draw(4) }));
      const all = tracks(inputs, [...Array(count).keys()]);
      await runFlow(steps, all, { enter() {} });

      for (const [record, track] of all.entries()) {
        for (let variant = 0; variant < count; variant += 1) {
          const alone: Record<string, unknown> = { ...inputs[record] };
          let ended: string | undefined;
          for (const [index, place] of places.entries()) {
            const answer = rules[index]?.[chosen[index]?.[variant] ?? 0]?.(alone);
            if (answer instanceof Error) ended ??= place;
            if (ended === undefined) alone[place] = answer;
          }
          const { document, end } = trackOf(track, variant);
          expect([whole(document), end?.path]).toEqual([alone, ended]);
        }
      }
    }
  });
});
