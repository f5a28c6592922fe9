import { expect, test } from 'vitest';
import { ConfigError } from '../../../src/errors.ts';
import type { CheckRun } from '../../../src/github/check/check-run.ts';
import { decide } from '../../../src/github/commands/decide.ts';
import type { Command } from '../../../src/github/commands/parse.ts';
import type { CommandRequest, CommandVerdict, Facts } from '../../../src/github/commands/verdict.ts';
import { approval, check, head, pressed, said, shownSince, subject, times, world } from './world.ts';

const rerun: Command = { verb: 'rerun', full: false };
const approve: Command = { verb: 'approve', pipeline: 'fares', reason: 'new tariff' };
const approveAll: Command = { verb: 'approve', pipeline: 'all', reason: 'new tariff' };
const revoke: Command = { verb: 'revoke', pipeline: 'fares' };
const revokeAll: Command = { verb: 'revoke', pipeline: 'all' };
const run: Command = { verb: 'run' };
const explain: Command = { verb: 'explain', pipeline: 'fares' };

type Row = readonly [rule: string, request: CommandRequest, facts: Facts, expected: CommandVerdict | RegExp];

async function holds(request: CommandRequest, facts: Facts, expected: CommandVerdict | RegExp): Promise<void> {
  const verdict = await decide(request, facts);

  if (!(expected instanceof RegExp)) return expect(verdict).toEqual(expected);
  expect(verdict).toEqual({ kind: 'answer', markdown: expect.stringMatching(expected) });
}

function withCheck(more: Partial<CheckRun>): Facts {
  return world({ check: async () => ({ ...check, ...more }) });
}

function withPull(more: Partial<Awaited<ReturnType<Facts['pull']>>>, facts: Partial<Facts> = {}): Facts {
  return world({ pull: async () => ({ author: 'author', head, fork: false, open: true, ...more }), ...facts });
}

const unreadable = world({ ownershipOf: async () => ({ kind: 'unreadable', teams: ['@acme/claims'] }) });
const nobody = world({
  check: () => Promise.reject(new Error('not to be asked')),
  permissionOf: () => Promise.reject(new Error('not to be asked')),
});

test.each<Row>([
  ['a bot is not heard', said(rerun, 'ada', { isBot: true }), nobody, { kind: 'ignore', why: 'bot' }],
  ['nor is who is named like one', said(rerun, 'weir[bot]'), nobody, { kind: 'ignore', why: 'bot' }],
  [
    'an edited comment is not read again',
    said(rerun, 'ada', { comment: { id: 7, edited: true } }),
    nobody,
    { kind: 'ignore', why: 'edited' },
  ],
  [
    'a closed pull request is left alone, which is said',
    said(rerun, 'ada'),
    withPull({ open: false }),
    /This pull request is closed, so nothing was done/,
  ],
  ['help is given there, too', said({ verb: 'help' }, 'eve'), withPull({ open: false }), { kind: 'help' }],
  [
    'a wrong command is answered',
    said(rerun, 'eve', { asked: { kind: 'answer', problem: { kind: 'unknown', found: 'reurn', nearest: 'rerun' } } }),
    nobody,
    /Did you mean `rerun`\?/,
  ],
  ['help is for anyone', said({ verb: 'help' }, 'eve'), nobody, { kind: 'help' }],
])('%s', (_rule, request, facts, expected) => holds(request, facts, expected));

test.each<Row>([
  ...['mae', 'max', 'ada', 'author', 'AUTHOR'].map(
    (login): Row => [`${login} may re-run`, said(rerun, login), world(), { kind: 'rerun', full: false }],
  ),
  ['every record if asked for', said({ verb: 'rerun', full: true }, 'mae'), world(), { kind: 'rerun', full: true }],
  ['the button does the same', pressed('rerun', 'mae'), world(), { kind: 'rerun', full: false }],
  ['also on an older check', pressed('rerun', 'mae', 4), world(), { kind: 'rerun', full: false }],
  ['triage may not re-run', said(rerun, 'tia'), world(), /not open to `tia`/],
  ['nor may a reader', pressed('rerun', 'eve'), world(), /not open to `eve`/],
  ['nor an owner who cannot write', said(rerun, 'ann'), world(), /not open to `ann`/],
])('re-run: %s', (_rule, request, facts, expected) => holds(request, facts, expected));

