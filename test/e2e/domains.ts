/** Governed repositories of other trades than flights, each with one recording and one change on a branch. */
import type { PipelineReport } from '../../src/report/report.generated.ts';
import { type Fixture, makeRepository } from '../repository/fixture.ts';
import { type Checked, pipelineOf } from './weir.ts';

type Files = Readonly<Record<string, string | Uint8Array>>;

/** `files` on main, `changed` on the branch `change`. */
export function makeDomain(files: Files, changed: Files): Fixture {
  const repository = makeRepository();
  repository.commit(files);
  addBranch(repository, 'change', changed);
  return repository;
}

/** A branch from main with these files on top. */
export function addBranch({ git, commit }: Fixture, name: string, files: Files): void {
  git('checkout', '--quiet', '-b', name, 'main');
  commit(files);
  git('checkout', '--quiet', 'main');
}

export function jsonLines(records: readonly unknown[]): string {
  return `${records.map((record) => JSON.stringify(record)).join('\n')}\n`;
}

/** Numbers from 0 to 999 that look random and are the same every time: every one comes once in a thousand. */
export function scattered(index: number): number {
  return (index * 617 + 31) % 1000;
}

/** A weir.yml with one pipeline, whose body is given. */
export function weirYml(recording: string, pipeline: string): string {
  return `version: 1\nrecordings:\n  traffic: ${recording}\npipelines:\n  governed:\n    owners: ["@acme/owners"]\n    recording: traffic\n${pipeline}`;
}

/** The one pipeline of such a weir.yml. */
export function governed({ report }: Checked): PipelineReport {
  return pipelineOf(report, 'governed');
}

export function range(length: number): number[] {
  return Array.from({ length }, (_, index) => index);
}
