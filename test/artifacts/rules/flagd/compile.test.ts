import { describe, expect, it, test } from 'vitest';
import { loadArtifact, sameContent } from '../../../../src/artifacts/load.ts';
import { flagd } from '../../../../src/artifacts/rules/flagd/index.ts';
import { artifactOf } from '../../artifact.ts';

const flag = (targeting: unknown, variants: object = { red: 'red', blue: 'blue', true: true, none: 'none' }) => ({
  state: 'ENABLED',
  variants,
  defaultVariant: 'none',
  targeting,
});

async function resolve(targeting: unknown, context: object, name = 'flagA', options?: Record<string, unknown>) {
  const artifact = artifactOf(flagd, { flags: { [name]: flag(targeting) } }, 'flags.json', `/flags/${name}`);
  const stage = await flagd.compile({ ...artifact, ...(options && { options }) });
  const [outcome] = await stage.run([context]);
  return outcome?.outcome === 'ok' ? outcome.value : `${outcome?.outcome}: ${outcome?.reason}`;
}

/** https://github.com/open-feature/js-sdk-contrib, libs/shared/flagd-core/src/lib/targeting/targeting.spec.ts. */
describe('as flagd-core’s own tests have it', () => {
  const byKey = { fractional: [{ cat: [{ var: '$flagd.flagKey' }, { var: 'key' }] }, ['red', 50], ['blue', 50]] };
  const byTargetingKey = {
    fractional: [
      ['red', 50],
      ['blue', 50],
    ],
  };
  const is = (operation: object) => ({ if: [operation, 'true', 'none'] });

  test.each([
    [byKey, { key: 'bucketKeyA' }, 'red'],
    [byKey, { key: 'bucketKey4' }, 'blue'],
    [byTargetingKey, { targetingKey: 'bucketKeyB' }, 'red'],
    [byTargetingKey, {}, 'none'],
    [
      {
        fractional: [
          ['red', 55],
          ['blue', 55],
        ],
      },
      { targetingKey: 'key' },
      'blue',
    ],
    [
      {
        fractional: [
          ['red', 45],
          ['blue', 45],
        ],
      },
      { targetingKey: 'key' },
      'blue',
    ],
    [
      {
        fractional: [
          ['red', 0.5],
          ['blue', 99.5],
        ],
      },
      { targetingKey: 'key' },
      'none',
    ],
    [{ fractional: ['user2077', ['red', 10], ['blue', 9990]] }, {}, 'red'],
    [{ fractional: ['user0', ['red', 10], ['blue', 9990]] }, {}, 'blue'],
    [is({ sem_ver: ['v1.2.3', '=', '1.2.3'] }), {}, true],
    [is({ sem_ver: ['v1.2.3', '<', '1.2.4'] }), {}, true],
    [is({ sem_ver: ['v1.2.3', '^', 'v1.0.0'] }), {}, true],
    [is({ sem_ver: ['v5.0.3', '~', 'v5.0.8'] }), {}, true],
    [is({ sem_ver: ['v1.0.0', '-', 'v1.0.0'] }), {}, 'none'],
    [is({ sem_ver: ['myVersion_1', '=', 'myVersion_1'] }), {}, 'none'],
    [is({ starts_with: [{ var: 'email' }, 'admin'] }), { email: 'admin@abc.com' }, true],
    [is({ ends_with: [{ var: 'email' }, 2] }), { email: 'admin@abc.com' }, 'none'],
  ])('%j with %j is %j', async (targeting, context, expected) => {
    expect(await resolve(targeting, context)).toBe(expected);
  });
});

it('the clock is the record’s, and what reads it without one is unreplayable', async () => {
  const later = { if: [{ '>': [{ var: '$flagd.timestamp' }, 1_767_225_600] }, 'red', 'blue'] };
  expect(await resolve(later, { time: '2026-01-01T00:00:01Z' }, 'a', { timestamp: '/time' })).toBe('red');
  expect(await resolve(later, { time: 1_767_225_599 }, 'a', { timestamp: '/time' })).toBe('blue');
  expect(await resolve(later, {}, 'a', { timestamp: '/time' })).toBe(
    'unreplayable: the recording has no time at /time',
  );
  expect(await resolve(later, {})).toContain('unreplayable: the flag reads $flagd');
});

it('a variant that there is not fails, and says nothing of the record', async () => {
  expect(await resolve({ var: 'wish' }, { wish: 'gold' })).toBe(
    'failed: flag "flagA": its targeting gives a variant that it does not have',
  );
});

it('a change of targeting that flags share is a change of those that use it', async () => {
  const file = (domain: string, limit = 1) =>
    JSON.stringify({
      flags: { a: flag({ if: [{ $ref: 'staff' }, 'red'] }), b: flag({ if: [{ '>': [{ var: 'n' }, limit] }, 'red'] }) },
      $evaluators: { staff: { ends_with: [{ var: 'email' }, domain] } },
    });
  const load = (text: string, name: string) =>
    loadArtifact({ read: async () => text, readBytes: async () => Buffer.from(text) }, `f.json#/flags/${name}`, flagd);
  const [base, head] = [await load(file('@a.example'), 'a'), await load(file('@b.example'), 'a')];
  expect(sameContent(base, head)).toBe(false);
  expect(base && head && flagd.diff(base, head)).toMatchObject([
    { pointer: '/$evaluators/staff/ends_with/1', message: 'staff: "@a.example" became "@b.example"' },
  ]);
  expect(sameContent(await load(file('@a.example'), 'b'), await load(file('@b.example'), 'b'))).toBe(true);
  expect(sameContent(await load(file('@a.example'), 'a'), await load(file('@a.example', 2), 'a'))).toBe(true);
});

test('flagd reads whole numbers that no double keeps as doubles, wherever the targeting looks', async () => {
  const large = 2n ** 60n + 1n;
  const same = { if: [{ '==': [{ var: 'customer.id' }, 2 ** 60] }, 'red', 'blue'] };
  expect(await resolve(same, { customer: { id: large } })).toBe('red');
  expect(await resolve(same, { customer: { id: 2, other: large } })).toBe('blue');
  expect(await resolve({ if: [{ in: [2 ** 60, { var: 'ids' }] }, 'red', 'blue'] }, { ids: [large] })).toBe('red');
});
