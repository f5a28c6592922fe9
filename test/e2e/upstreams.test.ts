/** A step whose schema lies in another repository: real repositories beside each other, delays 0 to 99 as traffic. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { assess } from '../../src/assess.ts';
import { check as run } from '../../src/cli/check.ts';
import type { CheckOptions } from '../../src/cli/run-check.ts';
import { parseConfig } from '../../src/config/load.ts';
import type { Report } from '../../src/report/report.generated.ts';
import { type Fixture, makeRepository } from '../repository/fixture.ts';
import { outputOf, pipelineOf, weir } from './weir.ts';

vi.setConfig({ testTimeout: 60_000 });

const booking = (most: number, airport = 'common/airport.json') =>
  `{ "type": "object",\n  "properties": {\n    "delay": { "type": "integer", "maximum": ${most} },\n    "origin": { "$ref": "${airport}" }\n  } }\n`;

const weirYml = (schema: string) => `version: 1
recordings: { flights: { files: traffic.jsonl } }
pipelines:
  board:
    owners: ["@acme/airports"]
    recording: flights
    steps:
      - schema: ${schema}
      - rules: rules/board.json
        into: /status
    outputs: { status: { at: /status, kind: category } }
    limits: { rejected: 10% }
`;

/** Tags v3 (at most 99) and v4 (at most 79), main at v4, and a branch on which only 0 to 59 is let through. */
function events(): Fixture {
  const repository = makeRepository();
  repository.commit({ 'schemas/booking.json': booking(99), 'schemas/common/airport.json': '{ "type": "string" }\n' });
  repository.git('tag', 'v3');
  repository.commit({ 'schemas/booking.json': booking(79) });
  repository.git('tag', 'v4');
  repository.git('checkout', '--quiet', '-b', 'tighten');
  repository.commit({ 'schemas/booking.json': booking(59) });
  repository.git('checkout', '--quiet', 'main');
  return repository;
}

function risk(schema: string): Fixture {
  const repository = makeRepository();
  const traffic = Array.from({ length: 100 }, (_, delay) => `${JSON.stringify({ delay, origin: 'JFK' })}\n`).join('');
  repository.commit({
    '.github/weir.yml': weirYml(schema),
    'rules/board.json': '{ "if": [{ "<": [{ "var": "delay" }, 15] }, "on-time", "late"] }\n',
    'traffic.jsonl': traffic,
  });
  return repository;
}

async function check({ directory }: Fixture, options: Partial<CheckOptions> = {}): Promise<Report & { text: string }> {
  const printed: string[] = [];
  const stdout = vi.spyOn(process.stdout, 'write').mockImplementation((text) => Boolean(printed.push(String(text))));
  try {
    const { report } = await run({ repo: directory, base: 'main', full: true, jobs: 1, ...options });
    return { ...report, text: printed.join('') };
  } finally {
    stdout.mockRestore();
  }
}

describe('a schema of another repository', () => {
  test('is the same on both sides, at the commit that the report names', async () => {
    const [upstream, downstream] = [events(), risk('acme/events:schemas/booking.json@main')];
    downstream.write('rules/board.json', '{ "if": [{ "<": [{ "var": "delay" }, 20] }, "on-time", "late"] }\n');
    const report = await check(downstream, { with: [`acme/events=${upstream.directory}`] });
    const main = upstream.git('rev-parse', 'main');
    expect(report.upstreams).toEqual([{ repository: 'acme/events', ref: 'main', base: main, head: main }]);
    // 15 to 19 become on time; 80 to 99 are rejected on both sides.
    expect(outputOf(pipelineOf(report, 'board'), 'status').measures.changed?.value).toBe(0.05);
    expect(report.text).toContain(`acme/events main ${main.slice(0, 12)}`);
  });

  test('is judged at a branch of its own, and what it refers to is found beside it', async () => {
    const [upstream, downstream] = [events(), risk('acme/events:schemas/booking.json@main')];
    const report = await check(downstream, { with: [`acme/events=${upstream.directory}@tighten`] });
    expect(report.edits).toMatchObject([
      { artifact: 'acme/events@main:/schemas/booking.json', lines: [3, 3], message: 'maximum 79 became 59' },
    ]);
    // 60 to 79 are rejected newly: 20 of 100.
    expect(pipelineOf(report, 'board').measures.rejected).toMatchObject({ value: 0.2, verdict: 'fail' });
    expect(report.notes?.join()).not.toContain('same commit');
    expect(report.command).toContain(`@${upstream.git('rev-parse', 'main')}..${upstream.git('rev-parse', 'tighten')}`);
  });

  test('that is pinned is compared old pin against new where the change moves the pin', async () => {
    const [upstream, downstream] = [events(), risk('acme/events:schemas/booking.json@v3')];
    downstream.write('.github/weir.yml', weirYml('acme/events:schemas/booking.json@v4').replace('10%', '90%'));
    const report = await check(downstream, { with: [`acme/events=${upstream.directory}`] });
    expect(report.upstreams).toMatchObject([{ ref: 'v3', headRef: 'v4' }]);
    // 80 to 99; the limit is base's, whatever head says.
    expect(pipelineOf(report, 'board').measures.rejected).toMatchObject({ value: 0.2, limit: 0.1, verdict: 'fail' });
    expect(report.config?.changes?.join()).toContain('booking.json');
  });

  test('is taken from the default branch where weir.yml names none, and from the working tree where that is asked', async () => {
    const [upstream, downstream] = [events(), risk('acme/events:schemas/booking.json')];
    upstream.write('schemas/booking.json', booking(49));
    const report = await check(downstream, { with: [`acme/events=${upstream.directory}@worktree`] });
    expect(report.upstreams).toMatchObject([{ ref: 'main', head: 'worktree' }]);
    expect(pipelineOf(report, 'board').measures.rejected?.value).toBe(0.3);
  });
});

