import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  admit,
  begin,
  type Entry,
  emptyLane,
  end,
  isSuperseded,
  type Lane,
  untilNext,
} from '../../../src/github/queue/lane.ts';
import { growingPause } from '../../../src/github/queue/lane-queue.ts';
import { command, pull } from './jobs.ts';

const now = 1000;

describe('a lane', () => {
  it('starts no second job, and the running one again only for whoever holds it', () => {
    const { lane } = begin(admit(emptyLane, entry(1), now), { id: 'first', holder: 'a' }, now);
    expect(begin(lane, { id: 'second', holder: 'b' }, now)).toEqual({ lane, done: [], start: { kind: 'busy' } });
    const again = begin(lane, { id: 'second', holder: 'a' }, now);
    expect(again.lane.running).toEqual({ id: 'second', holder: 'a', entry: { ...entry(1), losses: 1 } });
  });

  it('a turn that was taken over cannot end the new one', () => {
    const { lane } = begin(admit(emptyLane, entry(1), now), { id: 'first', holder: 'a' }, now);
    const again = begin(lane, { id: 'second', holder: 'a' }, now);
    expect(end(again.lane, 'first', { how: 'done' }, now)).toEqual({ lane: again.lane, done: [] });
  });

  it('what failed is not tried again where a job waits that supersedes it', () => {
    const old = { ...entry(1), job: pull(1, { head: 'a' }) };
    const next = { ...entry(2), job: pull(1, { head: 'b' }) };
    const { lane } = begin(admit(emptyLane, old, now), { id: 'first', holder: 'a' }, now);
    const ended = end(admit(lane, next, now), 'first', { how: 'failed', due: now + 500 }, now);
    expect(ended.done).toEqual(['1']);
    expect(ended.lane.waiting.map(({ ids }) => ids)).toEqual([['2']]);
  });

  it('a decision about a merge group stops work on it, and nothing is forgotten', () => {
    const group = { kind: 'merge-group', repository: pull(1).repository, head: 'c', ref: 'refs/heads/queue' } as const;
    const old = { ...entry(1), job: { ...group, base: 'b' } };
    const { lane } = begin(admit(emptyLane, old, now), { id: 'first', holder: 'a' }, now);
    expect(isSuperseded(admit(lane, { ...entry(2), job: group }, now), now)).toBe(false);
    const decided = admit(lane, { ...entry(2), job: { ...group, again: 'decided' } }, now);
    expect(isSuperseded(decided, now)).toBe(true);
    expect(decided.waiting.map(({ job }) => job)).toEqual([{ ...group, base: 'b', again: 'decided' }]);
  });

  it('that a group was given up stops no work on the one that was made in its place, under the same name', () => {
    const group = {
      kind: 'merge-group',
      repository: pull(1).repository,
      head: 'new',
      ref: 'refs/heads/queue',
    } as const;
    const lane = begin(admit(emptyLane, { ...entry(1), job: group }, now), { id: 'first', holder: 'a' }, now).lane;
    const of = (head: string) => admit(lane, { ...entry(2), job: { ...group, head, destroyed: true } }, now);
    expect(isSuperseded(of('old'), now)).toBe(false);
    expect(isSuperseded(of('new'), now)).toBe(true);
  });

  it('a job that waits out a delay supersedes only when that is over', () => {
    const old = { ...entry(1), job: pull(1, { head: 'a' }) };
    const next = { ...entry(2), job: pull(1, { head: 'b' }), due: now + 100 };
    const lane = admit(begin(admit(emptyLane, old, now), { id: 'first', holder: 'a' }, now).lane, next, now);
    expect([now, now + 100].map((time) => isSuperseded(lane, time))).toEqual([false, true]);
  });

  it('whatever happens to its turns, every job is done once, and in the order of adding', () => {
    const step = fc.constantFrom('add', 'begin', 'die', 'fail', 'hand back', 'done');
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        let lane: Lane = emptyLane;
        let time = now;
        let added = 0;
        const done: string[] = [];
        const take = ({ lane: next, done: ids }: { lane: Lane; done: readonly string[] }) => {
          lane = next;
          done.push(...ids);
        };
        for (const [index, name] of [...steps, ...steps.flatMap(() => ['begin', 'done'])].entries()) {
          time += 100;
          const turn = { id: `turn ${index}`, holder: `holder ${index}` };
          if (name === 'add') lane = admit(lane, { ...entry(++added), due: time }, time);
          if (name === 'begin') take(begin(lane, turn, time));
          if (lane.running === undefined) continue;
          const { id, holder } = lane.running;
          if (name === 'die') take(begin(lane, { id: turn.id, holder }, time));
          if (name === 'fail') take(end(lane, id, { how: 'failed', due: time + 50 }, time));
          if (name === 'hand back') take(end(lane, id, { how: 'handed back' }, time));
          if (name === 'done') take(end(lane, id, { how: 'done' }, time));
        }
        expect(lane).toEqual(emptyLane);
        expect(done).toEqual(Array.from({ length: added }, (_, index) => String(index + 1)));
      }),
    );
  });

  it('says how long it is until a job can start', () => {
    expect(untilNext(emptyLane, now)).toBe(undefined);
    const delayed = admit(emptyLane, { ...entry(1), due: now + 300 }, now);
    expect(untilNext(delayed, now)).toBe(300);
    expect(untilNext(admit(delayed, entry(2), now), now)).toBe(0);
  });
});

it('pauses double from half a second to a minute, and the tenth failure is the last', () => {
  const pauses = Array.from({ length: 10 }, (_, index) => growingPause(index + 1));
  expect(pauses).toEqual([500, 1000, 2000, 4000, 8000, 16_000, 32_000, 60_000, 60_000, undefined]);
});

function entry(comment: number): Entry {
  return { job: command(1, comment), ids: [String(comment)], due: now, failures: 0, losses: 0 };
}
