/**
 * How many answers of GitHub's a verdict waits for, one after the other. GitHub answers nothing of a row below before all of
 * the row has been asked: what waited for an answer beside it would never come.
 */
import { createHash } from 'node:crypto';
import { afterAll, expect, test } from 'vitest';
import { EDITS, FILES } from './claims.ts';
import { openScene } from './scene.ts';

// No sweep comes in between.
const scene = await openScene({ env: { WEIR_SWEEP_MINUTES: '1440' } });
const { github, repository } = scene;
afterAll(() => scene.close());

/** What is asked at once for a change whose branch has gone on since it was begun, by an App that has no recording yet. */
const ROWS = [
  ['GET commits/head/check-runs'],
  ['POST check-runs queued'],
  ['GET pulls/1'],
  ['PATCH check-runs in_progress', 'GET issues/1/comments', 'GET', 'GET git/ref/heads/main', 'GET git/trees/head'],
  ['GET git/trees/main', 'GET compare/main...head', 'GET installation/repositories'],
  ['GET git/trees/base', 'GET .github/weir.yml'],
  [
    ...['GET config/compensation.yaml', 'GET config/compensation.yaml of head'],
    ...['GET rules/compensation.json', 'GET rules/board.json and rules/charter.json'],
  ],
  ['GET traffic/flights.jsonl', 'GET git/commits/base', 'GET git/commits/head'],
  ['GET commits/head/check-runs', 'GET pulls', 'GET pulls/1'],
  ['PATCH check-runs completed'],
];

/** Milliseconds. After more of them the App would ask again. */
const PATIENCE = 25_000;

interface Held {
  readonly name: string;
  readonly release: () => void;
}

test('a verdict waits for ten answers one after the other, one of which is the recording', async () => {
  const base = repository.branches.get('main') ?? '';
  const head = await github.commit(repository, 'change', EDITS.fail);
  const main = await github.commit(repository, 'main', EDITS.unaffected);
  await scene.idle();
  const nameOf = naming({ base, head, main });
  let held: Held[] = [];
  const names = (): string[] => held.map(({ name }) => name);
  const release = (wanted: readonly string[]): void => {
    for (const one of held) if (wanted.includes(one.name)) one.release();
    held = held.filter(({ name }) => !wanted.includes(name));
  };
  github.faults.add({
    what: 'held',
    // Nothing waits for what is told while it is replayed.
    hold: (line, sent) =>
      sent.includes('"status":') || !line.startsWith('PATCH')
        ? new Promise((resolve) => held.push({ name: nameOf(line, sent), release: resolve }))
        : Promise.resolve(),
  });

  try {
    await scene.propose({}, { branch: 'change', files: undefined });

    for (const row of ROWS) {
      await expect.poll(names, { timeout: PATIENCE }).toEqual(expect.arrayContaining(row));
      if (row === ROWS.at(-1)) expect(names(), 'what was asked beyond that').toEqual(row);
      release(row);
    }
  } finally {
    github.faults.clear();
    release(names());
  }
});

/** What a request asks for. @param commits full ids by what they are called here */
function naming(commits: Readonly<Record<string, string>>): (line: string, sent: string) => string {
  const ids = new Map([
    ...Object.entries(commits).map(([name, id]) => [id, name] as const),
    ...blobsOf(EDITS.fail, ' of head'),
    ...blobsOf(FILES, ''),
    // The two are equal.
    ...blobsOf({ 'rules/board.json': FILES['rules/board.json'] }, ' and rules/charter.json'),
  ]);
  return (line, sent) => {
    const [path = ''] = line.replaceAll('%2F', '/').split('?');
    const place = path.replace(/ \/(repos\/acme\/claims\/?)?/, ' ').replace(/check-runs\/\d+$/, 'check-runs');
    const named = [...ids].reduce((text, [id, name]) => text.replace(id, name), place);
    return `${named} ${/"status":"(\w+)"/.exec(sent)?.[1] ?? ''}`.trim();
  };
}

/** By the ids that git gives them: https://git-scm.com/book/en/v2/Git-Internals-Git-Objects, "Object Storage". */
function blobsOf(files: Readonly<Record<string, string>>, what: string): [string, string][] {
  return Object.entries(files).map(([path, content]) => {
    const bytes = Buffer.from(content);
    const id = createHash('sha1').update(`blob ${bytes.length}\0`).update(bytes).digest('hex');
    return [`git/blobs/${id}`, `${path}${what}`];
  });
}
