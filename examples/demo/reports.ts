/** What the demo leaves behind for a browser. */
import { copyFileSync, existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Report } from '../../src/report/report.generated.ts';

export const OUTPUT = 'demo-output';

/**
 * Copies the App's report on a head out of its cache, as `<branch>.html` and `.json`, and reads it. Undefined as long as
 * there is none.
 */
export function takeReport(cache: string, head: string, branch: string): Report | undefined {
  const [page] = globSync(`reports/**/${head}.html`, { cwd: cache });
  // The App keeps them once the check is concluded, one after the other.
  if (page === undefined || !existsSync(join(cache, page.replace(/html$/, 'json')))) return undefined;
  mkdirSync(OUTPUT, { recursive: true });
  const json = join(OUTPUT, `${branch}.json`);
  copyFileSync(join(cache, page), join(OUTPUT, `${branch}.html`));
  copyFileSync(join(cache, page.replace(/html$/, 'json')), json);
  // The App's own, as it has just kept it.
  return JSON.parse(readFileSync(json, 'utf8')) as Report;
}

/** A pull request as it looks on GitHub, at `<name>.html`. */
export function writePage(name: string, html: string): void {
  writeFileSync(join(OUTPUT, `${name}.html`), html);
}
