/** Whose repositories stand on a map, where there are more than it shows, or more than are asked about. */
import { expect, test } from 'vitest';
import type { Joined } from '../../../src/github/reports/map/facts.ts';
import { neighboursOf } from '../../../src/github/reports/map/neighbours.ts';

function repository(id: number, ...names: string[]): Joined {
  const about = { installation: 1, owner: 'acme', repo: `r${id}`, frozen: false, id, nodeId: `R_${id}` };
  return {
    ...about,
    defaultBranch: 'main',
    visibility: 'private',
    createdAt: '2026-01-01T00:00:00Z',
    pushedAt: '2026-11-01T00:00:00Z',
    names: new Set(names),
  };
}
const hub = [repository(0), ...Array.from({ length: 499 }, (_, at) => repository(at + 1, 'acme/r0'))];
const ids = (all: readonly Joined[]) => all.map(({ id }) => id);

test('the nearest come first, and what lies behind one that is hidden is not looked for', async () => {
  const all = [
    repository(1, 'acme/r2'),
    repository(2, 'acme/r3'),
    repository(3, 'acme/r4'),
    repository(4),
    repository(9),
  ];
  const asked: number[] = [];
  const { shown, isCut } = await neighboursOf(2, all, async ({ id }) => asked.push(id) > 0 && id !== 3);
  expect([ids(shown), isCut, asked]).toEqual([[2, 1], false, [1, 3]]);
});

test('of five hundred forty are shown, which is said', async () => {
  const { shown, isCut } = await neighboursOf(0, hub, async () => true);
  expect([shown.length, isCut]).toEqual([40, true]);
});

test('no more than two hundred are asked about, and that is not said', async () => {
  let asked = 0;
  const { shown, isCut } = await neighboursOf(0, hub, async ({ id }) => {
    asked += 1;
    return id === 7;
  });
  expect([ids(shown), isCut, asked]).toEqual([[0, 7], false, 199]);
});
