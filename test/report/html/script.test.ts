/** The page's script as text: typed against the DOM, and harmless inside markup. What it does is tested in a browser. */
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { expect, test } from 'vitest';
import { script } from '../../../src/report/html/script.ts';

test('the script agrees with the types of the DOM', () => {
  const name = join(dirname(fileURLToPath(import.meta.url)), 'page-script.js');
  const options = {
    strict: true,
    noUncheckedIndexedAccess: true,
    checkJs: true,
    allowJs: true,
    noEmit: true,
    types: [],
  };
  const full = { ...options, target: ts.ScriptTarget.ESNext, lib: ['lib.esnext.d.ts', 'lib.dom.d.ts'] };
  const host = ts.createCompilerHost(full);
  const { getSourceFile } = host;
  host.getSourceFile = (path, ...rest) =>
    path === name ? ts.createSourceFile(path, script, ts.ScriptTarget.ESNext) : getSourceFile.call(host, path, ...rest);
  const program = ts.createProgram([name], full, host);
  const found = ts
    .getPreEmitDiagnostics(program)
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' '));
  expect(found).toEqual([]);
});

test('nothing in the script could end it or be read as markup', () => {
  expect(script).not.toMatch(/[<&\\]/);
});

test('the script stays small', () => {
  expect(script.length).toBeLessThan(16_000);
});
