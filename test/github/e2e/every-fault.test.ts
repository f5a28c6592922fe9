/**
 * Everything that goes wrong with everything that GitHub is asked: what the check says in each case, as one table. Each
 * case is a pull request in a repository of its own, whose every request of that kind meets that fault. In the end
 * GitHub is well again, and every check is right.
 */
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readState } from '../../../src/github/check/state.ts';
import type { Fault } from '../../emulated-github/faults.ts';
import type { Pull, Run } from '../../emulated-github/index.ts';
import { NAMED_FAULTS } from '../../emulated-github/named-faults.ts';
import { compensation, EDITS, FILES } from './claims.ts';
import { openOwnProcess } from './own-process.ts';

/** A change that fails without a replay, with a note on a line; and one that is replayed. */
const FAIL = { 'config/compensation.yaml': compensation(60), 'rules/compensation.json': null };
const FAIL_REPLAYED = EDITS.fail;

const recording = Buffer.from(FILES['traffic/flights.jsonl']);
const recordingId = createHash('sha1').update(`blob ${recording.length}\0`).update(recording).digest('hex');

/** What is asked, in the order in which a check asks it. */
const REQUESTS: Readonly<Record<string, Pick<Fault, 'on' | 'body'>>> = {
  'its checks': { on: /^GET .*\/commits\/\w+\/check-runs/ },
  'a new check': { on: /^POST .*\/check-runs$/ },
  'the pull request': { on: /^GET .*\/pulls\/\d+$/ },
  'a title': { on: /^PATCH .*\/check-runs\//, body: /"status":"in_progress"/ },
  'its comments': { on: /^GET .*\/issues\/\d+\/comments/ },
  'a branch': { on: /^GET .*\/git\/ref\// },
  'a comparison': { on: /^GET .*\/compare\// },
  'a tree': { on: /^GET .*\/git\/trees\// },
  'a file': { on: /^GET .*\/git\/blobs\// },
  'a recording': { on: new RegExp(`^GET .*/git/blobs/${recordingId}`) },
  'a conclusion': { on: /^PATCH .*\/check-runs\//, body: /"conclusion"/ },
  'a comment': { on: /^POST .*\/issues\/\d+\/comments$/ },
  'its annotations': { on: /^GET .*\/check-runs\/\d+\/annotations/ },
  'an annotation': { on: /^PATCH .*\/check-runs\//, body: /"annotations"/ },
};

/**
 * - `✖` the verdict: a failure of compensation
 * - `?` a failure, too: GitHub could not be read, with what it said last
 * - `gone` a failure, too: GitHub does not have it (any more)
 * - `open` nothing, since GitHub takes no conclusion: the merge stays blocked
 * - `none` no check: the merge stays blocked
 */
const TABLE = `
                  401   403   404   409   413   422   429   500   HTML  half  {}    never
its checks        none  none  none  none  none  none  none  none  none  none  none  none
a new check       none  none  none  none  none  none  none  none  none  ✖     none  none
the pull request  ?     ?     ?     ?     ?     ?     ?     ?     ?     ?     ?     ?
a title           ✖     ✖     ✖     ✖     ✖     ✖     ✖     ✖     ✖     ✖     ✖     ✖
its comments      ?     ✖     ✖     ?     ✖     ✖     ?     ?     ?     ?     ?     ?
a branch          ?     ?     ?     ?     ?     ?     ?     ?     ?     ?     ?     ?
a comparison      ?     ?     gone  gone  ?     gone  ?     ?     ?     ?     ?     ?
a tree            ?     ?     gone  gone  ?     gone  ?     ?     ?     ?     ?     ?
a file            ?     ?     gone  gone  ?     gone  ?     ?     ?     ?     ?     ?
a recording       ?     ?     gone  gone  ?     gone  ?     ?     ?     ?     ?     ?
a conclusion      open  open  open  open  open  open  open  open  open  ✖     open  open
a comment         ✖     ✖     ✖     ✖     ✖     ✖     ✖     ✖     ✖     ✖     ✖     ✖
its annotations   ✖     ✖     ✖     ✖     ✖     ✖     ✖     ✖     ✖     ✖     ✖     ✖
an annotation     ✖     ✖     ✖     ✖     ✖     ✖     ✖     ✖     ✖     ✖     ✖     ✖
`;

/** Answers that GitHub would give again, to what can be left out. To a list 409 is none: it says that something is busy. */
const REFUSED: Readonly<Record<string, readonly string[]>> = {
  'its comments': ['403', '404', '413', '422'],
  'a comment': ['403', '404', '409', '413', '422'],
  'its annotations': ['403', '404', '413', '422'],
  'an annotation': ['403', '404', '409', '413', '422'],
};

const VERDICT = /^✖ .*compensation/;

interface Case {
  readonly request: string;
  readonly fault: string;
  readonly expected: string;
  readonly pull: Pull;
}

const scene = await openOwnProcess(
  {},
  {
    // Long enough for a machine that is busy with other tests.
    client: { pauses: { fault: 5, limit: 5, longest: 1000, retries: 1 }, timeout: 3000, fileTimeout: 6000 },
    queue: { pause: (failures) => (failures < 2 ? 20 : undefined) },
  },
);
const { github } = scene;
const cases: Case[] = [];
afterAll(() => scene.close());

beforeAll(async () => {
  for (const { request, fault, expected } of readTable()) {
    const name = `${request} ${fault === '{}' ? 'object' : fault}`.replaceAll(' ', '-');
    const files = request === 'a recording' ? FAIL_REPLAYED : FAIL;
    const pull = await scene.propose(name, files, { ...NAMED_FAULTS[fault]!, ...REQUESTS[request] });
    cases.push({ request, fault, expected, pull });
  }
  await scene.idle();
}, 600_000);

test('each check says what can be said', () => {
  const found = cases.map(({ request, fault, pull }) => `${request}, ${fault}: ${inTheTable(scene.check(pull))}`);
  expect(found).toEqual(cases.map(({ request, fault, expected }) => `${request}, ${fault}: ${expected}`));
});

test('a check that could not be judged names what GitHub was asked, and what it said', () => {
  const titles = new Map(
    cases.map(({ request, fault, pull }) => [`${request}, ${fault}`, scene.check(pull)?.output.title]),
  );
  const begin = 'nothing was judged: GitHub could not be read';
  expect(titles.get('a tree, 500')).toMatch(new RegExp(`^${begin} \\(500 to GET git/trees/[0-9a-f]{7}\\)$`));
  expect(titles.get('a branch, 403')).toBe(`${begin} (403 to GET git/ref/heads/main)`);
  expect(titles.get('a branch, never')).toBe(`${begin} (no answer to GET git/ref/heads/main)`);
  expect(titles.get('its comments, {}')).toBe(`${begin} (an answer that makes no sense to GET issues/1/comments)`);
  expect(titles.get('the pull request, HTML')).toBe(`${begin} (an answer that makes no sense to GET pulls/1)`);
  expect(titles.get('a tree, 404')).toMatch(/^✖ nothing was judged: .*acme\/a-tree-404 has the commit or tree/);
});

test('nothing that can be left out costs the rest', () => {
  for (const { request, fault, pull } of cases.filter(
    (one) => one.expected === '✖' && one.request !== 'a conclusion',
  )) {
    // Of what is written, half an answer means that it was written.
    const notes = request === 'its annotations' || (request === 'an annotation' && fault !== 'half') ? 0 : 1;
    const comments = request === 'its comments' || (request === 'a comment' && fault !== 'half') ? 0 : 1;
    const shown = { notes: scene.check(pull)?.annotations.length, comments: github.comments(pull).length };
    expect({ request, fault, ...shown }).toEqual({ request, fault, notes, comments });
  }
});

test('once GitHub is well again every check is right, with all that goes with it', async () => {
  github.faults.clear();
  await scene.restart();
  await github.until(() => cases.every(({ pull }) => isRight(scene.check(pull))), {
    within: 120_000,
    what: 'all is right',
  });
  await scene.idle();

  for (const { request, fault, pull } of cases) {
    const isRefused = REFUSED[request]?.includes(fault) === true;
    const run = scene.check(pull);
    const shown = { title: run?.output.title, notes: run?.annotations.length, comments: github.comments(pull).length };
    expect({ request, fault, ...shown }).toEqual({
      request,
      fault,
      title: expect.stringMatching(VERDICT),
      // What GitHub has refused is not offered again for the same verdict.
      notes: isRefused && /annotation/.test(request) ? 0 : 1,
      comments: isRefused && /comment/.test(request) ? 0 : 1,
    });
  }
}, 300_000);

function isRight(run: Run | undefined): boolean {
  return inTheTable(run) === '✖' && readState(run?.output.summary)?.todo === undefined;
}

function inTheTable(run: Run | undefined): string {
  if (run === undefined) return 'none';
  const { status, conclusion, output } = run;
  if (status !== 'completed') return 'open';
  if (conclusion !== 'failure') return conclusion ?? '';
  const title = output.title ?? '';
  if (/GitHub could not be read/.test(title)) return '?';
  if (/^✖ nothing was judged: .* no longer/.test(title)) return 'gone';
  return VERDICT.test(title) ? '✖' : title;
}

function readTable(): Omit<Case, 'pull'>[] {
  const [head = '', ...lines] = TABLE.trim().split('\n');
  const faults = head.trim().split(/\s+/);
  return lines.flatMap((line) => {
    const [request = '', ...cells] = line.split(/ {2,}/);
    return cells.map((expected, index) => ({ request, fault: faults[index] ?? '', expected: expected.trim() }));
  });
}
