/** Why pipelines are not judged, by what was known and by a look at one change. */
import { expect, test } from 'vitest';
import { reasonsAfter } from '../../../src/github/home/reasons.ts';
import type { Reason } from '../../../src/github/home/unjudged.ts';
import type { Downstream } from '../../../src/report/report.generated.ts';

const asked = { upstream: 7, name: 'acme/events', pull: 12, base: 'a', head: 'b', branch: 'main' };
const reason = (because: string, more: Partial<Reason> = {}): Reason => ({
  because,
  owners: ['@a'],
  ...asked,
  ...more,
});
const line = (pipeline: string | undefined, more: Partial<Downstream>): Downstream => ({
  ...{ repository: 'acme/risk', gate: 'inform', owners: ['@a'], reasons: [], status: 'judged' },
  ...(pipeline !== undefined && { pipeline }),
  ...more,
});
const unjudged = (pipeline: string | undefined, because: string) => line(pipeline, { status: 'not judged', because });
const judged = (pipeline: string, verdict: 'pass' | 'unaffected') => line(pipeline, { verdict });
const old = reason('stale', { pull: 11 });
const elsewhere = reason('noisy', { upstream: 8, name: 'acme/rates' });

test.for<[string, Record<string, Reason>, Downstream[], boolean, Record<string, Reason>]>([
  ['a pipeline that is not judged', {}, [unjudged('tier', 'stale')], false, { tier: reason('stale') }],
  ['the newest reason counts', { tier: old }, [unjudged('tier', 'noisy')], false, { tier: reason('noisy') }],
  ['one that is judged', { tier: old }, [judged('tier', 'pass')], false, {}],
  ['one that nothing reaches tells nothing', { tier: old }, [judged('tier', 'unaffected')], false, { tier: old }],
  ['but by the change that could not be judged', { tier: old }, [judged('tier', 'unaffected')], true, {}],
  ['a weir.yml that stands by now', { '': old }, [judged('tier', 'unaffected')], false, {}],
  ['a weir.yml that does not', { tier: old }, [unjudged(undefined, 'broken')], false, { '': reason('broken') }],
  ['a pipeline that is gone', { tier: old, other: old }, [unjudged('tier', 'stale')], false, { tier: reason('stale') }],
  ['what another upstream was told stays', { tier: elsewhere }, [], false, { tier: elsewhere }],
])('%s', ([, before, lines, isAgain, expected]) => {
  expect(reasonsAfter(before, lines, { ...asked, isAgain })).toEqual(expected);
});
