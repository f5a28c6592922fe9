import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { RecordingConfig } from '../../src/config/config.ts';
import { resolveFiles } from '../../src/recordings/resolve.ts';
import type { RecordingStorage } from '../../src/recordings/storage/storage.ts';
import { keeping, temporaryFolder } from './files.ts';

function config(files: string, format?: string): RecordingConfig {
  return { name: 'flights', files, format, input: '', range: { line: 4, column: 5, endLine: 4, endColumn: 30 } };
}

/** A working directory with these files, of which git tracks some elsewhere. */
function storage(
  lying: readonly string[],
  tracked: readonly string[] = [],
  excluded: readonly string[] = [],
): RecordingStorage {
  const directory = temporaryFolder();
  for (const path of lying) {
    mkdirSync(dirname(join(directory, path)), { recursive: true });
    writeFileSync(join(directory, path), '');
  }
  return {
    tracked: { list: async () => tracked, localPath: async (path) => `/at-base/${path}` },
    directory,
    excluded: new Set(excluded),
    keep: keeping(),
  };
}

async function names(files: string, from: RecordingStorage): Promise<string[]> {
  return (await resolveFiles(config(files), from)).map(({ name }) => name);
}

describe('a glob', () => {
  it('finds tracked files at base and others in the working directory, sorted by code unit', async () => {
    const from = storage(
      ['traffic/b.jsonl', 'traffic/a.jsonl.gz', 'traffic/c.jsonl', 'other/d.jsonl'],
      ['traffic/b.jsonl', 'traffic/Z.json'],
    );
    expect(await resolveFiles(config('traffic/*'), from)).toEqual([
      { path: '/at-base/traffic/Z.json', name: 'traffic/Z.json', index: 0, format: 'json', compression: 'none' },
      {
        path: join(from.directory ?? '', 'traffic/a.jsonl.gz'),
        name: 'traffic/a.jsonl.gz',
        index: 1,
        format: 'jsonl',
        compression: 'gzip',
      },
      { path: '/at-base/traffic/b.jsonl', name: 'traffic/b.jsonl', index: 2, format: 'jsonl', compression: 'none' },
      {
        path: join(from.directory ?? '', 'traffic/c.jsonl'),
        name: 'traffic/c.jsonl',
        index: 3,
        format: 'jsonl',
        compression: 'none',
      },
    ]);
  });

  it('crosses folders with two stars and passes by node_modules and .git', async () => {
    const from = storage(['a.jsonl', 'x/y/b.jsonl', 'node_modules/c.jsonl', '.git/d.jsonl', 'e.jsonl/f.txt']);
    expect(await names('**/*.jsonl', from)).toEqual(['a.jsonl', 'x/y/b.jsonl']);
  });

  it('does not find what a pull request brings along', async () => {
    const from = storage(['traffic/a.jsonl', 'traffic/new.jsonl'], ['traffic/a.jsonl'], ['traffic/new.jsonl']);
    expect(await names('traffic/*.jsonl', from)).toEqual(['traffic/a.jsonl']);
  });

  it('follows links to files', async () => {
    const from = storage(['a.jsonl']);
    symlinkSync(join(from.directory ?? '', 'a.jsonl'), join(from.directory ?? '', 'b.jsonl'));
    expect(await names('./b.jsonl', from)).toEqual(['b.jsonl']);
  });

  it('that matches nothing is an error at its line, with the nearest file', async () => {
    await expect(resolveFiles(config('trafic/flights.jsonl'), storage([], ['traffic/flights.jsonl']))).rejects.toThrow(
      '.github/weir.yml:4:5: recording "flights" matches no file; found files: trafic/flights.jsonl; did you mean traffic/flights.jsonl?',
    );
    await expect(resolveFiles(config('traffic/*.csv'), storage(['traffic/june.jsonl']))).rejects.toThrow(
      'did you mean traffic/june.jsonl?',
    );
    await expect(resolveFiles(config('b.jsonl'), storage(['a.html', 'b.html']))).rejects.toThrow(
      /found files: b\.jsonl, expected a path or a glob of files that are there$/,
    );
  });

  it('that is a folder is an error with a glob of what is in it', async () => {
    const from = storage([], ['traffic/june.jsonl.gz', 'traffic/old/may.jsonl.gz']);
    for (const files of ['traffic', 'traffic/']) {
      await expect(resolveFiles(config(files), from)).rejects.toThrow('did you mean traffic/*.jsonl.gz?');
    }
  });
});

describe('a file: URL', () => {
  it('names a file anywhere, with wildcards and percent signs', async () => {
    const { directory = '' } = storage(['a b-1.jsonl', 'a b-2.jsonl']);
    const url = pathToFileURL(directory).href;
    const found = await resolveFiles(config(`${url}/a%20b-?.jsonl`), storage([]));
    expect(found.map(({ path }) => path)).toEqual([join(directory, 'a b-1.jsonl'), join(directory, 'a b-2.jsonl')]);
    expect(found[0]?.name).toBe(`${url}/a%20b-1.jsonl`);
  });

  it('that matches nothing or names a host is an error', async () => {
    await expect(resolveFiles(config('file:///nowhere/*.jsonl'), storage([]))).rejects.toThrow(
      'matches no file; found files: file:///nowhere/*.jsonl, expected a path or a glob of files that are there',
    );
    await expect(resolveFiles(config('file://host/a.jsonl'), storage([]))).rejects.toThrow('names no other machine');
  });
});

