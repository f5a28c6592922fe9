import { expect, test } from 'vitest';
import type { Reply } from '../../src/replay/messages.ts';
import { Whereabouts } from '../../src/replay/whereabouts.ts';

/** A process whose clock stands still until it is moved. */
function open({ everything = false } = {}) {
  const said: Reply[] = [];
  const clock = { now: 0 };
  const say = async (reply: Reply) => void said.push(reply);
  const whereabouts = new Whereabouts({ say, everything, now: () => clock.now });
  const enter = (position: number) => whereabouts.enter({ step: 0, side: 'base', position });
  return { said, clock, whereabouts, enter };
}

const entered = (position: number): Reply => ({ type: 'enter', step: 0, side: 'base', position });

test('of batches that follow each other closely, the first is said to begin and a later one to end', () => {
  const { said, clock, whereabouts, enter } = open();
  for (const position of [0, 100, 200, 300]) {
    enter(position);
    clock.now += 6;
    whereabouts.left(10);
  }
  expect(said).toEqual([entered(0), { type: 'left', records: 40 }]);
});

test('what is said to have begun never lies behind what runs, so that a search from there finds it', () => {
  const { said, enter } = open();
  enter(500);
  enter(700);
  enter(200);
  enter(300);
  expect(said).toEqual([entered(500), entered(200)]);
});

test('a stage that begins after a pause, or after it was said that one ended, is always said to', () => {
  const { said, clock, whereabouts, enter } = open();
  enter(0);
  clock.now += 20;
  enter(0);
  clock.now += 20;
  whereabouts.left(10);
  enter(100);
  expect(said).toEqual([entered(0), entered(0), { type: 'left', records: 10 }, entered(100)]);
});

test('as soon as the process waits, its starter learns that no stage runs', async () => {
  const { said, whereabouts, enter } = open();
  enter(0);
  whereabouts.left(10);
  expect(said).toEqual([entered(0)]);
  await new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
  expect(said).toEqual([entered(0), { type: 'left', records: 10 }]);
});

test('at the end of a task everything is said, once', () => {
  const { said, whereabouts, enter } = open();
  enter(0);
  whereabouts.left(10);
  whereabouts.settle();
  whereabouts.settle();
  expect(said).toEqual([entered(0), { type: 'left', records: 10 }]);
});

test('where the very record is looked for, nothing is kept back', async () => {
  const { said, whereabouts, enter } = open({ everything: true });
  for (const position of [0, 10]) {
    // A stage waits until its message is on its way.
    await expect(enter(position)).resolves.toBeUndefined();
    whereabouts.left(1);
  }
  expect(said).toEqual([entered(0), { type: 'left', records: 1 }, entered(10), { type: 'left', records: 1 }]);
});
