/** A pull request to decide about, written by hand: Ann and Ben own fares, Cleo owns delays, nobody owns refunds. */
import type { Approve } from '../../../src/github/approvals/decision.ts';
import type { CheckRun } from '../../../src/github/check/check-run.ts';
import type { CheckState } from '../../../src/github/check/state.ts';
import type { Command } from '../../../src/github/commands/parse.ts';
import type { Permission } from '../../../src/github/commands/permission.ts';
import type { CommandRequest, Facts } from '../../../src/github/commands/verdict.ts';

export const head = '0123456789abcdef0123456789abcdef01234567';
export const subject = 'acme/claims#12';

/** The check was started at :00 and finished at :30; comments are written at :45. */
export const times = {
  started: '2026-01-05T10:00:00Z',
  completed: '2026-01-05T10:00:30Z',
  written: '2026-01-05T10:00:45Z',
  later: '2026-01-05T10:01:00Z',
};

export const check: CheckRun = {
  id: 5,
  target: { head, externalId: 'pull/12' },
  status: 'completed',
  conclusion: 'failure',
  startedAt: times.started,
  completedAt: times.completed,
  state: shownSince(times.completed),
};

/** What the check remembers of a verdict that it shows since then. */
export function shownSince(time: string | undefined): CheckState {
  const fingerprints = { fares: 'f1', delays: 'd1', refunds: 'r1' };
  return { version: 1, baseRef: 'main', fingerprints, ...(time !== undefined && { shownSince: time }) };
}

const people: Readonly<Record<string, Permission>> = {
  author: 'read',
  mae: 'write',
  max: 'maintain',
  ada: 'admin',
  tia: 'triage',
};

const owners: Readonly<Record<string, readonly string[]>> = {
  fares: ['@ann', '@ben'],
  delays: ['@cleo'],
  refunds: [],
  quiet: ['@ann'],
};

export function world(more: Partial<Facts> = {}): Facts {
  return {
    subject: async () => subject,
    run: async (id) => (id === check.id ? check : undefined),
    lastForcePush: async () => undefined,
    pull: async () => ({ author: 'author', head, fork: false, open: true }),
    check: async () => check,
    pipelines: async () => Object.entries(owners).map(([name, owned]) => ({ name, owners: owned })),
    decisions: async () => [],
    permissionOf: async (login) => people[login] ?? 'read',
    ownershipOf: async (owned, login) => ({ kind: owned.includes(`@${login}`) ? 'owner' : 'other' }),
    ...more,
  };
}

export function said(command: Command, login: string, more: Partial<CommandRequest> = {}): CommandRequest {
  const comment = { id: 7, edited: false };
  return { asked: { kind: 'command', command }, login, isBot: false, at: times.written, comment, ...more };
}

export function pressed(action: 'rerun' | 'approve' | 'explain', login: string, checkRun = check.id): CommandRequest {
  return { asked: { kind: 'button', action, checkRun }, login, isBot: false, at: times.completed };
}

export function approval(more: Partial<Approve> = {}): Approve {
  const made = { subject, by: 'ann', at: times.written, comment: 7 };
  return { kind: 'approve', ...made, pipeline: 'fares', fingerprint: 'f1', reason: 'new tariff', ...more };
}
