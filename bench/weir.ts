/** Runs `weir check` on a repository of a benchmark. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Report } from '../src/report/report.generated.ts';
import type { Setting } from './benchmark.ts';
import type { Repository } from './fixtures/repository.ts';
import { type Run, runNode } from './run.ts';

/** Any verdict will do: 0 pass, 1 fail, 3 inconclusive. */
const JUDGED = [0, 1, 3];

/** The whole check of the change; every record read and replayed, unless other options are given. */
export function runCheck(
  setting: Setting,
  repository: Repository,
  options: readonly string[] = ['--full'],
): Promise<Run> {
  return runWarmCheck(setting, repository, [...options, '--no-cache']);
}

/** One that takes what others have kept, and keeps what it reads. */
export function runWarmCheck(setting: Setting, repository: Repository, options: readonly string[]): Promise<Run> {
  return runNode(
    [setting.program, ...revisions(repository), ...options, '--jobs', String(setting.jobs), ...output(setting)],
    JUDGED,
  );
}

/** The last report that `runCheck` wrote. */
export function readReport(setting: Setting): Report {
  return JSON.parse(readFileSync(reportPath(setting), 'utf8')) as Report;
}

function revisions({ directory, head }: Repository): string[] {
  return ['check', '--repo', directory, '--base', 'main', '--head', head];
}

function output(setting: Setting): string[] {
  return ['--json', reportPath(setting)];
}

function reportPath({ directory }: Setting): string {
  return join(directory, 'report.json');
}
