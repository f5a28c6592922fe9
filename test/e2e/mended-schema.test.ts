/** A schema that was wrong when production got it: the change that mends it is judged. */
import { expect, test, vi } from 'vitest';
import { makeSmallRepository } from './small.ts';
import { check } from './weir.ts';

vi.setConfig({ testTimeout: 60_000 });

const GOOD = { type: 'object', properties: { delay: { type: 'integer', maximum: 60 } } };

/** Each says of one of three flights less than it should: the one that is 90 minutes late. */
const WRONG = [
  ['what the meta-schema refuses', { ...GOOD, properties: { delay: { type: 'integer', maximum: '60' } } }],
  ['a reference to nowhere', { ...GOOD, properties: { delay: { type: 'integer', $ref: '#/$defs/short' } } }],
  ['a pattern that is none', { properties: { delay: { type: 'integer', pattern: '(' } } }],
  ['a reference without end', { $ref: '#' }],
] as const;

test.each(WRONG)('a change that mends it is judged, and a note names it: %s', async (_, wrong) => {
  const { directory, commit, git } = makeSmallRepository({ 'schemas/flight.json': JSON.stringify(wrong) });
  git('switch', '-c', 'mend');
  commit({ 'schemas/flight.json': JSON.stringify(GOOD) });

  const { report } = await check(directory, 'mend');

  expect(report.pipelines[0]?.measures.rejected?.records).toBe(1);
  expect(report.notes?.join('\n')).toMatch(/schemas\/flight.json:1:\d+ \(base\): .*read as if it said nothing/);
});
