/** Holds the pages for those who run the App and the Action to what these take and give. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { createMetrics } from '../../src/github/metrics.ts';
import { action } from './runner.ts';

test('docs/ci.md names every input and output of the action', () => {
  const names = [...Object.keys(action.inputs), ...Object.keys(action.outputs)];
  expect(names.filter((name) => !mentions('docs/ci.md', name))).toEqual([]);
});

test('docs/operate.md names every setting', () => {
  const settings = [...read('src/github/settings.ts').matchAll(/'([A-Z]+(?:_[A-Z]+)+|PORT|HOST)'/g)].map(
    ([, name = '']) => name,
  );
  expect(settings.length).toBeGreaterThan(15);
  expect(settings.filter((name) => !mentions('docs/operate.md', name))).toEqual([]);
});

test('docs/operate.md names every metric of Weir’s own', () => {
  const { registry } = createMetrics(async () => ({ waiting: 0, running: 0 }));
  const names = registry
    .getMetricsAsArray()
    .map(({ name }) => name)
    .filter((name) => name.startsWith('weir_'));
  expect(names.length).toBeGreaterThan(5);
  expect(names.filter((name) => !mentions('docs/operate.md', name))).toEqual([]);
});

test('docs/app.md has a row for every permission of app.yml, and names every event', () => {
  const manifest = parse(read('app.yml'));
  const page = read('docs/app.md');
  const rows = Object.entries(manifest.default_permissions).map(([name, level]) => {
    const words = name.replaceAll('_', ' ');
    return new RegExp(`^\\| ${words} +\\| ${level} `, 'im');
  });
  expect(rows.filter((row) => !row.test(page))).toEqual([]);
  const events: string[] = manifest.default_events;
  expect(events.filter((event) => !mentions('docs/app.md', event))).toEqual([]);
});

function mentions(page: string, name: string): boolean {
  return read(page).includes(`\`${name}\``);
}

function read(path: string): string {
  return readFileSync(join(import.meta.dirname, '../..', path), 'utf8');
}
