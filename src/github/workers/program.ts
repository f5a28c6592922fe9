/**
 * Tells one build of Weir, with what it runs on, from any other, on whatever machine: an App hands shards to workers of its own
 * build alone, since others may count otherwise.
 */
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import manifest from '../../../package.json' with { type: 'json' };
import { once } from '../../once.ts';
import { version } from '../../version.ts';

/** 16 letters and digits. Once a process. Reads all of the program. */
export const ownProgram = once(async () => {
  // As source two folders below src; once built, in a chunk one folder below dist.
  const own = fileURLToPath(import.meta.url);
  const root = own.endsWith('.ts') ? dirname(dirname(dirname(own))) : dirname(dirname(own));
  const hash = createHash('sha256');
  const { node, v8 } = process.versions;
  hash.update(JSON.stringify([version, node, v8, process.arch, peers()]));
  const names = (await readdir(root, { recursive: true })).filter((name) => /\.(cjs|ts)$/.test(name)).toSorted();
  for (const name of names) hash.update(`\0${name}\0`).update(await readFile(join(root, name)));
  return hash.digest('hex').slice(0, 16);
});

/** Versions of what is installed beside Weir. */
function peers(): (readonly [string, string])[] {
  const require = createRequire(import.meta.url);
  return Object.keys(manifest.peerDependencies).map((name) => {
    try {
      const { version: installed }: { version?: string } = require(`${name}/package.json`);
      return [name, installed ?? ''];
    } catch {
      // Not installed, or a package that does not show its manifest.
      return [name, ''];
    }
  });
}
