/** A disk that fills up in the middle of a write: a part of a recording is never taken for all of it. */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { builtProgram } from '../built.ts';
import { type Fixture, temporaryFolder } from '../repository/fixture.ts';
import { editRule, makeSmallRepository, WEIR_YML } from './small.ts';

const IDS = Array.from({ length: 1000 }, (_, id) => id);
const FLIGHTS = IDS.map((id) =>
  JSON.stringify({
    delay: id % 100,
    id: `f${id}`,
    time: `2026-03-${String(1 + (id % 28)).padStart(2, '0')}T10:00:00Z`,
  }),
);

function repository(more: string): Fixture {
  const fixture = makeSmallRepository({
    '.github/weir.yml': WEIR_YML.replace('files: traffic/flights.jsonl', `files: traffic/flights.jsonl\n    ${more}`),
    'traffic/flights.jsonl': `${FLIGHTS.join('\n')}\n`,
    'traffic/outcomes.csv': `id,outcome\n${IDS.map((id) => `f${id},late`).join('\n')}\n`,
  });
  editRule(fixture);
  return fixture;
}

/** No file may become larger than 8 kB: what goes beyond is refused, as by a full disk, and what is left is written. */
function limited({ directory }: Fixture, cache: string, args: readonly string[]) {
  const shell = ['-c', 'trap "" XFSZ; ulimit -f 8; exec "$@"', 'bash', process.execPath, builtProgram()];
  const env = { ...process.env, WEIR_CACHE: cache };
  return spawnSync('bash', [...shell, ...args], { cwd: directory, encoding: 'utf8', env });
}

test.each([
  ['outcomes are joined', 'id: /id\n    labels: { files: traffic/outcomes.csv, join: /id, label: /outcome }'],
  ['a window is cut', 'time: /time\n    window: 14d'],
])('where %s', (_, more) => {
  const cache = temporaryFolder();
  const { status, stderr, stdout } = limited(repository(more), cache, ['check', '--base', 'main']);
  expect([status, stdout]).toEqual([2, '']);
  expect(stderr.replace(/\s+/g, ' ')).toContain('there is no room left on a disk');
  expect(stderr).toContain(`${cache} (WEIR_CACHE`);
  expect(stderr).not.toContain('bug in Weir');
  const left = readdirSync(cache, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  expect(left.map(({ name }) => name)).toEqual([]);
});

test('where a recording is imported', () => {
  const fixture = repository('id: /id');
  const to = join(fixture.directory, 'imported.jsonl');
  const args = ['import', 'traffic/flights.jsonl', '--format', 'jsonl', '--id', '/id', '--to', to];
  const { status, stderr } = limited(fixture, temporaryFolder(), args);
  expect(status).toBe(2);
  expect(stderr.replace(/\s+/g, ' ')).toContain('there is no room left on a disk');
  expect(existsSync(to)).toBe(false);
});
