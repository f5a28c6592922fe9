/** What is read the short way is what the parser of all YAML reads: values, places, doubts and mistakes. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseDocument } from 'yaml';
import type { Place } from '../../src/document/places.ts';
import { type ReadYaml, readYaml } from '../../src/document/yaml-document.ts';
import { YAML_OPTIONS } from '../../src/document/yaml-options.ts';
import { readQuickly } from '../../src/document/yaml-quick.ts';
import { runs } from '../runs.ts';
import { texts } from './yaml-texts.ts';

function slowly(text: string): ReadYaml {
  const document = parseDocument(text, YAML_OPTIONS);
  expect(document.errors).toEqual([]);
  return readYaml(document, text);
}

/** All of it, with the place of every value. */
function told({ locate, ...read }: ReadYaml): unknown {
  const places: (readonly [string, Place])[] = [];
  const walk = (value: unknown, tokens: readonly string[]): void => {
    const { value: span, key, content, written, keyWritten } = locate(tokens);
    places.push([tokens.join('/'), { value: span, key, content, written, keyWritten }]);
    if (typeof value !== 'object' || value === null) return;
    for (const [name, inner] of Object.entries(value)) walk(inner, [...tokens, name]);
  };
  walk(read.value, []);
  return { read, places };
}

test('of random texts, with slips of the pen and without', () => {
  let read = 0;
  fc.assert(
    fc.property(texts, (text) => {
      const quick = readQuickly(text);
      if (!quick) return;
      read += 1;
      expect(told(quick)).toEqual(told(slowly(text)));
    }),
    { numRuns: runs(3_000) },
  );
  expect(read).toBeGreaterThan(runs(400));
});

test.each([
  [
    'a mapping with lists and texts of several lines',
    'a:\n- b: 1\n  c: |\n    d\n    e\n# f\ng: { h: [1, "i"], j: ~ }\n',
  ],
  ['lines of a text that goes on', 'a: b\n  c\nd: "e\n  f"\n'],
  ['a document that says where it begins', '# a\n---\nb: 1\n'],
  ['a text of several lines at the end of a text', 'a:\n  - >\n    x\n    y'],
  ['nothing', 'a:\nb:\n'],
  ['keys of all kinds', '1: a\ntrue: b\n~: c\n"d e": f\n0777: g\n'],
  ['a key that stands twice', 'a: 1\nb: 2\na: 3\n'],
])('%s', (_, text) => {
  const quick = readQuickly(text);

  expect(quick && told(quick)).toEqual(told(slowly(text)));
});

test.each([
  ['anchors and aliases', 'a: &b 1\nc: *b\n'],
  ['tags', 'a: !!str 1\n'],
  ['merge keys', '<<: { a: 1 }\n'],
  ['tabs', 'a:\t1\n'],
  ['an older YAML', '%YAML 1.1\n---\na: NO\n'],
  ['several documents', 'a: 1\n---\nb: 2\n'],
  ['an indentation that is none', 'a:\n    b: 1\n  c: 2\n'],
  ['a mapping on the line of a key', 'a: b: c\n'],
  ['a list that is not closed', 'a: [1, 2\n'],
  ['a text that is not closed', 'a: "b\n'],
  ['what stands behind a text', 'a: "b" c\n'],
  ['more nesting than anybody reads', `${'['.repeat(200)}${']'.repeat(200)}`.replace(/^/, 'a: ')],
])('%s: left to the parser', (_, text) => {
  expect(readQuickly(text)).toBeUndefined();
});
