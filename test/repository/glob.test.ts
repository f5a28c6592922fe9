import { describe, expect, it } from 'vitest';
import { matchFiles } from '../../src/repository/glob.ts';

describe('matchFiles', () => {
  it.each([
    ['a star stays within a folder', '*.json', ['a.json', 'b/a.json'], ['a.json']],
    ['two stars cross folders, also none', '**/*.json', ['a.json', 'b/c/a.json'], ['a.json', 'b/c/a.json']],
    ['two stars at the end take everything below', 'b/**', ['a', 'b/a', 'b/c/a'], ['b/a', 'b/c/a']],
    ['a question mark is one character', 'a?.json', ['a1.json', 'a12.json', 'a/.json'], ['a1.json']],
    ['braces choose', 'a.{json,yaml}', ['a.json', 'a.yaml', 'a.yml'], ['a.json', 'a.yaml']],
    ['brackets choose', 'part-[0-2].csv', ['part-1.csv', 'part-3.csv'], ['part-1.csv']],
    ['names with a dot in front hide from stars', '**/*', ['.env', '.git/x', 'a'], ['a']],
    [
      'names with a dot in front match where it is spelled out',
      '.github/*.yml',
      ['.github/weir.yml'],
      ['.github/weir.yml'],
    ],
    ['capitals count', 'A.json', ['a.json', 'A.json'], ['A.json']],
    ['the exact path matches whatever is in it', 'a[1].json', ['a[1].json', 'a1.json'], ['a[1].json', 'a1.json']],
    ['line breaks in names are characters like others', 'a/*.json', ['a/b\n.json'], ['a/b\n.json']],
    ['no match is an empty list', 'z/*', ['a/b'], []],
  ])('%s', (_rule, glob, paths, expected) => {
    expect(matchFiles(paths, glob)).toEqual(expected);
  });

  it('keeps the order of the paths', () => {
    expect(matchFiles(['b', 'a', 'c'], '*')).toEqual(['b', 'a', 'c']);
  });
});