const approved: CommandVerdict = { kind: 'decisions', decisions: [approval()] };

test.each<Row>([
  ['an owner may', said(approve, 'ann'), world(), approved],
  ['with other capitals too', said({ ...approve, pipeline: 'FARES' }, 'ann'), world(), approved],
  [
    'a second owner may as well',
    said(approve, 'ben'),
    world({ decisions: async () => [approval({ comment: 6 })] }),
    { kind: 'decisions', decisions: [approval({ by: 'ben' })] },
  ],
  ['somebody else may not', said(approve, 'cleo'), world(), /not for `cleo` to approve. Its owners: `@ann`, `@ben`/],
  ['not even an admin', said(approve, 'ada'), world(), /not for `ada` to approve/],
  ['where nobody owns, nobody can', said({ ...approve, pipeline: 'refunds' }, 'ada'), world(), /nobody owns it/],
  ['the author may not, owner or not', said(approve, 'ANN'), withPull({ author: 'ann' }), /author .* cannot approve/],
  ['a team that cannot be read is no yes', said(approve, 'ann'), unreadable, /`@acme\/claims` could not be read/],
  [
    'a wrong name is mended',
    said({ ...approve, pipeline: 'fare' }, 'ann'),
    world(),
    /no pipeline `fare`. Did you mean `fares`\?/,
  ],
  [
    'what passes needs none',
    said({ ...approve, pipeline: 'quiet' }, 'ann'),
    world(),
    /`quiet` passes or is unaffected/,
  ],
  [
    'not while it is queued',
    said(approve, 'ann'),
    withCheck({ status: 'queued', completedAt: undefined, state: undefined }),
    /has not finished/,
  ],
  ['not before there is a check', said(approve, 'ann'), world({ check: async () => undefined }), /has not finished/],
  [
    'not by the check of another head',
    said(approve, 'ann'),
    withCheck({ target: { head: 'f'.repeat(40), externalId: 'pull/12' } }),
    /has not finished/,
  ],
  [
    'not for a verdict that came after the comment',
    said(approve, 'ann'),
    withCheck({ state: shownSince(times.later) }),
    /came only after/,
  ],
  [
    'nor for one of the same second',
    said(approve, 'ann'),
    withCheck({ state: shownSince(times.written) }),
    /came only after/,
  ],
  [
    'nor for one without a time',
    said(approve, 'ann'),
    withCheck({ state: shownSince(undefined), completedAt: undefined }),
    /came only after/,
  ],
  [
    'not where nothing was judged',
    said(approve, 'ann'),
    withCheck({ state: { version: 1, baseRef: 'main' } }),
    /no verdict/,
  ],
  ['nor where the check remembers nothing', said(approve, 'ann'), withCheck({ state: undefined }), /no verdict/],
  [
    'a broken weir.yml is said to be so',
    said(approve, 'ann'),
    world({
      pipelines: () => Promise.reject(new ConfigError([{ file: 'weir.yml', line: 3, message: 'unknown key' }])),
    }),
    /weir.yml on the base branch is wrong: `weir.yml:3` unknown key/,
  ],
  [
    'a fingerprint is not something that every object has',
    said({ ...approve, pipeline: 'constructor' }, 'ann'),
    world({ pipelines: async () => [{ name: 'constructor', owners: ['@ann'] }] }),
    /`constructor` passes or is unaffected/,
  ],
])('approve: %s', (_rule, request, facts, expected) => holds(request, facts, expected));

