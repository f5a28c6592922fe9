/** What `npm i weir-bot` brings, and what it says of the packages that it leaves out. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { flights, governed } from '../cli/weir.ts';
import { type Fixture, makeRepository, temporaryFolder } from '../repository/fixture.ts';
import { installPacked, type Packed } from './packed.ts';

const manifest = JSON.parse(readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8'));
const pinned = (name: string): string => `${name}@${manifest.devDependencies[name]}`;

let packed: Packed;
beforeAll(() => {
  packed = installPacked();
}, 120_000);
afterAll(() => packed?.remove());

const weirYml = (files: string): string => `version: 1
recordings: { flights: { files: ${files} } }
pipelines:
  compensation:
    recording: flights
    params: config/compensation.yaml
    steps:
      - schema: schemas/flight.schema.json
      - { rules: rules/compensation.json, into: /decision }
    outputs: { tier: { at: /decision/tier, kind: category } }
`;

describe('the installed package', () => {
  it('is small: less than 11 MB, where it was 197 MB with all that only some need', () => {
    expect(packed.bytes).toBeGreaterThan(1_000_000);
    expect(packed.bytes).toBeLessThan(11_000_000);
  });

  it('replays JSON Lines and draws the page without any other package', () => {
    const repository = changed('traffic.jsonl', flights(100));
    const { status, stdout, stderr } = packed.weir(repository.directory, 'check', '--html', 'report.html');
    expect([status, stderr]).toEqual([1, '']);
    expect(stdout).toContain('50 of 100 records');
    expect(readFileSync(join(repository.directory, 'report.html'), 'utf8')).toContain('<svg');
  });

  it('names what reads Parquet and the command that installs it', async () => {
    const repository = changed('traffic.parquet', await oneFlightInParquet());
    const { status, stdout, stderr } = packed.weir(repository.directory, 'check');
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toContain('traffic.parquet');
    expect(stderr).toContain('reading parquet needs the package @duckdb/node-api, which is not installed');
    expect(stderr).toContain(`npm i ${pinned('@duckdb/node-api')}\n`);
    expect(stderr).not.toMatch(/^ +at /m);
  });

  it('names what a pipeline needs that only head has, and does not call its weir.yml broken', () => {
    const repository = changed('traffic.jsonl', flights(100));
    repository.write('api/schema.graphql', 'type Query { a: Int }\n');
    const graphql = '    steps: [{ schema: api/schema.graphql }]\n    outputs: { a: { at: /a, kind: number } }\n';
    const text = `${weirYml('traffic.jsonl')}  queries:\n    recording: flights\n${graphql}`;
    repository.write('.github/weir.yml', text);
    const { status, stdout, stderr } = packed.weir(repository.directory, 'check');
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toContain('a schema in GraphQL needs the packages graphql and @graphql-inspector/core');
    expect(stderr).toContain(`npm i ${pinned('graphql')} ${pinned('@graphql-inspector/core')}\n`);
  });

  it('names what the App needs before it starts', () => {
    const { status, stdout, stderr } = packed.weir(packed.folder, 'app');
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toBe(
      `error\nthe App needs the package probot, which is not installed\n  expected: npm i ${pinned('probot')}\n`,
    );
  });
});

const late = 'delay:\n  minutes: 201\nshort: 932\n';

async function oneFlightInParquet(): Promise<Buffer> {
  const path = join(temporaryFolder(), 'traffic.parquet');
  const connection = await (await DuckDBInstance.create()).connect();
  await connection.run(`COPY (SELECT 200 AS delay, 500 AS distance) TO '${path}' (FORMAT parquet)`);
  connection.closeSync();
  return readFileSync(path);
}

/** Every second flight is 200 minutes late, which is late at base and no longer is. */
function changed(files: string, traffic: string | Buffer): Fixture {
  const repository = makeRepository();
  repository.commit({ ...governed, [files]: traffic, '.github/weir.yml': weirYml(files) });
  repository.write('config/compensation.yaml', late);
  return repository;
}
