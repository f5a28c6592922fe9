import { describe, expect, it } from 'vitest';
import type { Job, MergeGroupJob, PullJob } from '../../../src/github/job.ts';
import { coalesce } from '../../../src/github/queue/coalesce.ts';
import { command, pull } from './jobs.ts';

const { repository } = pull(1);
const group: MergeGroupJob = {
  kind: 'merge-group',
  repository,
  head: 'c',
  base: 'b',
  ref: 'refs/heads/gh-readonly-queue/main/pr-1-b',
};
const { base: _base, ...baseless } = group;
const again: MergeGroupJob = { ...baseless, again: 'rerun' };

describe('two waiting jobs of a lane', () => {
  it.each<[string, Partial<PullJob>, Partial<PullJob>, Partial<PullJob>]>([
    ['the newer head counts', { head: 'a' }, { head: 'b' }, { head: 'b', before: 'a' }],
    ['a head is kept where the newer job names none', { head: 'a' }, {}, { head: 'a' }],
    [
      'three pushes in a row',
      { before: 'a', head: 'b' },
      { before: 'b', head: 'c' },
      { head: 'c', before: 'a', befores: ['b'] },
    ],
    [
      'heads known from earlier jobs are kept',
      { before: 'a', befores: ['b'], head: 'c' },
      { before: 'c', head: 'd' },
      { head: 'd', before: 'a', befores: ['b', 'c'] },
    ],
    ['a push back to where it was', { before: 'a', head: 'b' }, { before: 'b', head: 'a' }, { head: 'a', before: 'b' }],
    ['a wish to replay is kept', { again: 'rerun' }, { head: 'a' }, { head: 'a', again: 'rerun' }],
    [
      'a re-run of an earlier check leaves the head that is known',
      { head: 'b', before: 'a' },
      { asked: 'a', again: 'rerun' },
      { head: 'b', before: 'a', asked: 'a', again: 'rerun' },
    ],
    ['full beats rerun', { again: 'full' }, { again: 'rerun' }, { again: 'full' }],
    ['full beats rerun, whichever is newer', { again: 'rerun' }, { again: 'full' }, { again: 'full' }],
  ])('pull requests: %s', (_, earlier, later, both) => {
    expect(coalesce(pull(1, earlier), pull(1, later))).toStrictEqual(pull(1, both));
  });

  it.each<[string, Job, Job, Job | undefined]>([
    ['the same command', command(1, 1), command(1, 1), command(1, 1)],
    ['two commands', command(1, 1), command(1, 2), undefined],
    ['a command and a pull request', command(1, 1), pull(1), undefined],
    ['two sweeps', { kind: 'sweep' }, { kind: 'sweep' }, { kind: 'sweep' }],
    [
      'a merge group that nobody waits for any more',
      group,
      { ...group, destroyed: true },
      { ...group, destroyed: true },
    ],
    ['a merge group that is asked for again', { ...group, destroyed: true }, group, group],
    ['a merge group with a wish', { ...group, again: 'full' }, group, { ...group, again: 'full' }],
    ['a re-run of a merge group, which does not say what that goes onto', group, again, { ...again, base: 'b' }],
    ['merge groups of two heads', group, { ...group, head: 'd' }, undefined],
  ])('%s', (_, earlier, later, both) => {
    expect(coalesce(earlier, later)).toStrictEqual(both);
  });
});