const all = ['fares', 'delays'].map((pipeline) => ({ name: pipeline, owners: ['@ann'] }));
const fares: CommandVerdict = {
  kind: 'decisions',
  decisions: [approval()],
  remark: expect.stringMatching(/`delays` is not for `ann`[\s\S]*`refunds`[\s\S]*nobody owns it/),
};

test.each<Row>([
  ['approves what is mine, and says what is not', said(approveAll, 'ann'), world(), fares],
  [
    'approves everything where everything is mine',
    said(approveAll, 'ann'),
    world({ pipelines: async () => all }),
    { kind: 'decisions', decisions: [approval(), approval({ pipeline: 'delays', fingerprint: 'd1' })] },
  ],
  [
    'leaves out what is approved already',
    said(approveAll, 'ann'),
    world({ pipelines: async () => all, decisions: async () => [approval({ by: 'ben', comment: 6 })] }),
    { kind: 'decisions', decisions: [approval({ pipeline: 'delays', fingerprint: 'd1' })] },
  ],
  ['is refused where nothing is mine', said(approveAll, 'ada'), world(), /`fares` is not for `ada`[\s\S]*`delays`/],
  [
    'has nothing to do where all passes',
    said(approveAll, 'ann'),
    withCheck({ state: { ...shownSince(times.completed), fingerprints: {} } }),
    /Nothing to approve/,
  ],
  [
    'has nothing to do where all is approved',
    said(approveAll, 'ann'),
    world({ pipelines: async () => all.slice(0, 1), decisions: async () => [approval({ comment: 6 })] }),
    /Nothing to approve/,
  ],
  [
    'means a pipeline that is named so',
    said(approveAll, 'ann'),
    world({
      pipelines: async () => [...all, { name: 'all', owners: ['@cleo'] }],
      check: async () => ({
        ...check,
        state: { ...shownSince(times.completed), fingerprints: { all: 'a1', fares: 'f1' } },
      }),
    }),
    /`all` is not for `ann`/,
  ],
])('approve all %s', (_rule, request, facts, expected) => holds(request, facts, expected));

const revocation = { kind: 'revoke', subject, at: times.written, comment: 7, pipeline: 'fares' } as const;
const byButton = approval({ comment: undefined, at: times.completed, reason: 'approved by button' });

test.each<Row>([
  ['approves what is mine', pressed('approve', 'ann'), world(), { ...fares, decisions: [byButton] }],
  ['of an older check approves nothing', pressed('approve', 'ann', 4), world(), /came only after/],
  [
    'of an older check that showed the same does',
    pressed('approve', 'ann', 4),
    world({ run: async (id) => ({ ...check, id }) }),
    { ...fares, decisions: [byButton] },
  ],
  [
    'of an older check does not, once somebody has taken approvals back',
    pressed('approve', 'ann', 4),
    world({
      run: async (id) => ({ ...check, id }),
      decisions: async () => [{ ...revocation, by: 'cleo', pipeline: 'delays' }],
    }),
    /came only after/,
  ],
  [
    'of the same head in another pull request approves nothing',
    pressed('approve', 'ann', 4),
    world({ run: async (id) => ({ ...check, id, target: { head, externalId: 'pull/13' } }) }),
    /came only after/,
  ],
  [
    'of a verdict that is gone neither',
    pressed('approve', 'ann'),
    withCheck({ state: shownSince(times.later) }),
    /came only after/,
  ],
  ['is refused to the author', pressed('approve', 'author'), world(), /author .* cannot approve/],
  [
    'is refused before there was a verdict',
    pressed('approve', 'ann'),
    withCheck({ status: 'in_progress', state: undefined }),
    /has not finished/,
  ],
])('the approve button %s', (_rule, request, facts, expected) => holds(request, facts, expected));

