/** What the demo leaves behind for a browser. */
import { copyFileSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Report } from '../../src/report/report.generated.ts';

export const OUTPUT = 'demo-output';

/**
 * Copies the App's report on a head out of its cache, as `<branch>.html` and `.json`, and reads it. Undefined as long as
 * there is none.
 */
export function takeReport(cache: string, head: string, branch: string): Report | undefined {
  const [page] = globSync(`reports/**/${head}.html`, { cwd: cache });
  if (page === undefined) return undefined;
  mkdirSync(OUTPUT, { recursive: true });
  const json = join(OUTPUT, `${branch}.json`);
  copyFileSync(join(cache, page), join(OUTPUT, `${branch}.html`));
  copyFileSync(join(cache, page.replace(/html$/, 'json')), json);
  // The App has just written it.
  return JSON.parse(readFileSync(json, 'utf8')) as Report;
}

/** A pull request as it looks on GitHub, at `<name>.html`. */
export function writePage(name: string, html: string): void {
  writeFileSync(join(OUTPUT, `${name}.html`), html);
}
