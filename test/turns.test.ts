import { expect, test } from 'vitest';
import { Turns } from '../src/turns.ts';

const never = new AbortController().signal;

/** What has begun so far, in order; every turn lasts until `end` is called with its name. */
function watch(turns: Turns) {
  const begun: string[] = [];
  const ends = new Map<string, () => void>();
  return {
    begun,
    async take(name: string, signal = never): Promise<void> {
      using _turn = await turns.take(signal);
      begun.push(name);
      await new Promise<void>((resolve) => ends.set(name, resolve));
    },
    end: (name: string) => ends.get(name)?.(),
  };
}

const settle = () => new Promise((resolve) => setImmediate(resolve));

test('only so many run at once, and the others follow in the order they came', async () => {
  const { begun, take, end } = watch(new Turns(2));
  const all = ['a', 'b', 'c', 'd'].map((name) => take(name));
  await settle();
  expect(begun).toEqual(['a', 'b']);
  end('b');
  await settle();
  expect(begun).toEqual(['a', 'b', 'c']);
  for (const name of ['a', 'c']) end(name);
  await settle();
  end('d');
  await Promise.all(all);
  expect(begun).toEqual(['a', 'b', 'c', 'd']);
});

test('who gives up waiting leaves the place to the next', async () => {
  const { begun, take, end } = watch(new Turns(1));
  const first = take('first');
  const stop = new AbortController();
  const second = take('second', stop.signal);
  const third = take('third');
  stop.abort(new Error('superseded'));
  await expect(second).rejects.toThrow('superseded');
  end('first');
  await first;
  await settle();
  expect(begun).toEqual(['first', 'third']);
  end('third');
  await third;
});

test('whoever waits with much is served in turn with those who want little', async () => {
  const turns = new Turns(1);
  const begun: string[] = [];
  const all = ['busy 1', 'busy 2', 'busy 3', 'calm 1', 'late 1', 'busy 4', 'calm 2'].map(async (name) => {
    using _turn = await turns.take(never, name.split(' ')[0]);
    begun.push(name);
    await settle();
  });
  await Promise.all(all);
  expect(begun).toEqual(['busy 1', 'calm 1', 'late 1', 'busy 2', 'calm 2', 'busy 3', 'busy 4']);
});

test('a turn that has ended twice frees one place', async () => {
  const turns = new Turns(1);
  const turn = await turns.take(never);
  turn[Symbol.dispose]();
  turn[Symbol.dispose]();
  const { begun, take, end } = watch(turns);
  const both = [take('a'), take('b')];
  await settle();
  expect(begun).toEqual(['a']);
  end('a');
  await settle();
  end('b');
  await Promise.all(both);
});

test('who comes too late does not begin', async () => {
  await expect(new Turns(1).take(AbortSignal.abort(new Error('stopped')))).rejects.toThrow('stopped');
});