test.each<Row>([
  ['a comment', said(approve, 'ann'), world({ decisions: async () => [approval()] }), approved],
  [
    'a button',
    pressed('approve', 'ann'),
    world({ decisions: async () => [byButton] }),
    { kind: 'decisions', decisions: [byButton] },
  ],
])(
  '%s that was decided before gets the same decisions, although the check has moved on',
  (_what, request, facts, expected) =>
    holds(request, { ...facts, check: async () => ({ ...check, state: shownSince(times.later) }) }, expected),
);

test('a re-run button is not taken for the approval by button of the same check', () =>
  holds(pressed('rerun', 'mae'), world({ decisions: async () => [{ ...byButton, by: 'mae' }] }), {
    kind: 'rerun',
    full: false,
  }));

function withApprovals(...made: Parameters<typeof approval>[0][]): Facts {
  return world({ decisions: async () => made.map((more) => approval({ comment: 3, at: times.completed, ...more })) });
}

test.each<Row>([
  [
    'an owner may',
    said(revoke, 'ben'),
    withApprovals({}),
    { kind: 'decisions', decisions: [{ ...revocation, by: 'ben' }] },
  ],
  [
    'who approved may, owner or not',
    said(revoke, 'Zoe'),
    withApprovals({ by: 'zoe' }),
    { kind: 'decisions', decisions: [{ ...revocation, by: 'Zoe' }] },
  ],
  [
    'also when the fingerprint is gone',
    said(revoke, 'ben'),
    withApprovals({ fingerprint: 'old' }),
    { kind: 'decisions', decisions: [{ ...revocation, by: 'ben' }] },
  ],
  [
    'also while the check runs',
    said(revoke, 'ben'),
    { ...withApprovals({}), check: async () => ({ ...check, status: 'in_progress' }) },
    { kind: 'decisions', decisions: [{ ...revocation, by: 'ben' }] },
  ],
  [
    'also when the pipeline is gone from weir.yml',
    said(revoke, 'ann'),
    { ...withApprovals({}), pipelines: async () => [] },
    { kind: 'decisions', decisions: [{ ...revocation, by: 'ann' }] },
  ],
  ['somebody else may not', said(revoke, 'cleo'), withApprovals({}), /not for `cleo` to revoke/],
  ['not even an admin', said(revoke, 'ada'), withApprovals({}), /not for `ada` to revoke/],
  [
    'a team that cannot be read is no yes',
    said(revoke, 'ben'),
    { ...unreadable, decisions: withApprovals({}).decisions },
    /could not be read/,
  ],
  ['there must be an approval', said(revoke, 'ann'), world(), /`fares` has no approval/],
  ['a wrong name is mended', said({ ...revoke, pipeline: 'fare' }, 'ann'), world(), /Did you mean `fares`\?/],
  [
    'all takes back what is mine',
    said(revokeAll, 'ben'),
    withApprovals({}, { pipeline: 'delays', by: 'cleo' }),
    {
      kind: 'decisions',
      decisions: [{ ...revocation, by: 'ben' }],
      remark: expect.stringMatching(/`delays` is not for `ben` to revoke/),
    },
  ],
  ['all of nothing is nothing', said(revokeAll, 'ann'), world(), /no pipeline is approved/],
])('revoke: %s', (_rule, request, facts, expected) => holds(request, facts, expected));

const allowed: CommandVerdict = {
  kind: 'decisions',
  decisions: [{ kind: 'run', subject, by: 'mae', at: times.written, comment: 7, head }],
};
const forced = { lastForcePush: async () => times.completed };

