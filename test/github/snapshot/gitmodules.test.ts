import { expect, it } from 'vitest';
import { submoduleNames } from '../../../src/github/snapshot/gitmodules.ts';
import { makeRepository } from '../../repository/fixture.ts';

it('reads what git has written', () => {
  const fixture = makeRepository();
  const submodules = [
    ['shared', 'vendor/shared'],
    ['shared rules', 'vendor/shared rules'],
    ['a "quoted" \\ name', 'b#c'],
    ['spaces', ' at the ends '],
  ] as const;
  for (const [name, path] of submodules) {
    fixture.git('config', '--file', '.gitmodules', `submodule.${name}.path`, path);
    fixture.git('config', '--file', '.gitmodules', `submodule.${name}.url`, 'https://example.org/rules');
  }
  const written = fixture.git('config', '--file', '.gitmodules', '--list');
  expect(written).toContain('submodule.shared.path');
  const file = fixture.git('hash-object', '-w', '.gitmodules');
  expect(submoduleNames(fixture.git('cat-file', 'blob', file))).toEqual(
    new Map(submodules.map(([name, path]) => [path, name])),
  );
});

it('passes over other sections, comments and what is incomplete', () => {
  const text =
    '[core]\n\tpath = a\n# [submodule "b"]\n[submodule "c"]\r\n\turl = x\n  ; path = d\n\tPATH=e\r\n[submodule]\npath = f\n';
  expect(submoduleNames(text)).toEqual(new Map([['e', 'c']]));
});