describe('a file: URL on a server that has set folders aside', () => {
  /** Recordings in `inside`, something else beside it, and links from one to the other. */
  function server(): { root: string; at: (files: string) => Promise<string[]> } {
    const root = temporaryFolder();
    for (const path of ['inside/a.jsonl', 'inside/deep/b.jsonl', 'outside/secret.jsonl', 'inside-too/c.jsonl']) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), '');
    }
    symlinkSync('deep', join(root, 'inside/current'));
    symlinkSync('../outside', join(root, 'inside/folder-out'));
    symlinkSync('../../outside/secret.jsonl', join(root, 'inside/deep/out.jsonl'));
    symlinkSync('.', join(root, 'inside/circle'));
    const from = { ...storage([]), outside: [join(root, 'inside')] };
    return { root, at: (files) => names(files.replace('ROOT', root), from) };
  }

  it('finds files below them, also through links that stay inside', async () => {
    const { root, at } = server();
    expect(await at('file://ROOT/inside/*.jsonl')).toEqual([`file://${root}/inside/a.jsonl`]);
    expect(await at('file://ROOT/inside/**/[ab].jsonl')).toEqual([
      `file://${root}/inside/a.jsonl`,
      `file://${root}/inside/deep/b.jsonl`,
    ]);
    expect(await at('file://ROOT/inside/current/b.jsonl')).toEqual([`file://${root}/inside/current/b.jsonl`]);
    expect(await at('file://ROOT/outside/../inside/a.jsonl')).toEqual([`file://${root}/inside/a.jsonl`]);
  });

  it.each([
    ['another folder', 'file://ROOT/outside/secret.jsonl'],
    ['a folder whose name begins alike', 'file://ROOT/inside-too/c.jsonl'],
    ['dots', 'file://ROOT/inside/../outside/secret.jsonl'],
    ['encoded dots', 'file://ROOT/inside/%2e%2e/outside/secret.jsonl'],
    ['encoded slashes', 'file://ROOT/inside%2f..%2foutside%2fsecret.jsonl'],
    ['a wildcard above the folders', 'file://ROOT/*/a.jsonl'],
    ['a wildcard at the top', 'file:///**/secret.jsonl'],
    ['a link to a folder', 'file://ROOT/inside/folder-out/secret.jsonl'],
    ['a link to a file', 'file://ROOT/inside/deep/*.jsonl'],
    ['a link to a file deep below', 'file://ROOT/inside/**'],
    ['what does not exist', 'file://ROOT/outside/nothing.jsonl'],
    ['a NUL character', 'file:///etc%00/passwd'],
  ])('refuses what leads out by %s, whether something is there or not', async (_how, files) => {
    const { root, at } = server();
    await expect(at(files)).rejects.toThrow(
      new RegExp(
        `^\\.github/weir\\.yml:4:5: ".*" leads out of the folders that the App reads; ` +
          `expected a file below ${root}/inside \\(WEIR_RECORDINGS on the App's server\\)$`,
      ),
    );
  });

  it.each([
    ['braces with dots', 'file://ROOT/inside/{..,deep}/outside/secret.jsonl'],
    ['dots that braces put together', 'file://ROOT/inside/{.,x}{.,y}/outside/secret.jsonl'],
    ['slashes in braces', 'file://ROOT/inside/{../outside,deep}/secret.jsonl'],
    ['escaped dots', 'file://ROOT/inside/\\.\\./outside/secret.jsonl'],
    ['dots encoded twice', 'file://ROOT/inside/%252e%252e/outside/secret.jsonl'],
    ['a NUL character', 'file://ROOT/inside/a%00.jsonl'],
  ])('matches nothing outside by %s', async (_how, files) => {
    await expect(server().at(files)).rejects.toThrow('recording "flights" matches no file');
  });

  it('is refused altogether where no folder is set aside', async () => {
    const from = { ...storage([]), outside: [] };
    await expect(names('file:///traffic/a.jsonl', from)).rejects.toThrow(
      '.github/weir.yml:4:5: the App reads no file:/// recordings, since WEIR_RECORDINGS is not set on its server; expected a path in the repository',
    );
  });
});

it('a file has the identity that its storage knows', async () => {
  const from = { ...storage([], ['a.jsonl']), identity: async (path: string) => `content of ${path}` };
  const [file] = await resolveFiles(config('a.jsonl'), from);
  expect(file?.identity).toBe('content of /at-base/a.jsonl');
});

it.each([
  ['ftp://example.com/a.parquet', 'recordings at ftp:// are not supported yet'],
  ['s3://bucket', 'an address of S3 that names no bucket and no objects'],
  ['gs://bucket/', 'an address of Google Cloud Storage that names no bucket and no objects'],
  ['az://Container/a.jsonl', 'an address of Azure that names no container and no blobs'],
  ['https://weir:secret@example.com/a.jsonl', 'an address with a name or a password in it'],
  ['../outside.jsonl', '"../outside.jsonl" leads out of the repository'],
  ['/etc/passwd', '"/etc/passwd" leads out of the repository'],
])('%s is refused at its line', async (files, message) => {
  await expect(resolveFiles(config(files), storage([]))).rejects.toThrow(`.github/weir.yml:4:5: ${message}`);
});

it.each([
  [['s3://acme-traffic/'], 's3://other/a.jsonl', 'an address below s3://acme-traffic/ '],
  [
    ['/srv/traffic'],
    'gs://acme-traffic/a.jsonl',
    'a path in the repository; WEIR_RECORDINGS on the server names no address',
  ],
  [[], 'https://169.254.169.254/latest/meta-data', 'a path in the repository;'],
])('an App that may read %j does not ask for %s', async (outside, files, expected) => {
  const failing = resolveFiles(config(files), { ...storage([]), outside });
  await expect(failing).rejects.toThrow(`.github/weir.yml:4:5: "${files}" is not among the places that the App reads`);
  await expect(failing).rejects.toThrow(expected);
});