test.each<Row>([
  ['may be of another head', said(approve, 'ann'), world(forced), /@0123456789ab <reason>/],
  ['is of the head that it names', said({ ...approve, sha: head.slice(0, 7) }, 'ann'), world(forced), approved],
  ['is not of another that it names', said({ ...approve, sha: 'fffffff' }, 'ann'), world(forced), /is not the head/],
  [
    'is of the head whose button was pressed',
    pressed('approve', 'ann'),
    world(forced),
    { ...fares, decisions: [byButton] },
  ],
  [
    'is of this head if that came before its verdict',
    said(approve, 'ann'),
    world({ lastForcePush: async () => times.started }),
    approved,
  ],
  ['of a fork may be of another head', said(run, 'mae'), withPull({ fork: true }, forced), /`\/weir run 0123456789ab`/],
  [
    'of a fork is of the head that it names',
    said({ ...run, sha: head }, 'mae'),
    withPull({ fork: true }, forced),
    allowed,
  ],
])('leave after a forced push %s', (_rule, request, facts, expected) => holds(request, facts, expected));

const fork = withPull({ fork: true });

test.each<Row>([
  ['who can write may', said(run, 'mae'), fork, allowed],
  ['with the commit in front of them', said({ ...run, sha: head.slice(0, 7) }, 'mae'), fork, allowed],
  ['and with the whole of it', said({ ...run, sha: head }, 'mae'), fork, allowed],
  ['but not with another', said({ ...run, sha: 'fffffff' }, 'mae'), fork, /`fffffff` is not the head/],
  ['triage may not', said(run, 'tia'), fork, /not open to `tia`/],
  ['nor may the author', said(run, 'author'), fork, /not open to `author`/],
  ['it is not needed without a fork', said(run, 'mae'), world(), /Nothing to allow/],
  [
    'a head that came after the comment is not meant',
    said(run, 'mae'),
    withPull({ fork: true }, { check: async () => ({ ...check, startedAt: times.later }) }),
    /after that comment/,
  ],
  [
    'nor one of the same second',
    said(run, 'mae'),
    withPull({ fork: true }, { check: async () => ({ ...check, startedAt: times.written }) }),
    /after that comment/,
  ],
  [
    'nor one whose check has not started',
    said(run, 'mae'),
    withPull({ fork: true }, { check: async () => ({ ...check, startedAt: undefined }) }),
    /after that comment/,
  ],
  [
    'even where its first digits were named',
    said({ ...run, sha: head.slice(0, 7) }, 'mae'),
    withPull({ fork: true }, { check: async () => undefined }),
    /after that comment/,
  ],
  [
    'nor one that the check is not about',
    said(run, 'mae'),
    withPull({ fork: true, head: 'f'.repeat(40) }),
    /after that comment/,
  ],
])('run: %s', (_rule, request, facts, expected) => holds(request, facts, expected));

test.each<Row>([
  ...['mae', 'tia', 'author', 'ann', 'cleo'].map(
    (login): Row => [`${login} may`, said(explain, login), world(), { kind: 'explain', pipeline: 'fares' }],
  ),
  ['a reader may not', said(explain, 'eve'), world(), /not open to `eve`/],
  ['nor may whose team cannot be read', said(explain, 'eve'), unreadable, /not open to `eve`/],
  [
    'the name is the one of weir.yml',
    said({ ...explain, pipeline: 'Fares' }, 'mae'),
    world(),
    { kind: 'explain', pipeline: 'fares' },
  ],
  ['all are all', said({ ...explain, pipeline: 'all' }, 'mae'), world(), { kind: 'explain' }],
  ['the button means all', pressed('explain', 'mae'), world(), { kind: 'explain' }],
  ['a wrong name is mended', said({ ...explain, pipeline: 'delay' }, 'mae'), world(), /Did you mean `delays`\?/],
])('explain: %s', (_rule, request, facts, expected) => holds(request, facts, expected));

test('where GitHub gives no answer there is no verdict', async () => {
  const facts = world({ permissionOf: () => Promise.reject(new Error('502')) });

  await expect(decide(said(rerun, 'mae'), facts)).rejects.toThrow('502');
});

test('a second owner need not wait while the check is queued again for what the first has decided', () =>
  holds(said(approve, 'ann'), withCheck({ status: 'queued', completedAt: undefined }), approved));
