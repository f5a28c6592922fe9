/** The program as npm installs it: with a Node that is too old it says so in one line, with a new one it starts. */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { builtProgram } from '../built.ts';
import { temporaryFolder } from '../repository/fixture.ts';

const root = join(import.meta.dirname, '../..');
const launcher = join(root, 'bin/weir.cjs');
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

/** What the system brings, which may be older than Weir's. */
const system = '/usr/bin/node';
const major = existsSync(system)
  ? Number(spawnSync(system, ['-p', 'process.versions.node']).stdout.toString().split('.')[0])
  : 99;

const oneLine = /^weir needs Node 24 or later, and this is \d+\.\d+\.\d+\. .*https:\/\/nodejs\.org.*\n$/;

describe('the launcher', () => {
  it('is what npm installs as weir, with the files that it needs', () => {
    expect(manifest.bin).toEqual({ weir: 'bin/weir.cjs' });
    expect(manifest.files).toEqual(expect.arrayContaining(['bin', 'dist']));
  });

  it('starts the program', () => {
    const { status, stdout } = spawnSync(process.execPath, [launcher, '--version'], { encoding: 'utf8' });
    expect([status, stdout]).toEqual([0, `${manifest.version}\n`]);
  });

  it('says of a working directory that is gone that it is', () => {
    const here = JSON.stringify(temporaryFolder());
    const script = `cd ${here} && rmdir ${here} && exec "${process.execPath}" "${launcher}" check`;
    const { status, stdout, stderr } = spawnSync('/bin/sh', ['-c', script], { encoding: 'utf8' });
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toContain('the working directory is not there any more');
  });

  it.each([['--help'], ['--no-such-option'], ['--repo', '/nowhere/at/all']])(
    'leaves nothing behind of a check that was begun and not made: %s',
    (...options) => {
      const folder = temporaryFolder();
      const env = { ...process.env, TMPDIR: folder };
      const { stderr } = spawnSync(process.execPath, [builtProgram(), 'check', ...options], { env, encoding: 'utf8' });
      expect(stderr).not.toContain('bug');
      expect(readdirSync(folder).filter((name) => name.startsWith('weir-'))).toEqual([]);
    },
  );

  it.each(['20.20.2', '22.1.0', '6.17.1'])('says in one line that Node %s is too old', (version) => {
    const preload = join(temporaryFolder(), 'old.cjs');
    const value = `{ ...process.versions, node: ${JSON.stringify(version)} }`;
    writeFileSync(preload, `Object.defineProperty(process, 'versions', { value: ${value} });\n`);
    const run = spawnSync(process.execPath, ['--require', preload, launcher, 'check'], { encoding: 'utf8' });
    expect([run.status, run.stdout]).toEqual([2, '']);
    expect(run.stderr).toMatch(oneLine);
    expect(run.stderr).toContain(version);
  });

  it.skipIf(major >= Number.parseInt(manifest.engines.node.slice(2), 10))(
    "says so to the system's own old Node",
    () => {
      for (const file of ['bin/weir.cjs', 'bin/node-version.cjs']) {
        const { status, stderr } = spawnSync(system, [join(root, file), 'check'], { encoding: 'utf8' });
        expect(status).toBe(2);
        expect(stderr).toMatch(oneLine);
      }
    },
  );

  it('uses no syntax that is younger than the first Node before it has looked at the version', () => {
    for (const file of ['bin/weir.cjs', 'bin/node-version.cjs']) {
      const code = readFileSync(join(root, file), 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*|'[^']*'/g, '');
      expect(code).not.toMatch(/=>|`|\b(const|let|import|class|async)\b|\?\.|\?\?|\.\.\./);
    }
  });
});
