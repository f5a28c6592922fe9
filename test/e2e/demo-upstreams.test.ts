/** The repositories of examples/upstreams as the demo checks them: one downstream fails by its own flights, the other passes. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test, vi } from 'vitest';
import { makeClones } from '../../examples/demo/upstreams/clones.ts';
import { DOWNSTREAMS, flights, upstreamChange } from '../../examples/demo/upstreams/repositories.ts';
import type { Report } from '../../src/report/report.generated.ts';
import { pipelineOf, weir } from './weir.ts';

vi.setConfig({ testTimeout: 60_000 });

const folder = mkdtempSync(join(tmpdir(), 'weir-upstreams-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
makeClones(folder);

async function reportOf(name: string, ...args: readonly string[]): Promise<{ report: Report; status: number | null }> {
  const file = join(folder, `${name}.json`);
  const { status, stderr } = await weir(['check', '--full', '--json', file, ...args], join(folder, name));
  expect(stderr).toBe('');
  return { report: JSON.parse(readFileSync(file, 'utf8')) as Report, status };
}

const early = flights().filter(({ delay }) => delay < -30).length / flights().length;

test('the upstream has a line for each, by the flights that each of them has', async () => {
  const consumers = Object.keys(DOWNSTREAMS).flatMap((name) => ['--consumers', `acme/${name}=../${name}`]);
  const revisions = ['--base', 'main', '--head', upstreamChange.branch, '--name', 'acme/events'];
  const { report, status } = await reportOf('events', ...revisions, ...consumers);
  expect(status).toBe(1);
  const lines = report.downstreams ?? [];
  expect(Object.fromEntries(lines.map(({ repository, verdict }) => [repository.slice(5), verdict]))).toEqual(
    DOWNSTREAMS,
  );
  const gates = lines.find(({ repository }) => repository === 'acme/gates');
  expect(gates?.worst?.name).toBe('rejected');
  expect(gates?.worst?.measure.value).toBeCloseTo(early, 12);
  expect(early).toBe(0.0085);
});

test('a downstream sees the same in its own clone', async () => {
  const page = join(folder, 'gates.html');
  const upstream = `acme/events=../events@${upstreamChange.branch}`;
  const { report, status } = await reportOf(
    'gates',
    '--base',
    'main',
    '--head',
    'main',
    '--with',
    upstream,
    '--html',
    page,
  );
  // What is compared are two commits of the other repository: here nothing changes.
  expect(readFileSync(page, 'utf8')).toContain('impact of <bdi>acme/events</bdi>');
  expect(status).toBe(1);
  expect(pipelineOf(report, 'board').measures.rejected?.value).toBeCloseTo(early, 12);
});
