/** package.json and package-lock.json: what is installed with Weir, and what beside it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { packageVersion } from '../../src/artifacts/version.ts';
import { installCommand } from '../../src/peer.ts';

const root = join(import.meta.dirname, '../..');
const read = (path: string) => JSON.parse(readFileSync(join(root, path), 'utf8'));
const manifest = read('package.json');
const peers = Object.keys(manifest.peerDependencies);

describe('package.json', () => {
  it('brings no package along: what is small is bundled, what is large is an optional peer', () => {
    expect(manifest.dependencies ?? {}).toEqual({});
    expect(manifest.optionalDependencies ?? {}).toEqual({});
    const installed = Object.entries<{ dev?: true }>(read('package-lock.json').packages)
      .filter(([path, { dev }]) => path !== '' && !dev)
      .map(([path]) => path);
    expect(installed).toEqual([]);
  });

  it('has every peer optional, and here in the version that its range begins with', () => {
    expect(Object.keys(manifest.peerDependenciesMeta)).toEqual(peers);
    expect(Object.values(manifest.peerDependenciesMeta)).toEqual(peers.map(() => ({ optional: true })));
    expect(manifest.peerDependencies).toEqual(
      Object.fromEntries(peers.map((name) => [name, `^${manifest.devDependencies[name]}`])),
    );
  });

  it('pins what reports call the version of an engine to what is installed', () => {
    for (const name of ['json-logic-js', 'json-logic-engine']) {
      expect(packageVersion(name)).toBe(read(`node_modules/${name}/package.json`).version);
    }
  });
});

describe('the command that installs a peer', () => {
  const pin = `@duckdb/node-api@${manifest.devDependencies['@duckdb/node-api']}`;

  it.each([
    ['/home/me/project/node_modules/weir-bot/dist/chunks/x.js', `npm i ${pin}`],
    ['/usr/local/lib/node_modules/weir-bot/dist/chunks/x.js', `npm i -g ${pin}`],
    [
      '/home/me/.npm/_npx/0123/node_modules/weir-bot/dist/chunks/x.js',
      `npx --package=weir-bot@${manifest.version} --package=${pin} weir …`,
    ],
  ])('of %s is %s', (place, command) => {
    expect(installCommand(['@duckdb/node-api'], place)).toBe(command);
  });

  it('names all that belong together', () => {
    const pins = ['bullmq', 'ioredis'].map((name) => `${name}@${manifest.devDependencies[name]}`);
    expect(installCommand(['bullmq', 'ioredis'], '/srv/weir/src/peer.ts')).toBe(`npm i ${pins.join(' ')}`);
  });
});
