import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { Joiner, type Waiting } from '../../../src/recordings/envelopes/join.ts';
import { seededRandom } from '../../random.ts';
import { temporaryFolder } from '../files.ts';

/** With characters that end a line for some, and not in JSON. */
const BODY = `\u2028${'x'.repeat(1000)}\u2029\u0085`;

function half(which: 'request' | 'response', key: number): Waiting {
  return { half: which, key: String(key), members: `"${which}":"${key} ${BODY}"`, source: 0, position: key };
}

it('halves far apart meet on disk where memory has no room for them, and nothing is left there', async () => {
  const folder = temporaryFolder();
  const requests = Array.from({ length: 2000 }, (_, key) => half('request', key));
  const random = seededRandom(7);
  const responses = requests
    .map(({ position }) => ({ position, rank: random() }))
    .toSorted((a, b) => a.rank - b.rank)
    .map(({ position }) => half('response', position));
  const pairs: [number, number][] = [];
  const alone: [number, string][] = [];
  const sink = {
    pair: (request: Waiting, response: Waiting) => void pairs.push([request.position, response.position]),
    alone: ({ position }: Waiting, why: string) => void alone.push([position, why]),
  };
  await using joiner = new Joiner(sink, { scratch: join(folder, 'scratch'), most: 50_000 });
  let largest = 0;
  for (const one of [...requests, half('response', 9000), ...responses.filter(({ position }) => position !== 3)]) {
    joiner.add(one);
    await joiner.makeRoom();
    largest = Math.max(largest, joiner.characters);
  }
  expect(readdirSync(folder).length).toBeGreaterThan(1);
  await joiner.finish();
  expect(pairs.map(([request, response]) => request === response)).toEqual(Array(1999).fill(true));
  expect(new Set(pairs.map(([request]) => request)).size).toBe(1999);
  expect(alone.toSorted(([a], [b]) => a - b)).toEqual([
    [3, 'a request without its response'],
    [9000, 'a response without its request'],
  ]);
  expect(largest).toBeLessThanOrEqual(50_000);
  expect(readdirSync(folder)).toEqual([]);
});
