import { expect, test } from 'vitest';
import { gitIn } from '../../src/repository/git.ts';
import { openObjects } from '../../src/repository/objects.ts';
import { makeRepository } from './fixture.ts';

test('what is not wanted for its size is left out, and the answers behind it are right', async () => {
  const fixture = makeRepository();
  const big = `${'0123456789'.repeat(50_000)}\n`;
  fixture.commit({ 'a.txt': 'one', 'big.txt': big, 'empty.txt': '' });
  const id = (path: string): string => fixture.git('rev-parse', `HEAD:${path}`);
  const ids = { a: id('a.txt'), big: id('big.txt'), empty: id('empty.txt') };
  const objects = openObjects(gitIn(fixture.directory));
  const sizes: number[] = [];
  const small = (bytes: number): void => {
    sizes.push(bytes);
    if (bytes > 1000) throw new RangeError(`${bytes} bytes`);
  };
  try {
    const [before, refused, after, absent, whole, empty] = await Promise.allSettled([
      objects.read(ids.a, small),
      objects.read(ids.big, small),
      objects.read(ids.a, small),
      objects.find('no-such-name'),
      objects.read(ids.big),
      objects.read(ids.empty, small),
    ]);
    expect(before).toMatchObject({ status: 'fulfilled', value: Buffer.from('one') });
    expect(refused).toMatchObject({ status: 'rejected', reason: new RangeError('500001 bytes') });
    expect(after).toMatchObject({ status: 'fulfilled', value: Buffer.from('one') });
    expect(absent).toEqual({ status: 'fulfilled', value: undefined });
    expect(whole).toMatchObject({ status: 'fulfilled', value: Buffer.from(big) });
    expect(empty).toMatchObject({ status: 'fulfilled', value: Buffer.alloc(0) });
    expect(sizes).toEqual([3, 500_001, 3, 0]);
  } finally {
    await objects.close();
  }
});

test('a name leads to the object that git finds by it', async () => {
  const fixture = makeRepository();
  const commit = fixture.commit({ 'a.txt': 'one' });
  fixture.git('tag', '-a', '-m', 'A tag', 'v1');
  const objects = openObjects(gitIn(fixture.directory));
  try {
    expect((await objects.find('v1^{commit}'))?.id).toBe(commit);
    expect((await objects.find('v1'))?.id).toBe(fixture.git('rev-parse', 'v1'));
    expect((await objects.find('main:a.txt'))?.content.toString()).toBe('one');
    expect(await objects.find('main:b.txt')).toBeUndefined();
  } finally {
    await objects.close();
  }
});
