import { expect, test } from 'vitest';
import { readsPage } from '../../../src/report/reads/page.ts';

test('where nothing reads anything yet, the page says what to do and offers nothing to search', () => {
  const page = readsPage(
    { version: 1, artifacts: [], pipelines: [], dead: [] },
    { notes: ['As the default branches have it.'] },
  );
  expect(page).toContain('There is no pipeline yet: <code>weir init</code>');
  expect(page).toContain('As the default branches have it.');
  expect(page).not.toMatch(/<input|<script|>None\.</);
});
