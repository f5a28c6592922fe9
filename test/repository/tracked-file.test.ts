import { createHash } from 'node:crypto';
import { existsSync, readFileSync, symlinkSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { makeRepository, temporaryFolder } from './fixture.ts';

const TRAFFIC = '{"delay":3}\n{"delay":180}\n';

function lfsPointer(content: string): string {
  const oid = createHash('sha256').update(content).digest('hex');
  return `version https://git-lfs.github.com/spec/v1\noid sha256:${oid}\nsize ${Buffer.byteLength(content)}\n`;
}

describe('trackedFile', () => {
  it('is the file in the working directory where that holds the same bytes', async () => {
    const fixture = makeRepository();
    fixture.commit({ 'traffic/a.jsonl': TRAFFIC });
    const repository = await fixture.open();
    const file = await repository.trackedFile(await repository.snapshot('HEAD'), 'traffic/a.jsonl');
    expect(file?.path).toBe(join(fixture.directory, 'traffic/a.jsonl'));
    await file?.dispose();
    expect(readFileSync(join(fixture.directory, 'traffic/a.jsonl'), 'utf8')).toBe(TRAFFIC);
  });

  it('is a copy under the same name, gone after use, where the working directory holds something else', async () => {
    const fixture = makeRepository();
    fixture.commit({ 'traffic/a.jsonl': TRAFFIC });
    const edited = TRAFFIC.replace('180', '999');
    fixture.write('traffic/a.jsonl', edited);
    const repository = await fixture.open();
    const file = await repository.trackedFile(await repository.snapshot('HEAD'), 'traffic/a.jsonl');
    const path = file?.path ?? '';
    expect(basename(path)).toBe('a.jsonl');
    expect(readFileSync(path, 'utf8')).toBe(TRAFFIC);
    await file?.dispose();
    await file?.dispose();
    expect(existsSync(dirname(path))).toBe(false);
    expect(readFileSync(join(fixture.directory, 'traffic/a.jsonl'), 'utf8')).toBe(edited);
  });

  it('holds every byte of a large binary file', async () => {
    const fixture = makeRepository();
    const bytes = Buffer.alloc(
      5_000_000,
      Uint8Array.from({ length: 251 }, (_, index) => index),
    );
    fixture.commit({ 'a.parquet': bytes });
    fixture.git('rm', '--quiet', 'a.parquet');
    const repository = await fixture.open();
    await using file = await repository.trackedFile(await repository.snapshot('HEAD'), 'a.parquet');
    expect(readFileSync(file?.path ?? '').equals(bytes)).toBe(true);
  });

  it('is undefined where the snapshot has no such file', async () => {
    const fixture = makeRepository();
    fixture.commit({ 'a.jsonl': TRAFFIC });
    fixture.write('b.jsonl', TRAFFIC);
    const repository = await fixture.open();
    expect(await repository.trackedFile(await repository.snapshot('HEAD'), 'b.jsonl')).toBeUndefined();
    const lying = await repository.trackedFile(await repository.worktree(), 'b.jsonl');
    expect(lying?.path).toBe(join(fixture.directory, 'b.jsonl'));
  });

  it('follows a symbolic link inside the repository and refuses one that leads out', async () => {
    const fixture = makeRepository();
    symlinkSync('monday.jsonl', join(fixture.directory, 'latest.jsonl'));
    symlinkSync('/etc/hostname', join(fixture.directory, 'out.jsonl'));
    fixture.commit({ 'monday.jsonl': TRAFFIC });
    const repository = await fixture.open();
    const base = await repository.snapshot('HEAD');
    const inPlace = await repository.trackedFile(base, 'latest.jsonl');
    expect(inPlace?.path).toBe(join(fixture.directory, 'monday.jsonl'));
    fixture.write('monday.jsonl', 'edited');
    await using file = await repository.trackedFile(base, 'latest.jsonl');
    expect(readFileSync(file?.path ?? '', 'utf8')).toBe(TRAFFIC);
    await expect(repository.trackedFile(base, 'out.jsonl')).rejects.toThrow('leads out of the repository');
  });

  it('takes what Git LFS keeps from the working directory or from its store', async () => {
    const fixture = makeRepository();
    fixture.commit({ 'a.parquet': lfsPointer(TRAFFIC) });
    const repository = await fixture.open();
    const base = await repository.snapshot('HEAD');
    const oid = createHash('sha256').update(TRAFFIC).digest('hex');
    const stored = join('.git/lfs/objects', oid.slice(0, 2), oid.slice(2, 4), oid);
    fixture.write(stored, TRAFFIC);
    expect((await repository.trackedFile(base, 'a.parquet'))?.path).toBe(join(fixture.directory, stored));
    fixture.write('a.parquet', TRAFFIC);
    expect((await repository.trackedFile(base, 'a.parquet'))?.path).toBe(join(fixture.directory, 'a.parquet'));
  });

  it('names the command that fetches what Git LFS keeps elsewhere', async () => {
    const fixture = makeRepository();
    fixture.commit({ 'a.parquet': lfsPointer(TRAFFIC) });
    const repository = await fixture.open();
    const message = /^a\.parquet: a Git LFS pointer, .*git lfs pull --include="a\.parquet"/;
    await expect(repository.trackedFile(await repository.snapshot('HEAD'), 'a.parquet')).rejects.toThrow(message);
    await expect(repository.trackedFile(await repository.worktree(), 'a.parquet')).rejects.toThrow(message);
  });

  it('leaves no copy behind where it cannot be written', async () => {
    const fixture = makeRepository();
    fixture.commit({ 'a.jsonl': TRAFFIC });
    fixture.git('rm', '--quiet', 'a.jsonl');
    const repository = await fixture.open();
    vi.stubEnv('TMPDIR', join(temporaryFolder(), 'none'));
    const file = repository.trackedFile(await repository.snapshot('HEAD'), 'a.jsonl');
    await expect(file).rejects.toThrow('a.jsonl: cannot be copied out of git into a temporary folder');
    vi.unstubAllEnvs();
  });
});
