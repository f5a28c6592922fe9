/**
 * Everything that goes wrong with the one request that all others wait for, that for the installation's token. Without one
 * nothing can be posted, and the merge stays blocked; once there is one, every check is right.
 */
import { afterAll, afterEach, expect, test } from 'vitest';
import type { Fault } from '../../emulated-github/faults.ts';
import { EDITS } from './claims.ts';
import { openOwnProcess } from './own-process.ts';

/** What goes wrong, and how many checks are there then. Half an answer, or one of another kind, is no token either. */
const FAULTS: readonly (readonly [string, Fault, number])[] = [
  ['401', { what: 'status', status: 401 }, 0],
  ['403', { what: 'status', status: 403 }, 0],
  ['404', { what: 'status', status: 404 }, 0],
  ['409', { what: 'status', status: 409 }, 0],
  ['413', { what: 'status', status: 413 }, 0],
  ['422', { what: 'status', status: 422 }, 0],
  ['429', { what: 'status', status: 429, seconds: 0 }, 0],
  ['500', { what: 'status', status: 500 }, 0],
  ['HTML', { what: 'page' }, 0],
  ['half', { what: 'beginning' }, 0],
  ['{}', { what: 'empty-object' }, 0],
  ['never', { what: 'silence' }, 0],
  ['500, once', { what: 'status', status: 500, times: 1 }, 1],
  ['never, once', { what: 'silence', times: 1 }, 1],
];

const scene = await openOwnProcess(
  {},
  {
    client: { pauses: { fault: 5, limit: 5, longest: 1000, retries: 1 }, timeout: 1500, fileTimeout: 3000 },
    queue: { pause: (failures) => (failures < 2 ? 20 : undefined) },
  },
);
const { github } = scene;
afterEach(() => github.faults.clear());
afterAll(() => scene.close());

test.each(FAULTS)(
  'a token that GitHub does not give (%s) costs the check, and no longer than that',
  async (name, fault, checks) => {
    const asked = github.faults.count;
    github.faults.add({ ...fault, on: /^POST .*\/access_tokens$/ });
    // An App that has no token yet.
    await scene.restart();

    const pull = await scene.propose(`token-${name.replace(/\W+/g, '-')}x`, EDITS.fail);
    await scene.idle();

    expect(github.faults.count).toBeGreaterThan(asked);
    expect(github.checkRuns(pull.head.repository, pull.head.sha)).toHaveLength(checks);
    github.faults.clear();
    await scene.restart();
    await scene.idle();
    expect(scene.check(pull)?.conclusion).toBe('failure');
    expect(scene.check(pull)?.output.title).toMatch(/^✖ .*compensation/);
    // What was refused once is not taken for refused from then on.
    expect(github.checkRuns(pull.head.repository, pull.head.sha)).toHaveLength(1);
  },
);