describe('what leads nowhere', () => {
  const place = { file: '.github/weir.yml', line: 8, column: expect.any(Number) };

  test.each([
    [
      'acme/events:schemas/booking.json@mian',
      'unknown revision "mian" in acme/events',
      'acme/events:schemas/booking.json@main',
    ],
    ['acme/events:schemas/bookings.json@v3', 'does not exist at base', 'acme/events:schemas/booking.json@v3'],
    ['acme/event:schemas/booking.json@v3', 'was not given', 'acme/events'],
    ['acme/events:../booking.json@v3', 'a path with ".."', undefined],
    [
      'github.com/acme/events:schemas/booking.json',
      'is not the name of a repository',
      'acme/events:schemas/booking.json',
    ],
  ])('%s', async (schema, message, nearest) => {
    const [upstream, downstream] = [events(), risk(schema)];
    const failure = check(downstream, { with: [`acme/events=${upstream.directory}`] });
    await expect(failure).rejects.toMatchObject({
      problems: [{ ...place, message: expect.stringContaining(message), ...(nearest && { nearest }) }],
    });
  });

  test('a reference of the schema that leads out of its repository', async () => {
    const [upstream, downstream] = [events(), risk('acme/events:schemas/booking.json@out')];
    upstream.git('checkout', '--quiet', '-b', 'out');
    upstream.commit({ 'schemas/booking.json': booking(99, '../../risk/rules/board.json') });
    await expect(check(downstream, { with: [`acme/events=${upstream.directory}`] })).rejects.toMatchObject({
      problems: [
        { file: 'acme/events@out:/schemas/booking.json', line: 4, message: expect.stringContaining('leads out') },
      ],
    });
  });

  test('a repository that nobody put beside this one is never passed over', async () => {
    const downstream = risk('acme/events:schemas/booking.json@main');
    await expect(check(downstream)).rejects.toMatchObject({
      problems: [{ ...place, expected: '--with acme/events=<a clone of it>' }],
    });
    // As the App reads it, which has no other repositories.
    const base = await (await downstream.open()).snapshot('main');
    const config = parseConfig(readFileSync(join(downstream.directory, '.github/weir.yml'), 'utf8'), 'weir.yml');
    const question = {
      judging: { config, from: 'base', changes: [] } as const,
      pipelines: config.pipelines,
      renames: async () => new Map(),
      recording: async () => [],
      replay: { jobs: 1, full: true, seed: 1 },
    };
    await expect(assess(base, base, question)).rejects.toMatchObject({
      problems: [{ file: 'weir.yml', line: 8, message: expect.stringContaining('only on the command line') }],
    });
  });
});

test('the command line takes clones in check, validate, trace and limits', async () => {
  const [upstream, downstream] = [events(), risk('acme/events:schemas/booking.json@main')];
  const given = ['--with', `acme/events=${upstream.directory}`];
  const validated = await weir(['validate', ...given], downstream.directory);
  expect(validated).toMatchObject({ status: 0, stderr: '' });
  expect(validated.stdout).toContain('acme/events@main:/schemas/booking.json');
  const trace = ['trace', '--record', '70', '--show', '--base', 'main', '--with', `${given[1]}@tighten`];
  expect((await weir(trace, downstream.directory)).stdout).toContain('must be <= 59');
});
