/** What a replay that stops early reads depends on the change, and on nothing that whoever pushes it may vary at will. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import type { Report } from '../../src/report/report.generated.ts';
import { makeSmallRepository, WEIR_YML } from './small.ts';
import { weir } from './weir.ts';

vi.setConfig({ testTimeout: 60_000 });

const RECORDS = 80_000;
const rule = (late: number) => `{ "if": [{ "<": [{ "var": "delay" }, ${late}] }, "on-time", "late"] }\n`;

test('an empty commit, another base, another format and a description read the same records; another change reads others', async () => {
  const traffic = Array.from({ length: RECORDS }, (_, at) => `{"delay":${(at * 7919) % 10_007}}\n`).join('');
  const repository = makeSmallRepository({
    '.github/weir.yml': WEIR_YML.replace('status.changed: 1%', 'status.changed: 40%'),
    'rules/board.json': rule(5000),
    'traffic/flights.jsonl': traffic,
  });
  const { directory, git, commit } = repository;
  const seen: Record<string, string> = {};
  async function look(name: string): Promise<void> {
    const file = join(directory, '.git/report.json');
    const { status, stderr } = await weir(['check', '--base', 'main', '--head', 'HEAD', '--json', file], directory);
    expect([status, stderr]).toEqual([0, '']);
    const { pipelines, seed } = JSON.parse(readFileSync(file, 'utf8')) as Report;
    expect(pipelines[0]?.records.replayed).toBeLessThan(RECORDS);
    const [{ fingerprint: _, edits: __, ...evidence } = {}] = pipelines as { fingerprint?: string; edits?: number[] }[];
    seen[name] = JSON.stringify([seed, evidence]);
  }
  git('switch', '--quiet', '-c', 'change');
  commit({ 'rules/board.json': rule(5100) });
  await look('plain');
  commit();
  await look('an empty commit');
  commit({ 'rules/board.json': rule(5100).replaceAll(' ', '\n  ') });
  commit({
    'schemas/flight.json':
      '{ "type": "object", "title": "A flight", "properties": { "delay": { "type": "integer" } } }\n',
  });
  git('switch', '--quiet', 'main');
  commit({ 'README.md': 'Flights\n' });
  git('switch', '--quiet', 'change');
  git('rebase', '--quiet', 'main');
  await look('another format, a description and another base');
  const { plain, ...same } = seen;
  for (const [name, evidence] of Object.entries(same)) expect(evidence, name).toBe(plain);
  commit({ 'rules/board.json': rule(5101) });
  await look('another change');
  expect(seen['another change']).not.toBe(plain);
});
