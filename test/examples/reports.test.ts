/** The demo's copies of what the App leaves: taken when all of it is there, whatever moment it is asked at. */
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { takeReport } from '../../examples/demo/reports.ts';
import { ARCHIVE, openArchive } from '../../src/github/reports/archive.ts';
import type { CheckRecord } from '../../src/github/reports/record.ts';
import { folderStore } from '../../src/github/reports/store/folder.ts';
import type { TextStore } from '../../src/github/reports/store/text-store.ts';

const HEAD = 'a'.repeat(40);
const RECORD = { head: HEAD, verdict: 'pass' } as unknown as CheckRecord;

it('takes a report only when page, JSON and record have all been written', async () => {
  const cache = mkdtempSync(join(tmpdir(), 'weir-demo-reports-'));
  const output = join(cache, 'output');
  const seen: unknown[] = [];
  const look = () => seen.push(takeReport(cache, HEAD, 'params', output)?.verdict);
  const files = folderStore(join(cache, 'reports'), [ARCHIVE]);
  const watched: TextStore = {
    ...files,
    async write(name, text) {
      look();
      await files.write(name, text);
    },
  };
  await openArchive(watched).keep(1, { pull: 1, head: HEAD }, RECORD, { html: '<p>', json: '{"verdict":"pass"}' });
  look();
  expect(seen).toEqual([undefined, undefined, undefined, 'pass']);
  expect(readFileSync(join(output, 'params.html'), 'utf8')).toBe('<p>');
});
