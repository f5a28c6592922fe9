/** Holds `npm run test:quick` to what it promises: no test of a pure room is forgotten, and none runs twice or never. */
import { globSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import config from '../vitest.config.ts';
import { END_TO_END, LEFT_OUT, PURE_FILES, PURE_ROOMS } from './quick.ts';

const cwd = join(import.meta.dirname, '..');
const made = config as unknown as (environment: { mode: string }) => { test: { projects: { test: Project }[] } };
const projects = made({ mode: 'test' }).test.projects.map(({ test }) => test);

interface Project {
  readonly name: string;
  /** Paths; a path is a pattern that matches itself. */
  readonly include: string[];
}

it('has every test of the kind, but for those that are named with a reason', () => {
  const quick = projects.find(({ name }) => name === 'quick');
  const files = new Set(quick?.include);
  const ofRooms = globSync([...PURE_ROOMS.map((room) => `test/${room}/**/*.test.ts`), ...PURE_FILES], { cwd });
  expect(ofRooms.length).toBeGreaterThan(80);
  expect(ofRooms.filter((file) => !files.has(file)).sort()).toEqual(Object.keys(LEFT_OUT).sort());
});

it('has one of each kind from end to end, and every name and pattern in the list leads to a file', () => {
  for (const pattern of [...PURE_FILES, ...Object.values(END_TO_END), ...Object.keys(LEFT_OUT)]) {
    expect(globSync(pattern, { cwd }), pattern).not.toEqual([]);
  }
});

it('together with the rest is every test, once', () => {
  // The third project runs some of these again, on a GitHub that behaves otherwise.
  const [quick, slow] = ['quick', 'slow'].map((name) => projects.find((project) => project.name === name));
  const run = [quick, slow].flatMap((project) => project?.include ?? []).sort();
  expect(run).toEqual(globSync('test/**/*.test.ts', { cwd }).sort());
});
