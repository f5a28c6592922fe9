/** Runs `weir check` as a user would: the program itself, in a process of its own. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Report } from '../../src/report/report.generated.ts';

export interface Checked {
  readonly verdict: Report['verdict'];
  readonly seconds: number;
  /** Path of the page. */
  readonly html: string;
}

const WEIR = join(import.meta.dirname, '../../src/cli/main.ts');

/**
 * Checks a branch against main, prints the report and writes it to `output` as HTML, markdown and JSON.
 * Throws where nothing could be judged.
 * @param further options of `weir check`
 */
export function checkBranch(
  directory: string,
  branch: string,
  output: string,
  further: readonly string[] = [],
): Checked {
  return check(['--repo', directory, '--base', 'main', '--head', branch, ...further], join(output, branch), 'inherit');
}

/** `weir check` with these options. @param name of the reports, without an extension */
export function check(options: readonly string[], name: string, shown: 'inherit' | 'ignore'): Checked {
  const [html, markdown, json] = ['html', 'md', 'json'].map((extension) => `${name}.${extension}`);
  if (!html || !markdown || !json) throw new Error('three reports have three paths');
  const started = performance.now();
  const reports = ['--html', html, '--markdown', markdown, '--json', json];
  const { status } = spawnSync(process.execPath, [WEIR, 'check', ...options, ...reports], {
    stdio: ['ignore', shown, 'inherit'],
  });
  const seconds = (performance.now() - started) / 1000;
  if (status !== 0 && status !== 1 && status !== 3) throw new Error(`weir check ended with status ${status}`);
  const { verdict } = JSON.parse(readFileSync(json, 'utf8')) as Report;
  return { verdict, seconds, html };
}
