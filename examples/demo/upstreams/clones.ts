/** The three repositories beside each other on a disk, as somebody has them who works in all of them. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Checked, check, checkBranch } from '../check.ts';
import { commitFirst, type FlightsRepository } from '../repository.ts';
import { DOWNSTREAMS, filesOf, upstreamChange } from './repositories.ts';

const NAMES = ['events', ...(Object.keys(DOWNSTREAMS) as (keyof typeof DOWNSTREAMS)[])] as const;

/** What somebody types in `acme/events`, the branch checked out. */
export const UPSTREAM_COMMAND = `weir check ${consumersIn('..').join(' ')}`;

/** With the branch of the pull request in `acme/events`. */
export function makeClones(folder: string): void {
  for (const name of NAMES) {
    const clone = makeClone(join(folder, name), filesOf(name));
    if (name === 'events') clone.branch(upstreamChange.branch, upstreamChange.rewrites);
  }
}

/** Who breaks if this is merged? Asked in the repository of the schema; prints the report. */
export function checkUpstream(folder: string, output: string): Checked {
  const further = ['--name', 'acme/events', ...consumersIn(folder)];
  return checkBranch(join(folder, 'events'), upstreamChange.branch, output, further);
}

/** What does that branch do here? Asked in `acme/gates`; keeps the report and prints nothing. */
export function checkDownstream(folder: string, output: string): Checked {
  const upstream = `acme/events=${join(folder, 'events')}@${upstreamChange.branch}`;
  const options = ['--repo', join(folder, 'gates'), '--base', 'main', '--head', 'main', '--full', '--with', upstream];
  return check(options, join(output, 'gates'), 'ignore');
}

function makeClone(directory: string, files: Readonly<Record<string, string>>): FlightsRepository {
  for (const [path, text] of Object.entries(files)) {
    const file = join(directory, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  return commitFirst(directory, 'As it is today');
}

function consumersIn(folder: string): string[] {
  return Object.keys(DOWNSTREAMS).flatMap((name) => ['--consumers', `acme/${name}=${folder}/${name}`]);
}
