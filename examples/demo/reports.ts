/** What the demo leaves behind for a browser. */
import { copyFileSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Report } from '../../src/report/report.generated.ts';

export const OUTPUT = 'demo-output';

/**
 * Copies the App's report on a head out of its cache, as `<branch>.html` and `.json`, and reads it. Undefined until all
 * of it lies there: the App writes the record of the check last.
 */
export function takeReport(cache: string, head: string, branch: string, output = OUTPUT): Report | undefined {
  const [record] = globSync(`reports/**/${head}.check`, { cwd: cache });
  if (record === undefined) return undefined;
  const path = join(cache, record.replace(/\.check$/, ''));
  mkdirSync(output, { recursive: true });
  const json = join(output, `${branch}.json`);
  copyFileSync(`${path}.html`, join(output, `${branch}.html`));
  copyFileSync(`${path}.json`, json);
  // The App has just written it.
  return JSON.parse(readFileSync(json, 'utf8')) as Report;
}

/** A pull request as it looks on GitHub, at `<name>.html`. */
export function writePage(name: string, html: string): void {
  writeFileSync(join(OUTPUT, `${name}.html`), html);
}
