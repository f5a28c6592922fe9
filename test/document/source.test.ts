import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { toPointer } from '../../src/document/pointer.ts';
import { parseSource, type Source } from '../../src/document/source.ts';
import { WeirError } from '../../src/errors.ts';
import { processorTime } from '../processor-time.ts';
import { runs } from '../runs.ts';

describe('where values stand', () => {
  const json = '{\n  "a": [1,\n    {"b/c": "x\\"y"}],\n  "\\u0064": null\n}';

  test('a member begins with its key and ends with its value', () => {
    expect(parseSource(json, 'a.json').range('/a')).toEqual({ line: 2, column: 3, endLine: 3, endColumn: 20 });
    expect(parseSource(json, 'a.json').keyRange('/a')).toEqual({ line: 2, column: 3, endLine: 2, endColumn: 5 });
    expect(parseSource(json, 'a.json').valueRange('/a/1/b~1c')).toEqual({
      line: 3,
      column: 13,
      endLine: 3,
      endColumn: 18,
    });
  });

  test('an escaped key is found by what it means', () => {
    expect(parseSource(json, 'a.json').range('/d').line).toBe(4);
  });

  test('what is absent stands where its nearest ancestor stands', () => {
    expect(parseSource(json, 'a.json').range('/a/1/z/y').line).toBe(3);
    expect(parseSource('a:\n  b: 1\n', 'a.yaml').range('/a/c').line).toBe(1);
  });

  test('JSON has the same places whether it is read as JSON or as YAML', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), fc.constantFrom(0, 2), (value, indent) => {
        const text = JSON.stringify(value, null, indent);
        const asJson = parseSource(text, 'a.json');
        const asYaml = parseSource(text, 'a.yaml');
        for (const pointer of pointers(asJson.value)) expect(places(asJson, pointer)).toEqual(places(asYaml, pointer));
      }),
      { seed: 1, numRuns: runs(200) },
    );
  });

  test('the digits of a number are kept as they are written', () => {
    expect(parseSource('{"a": 9007199254740993}', 'a.json').text('/a')).toBe('9007199254740993');
    expect(parseSource('a: 9007199254740993 # big\n', 'a.yaml').text('/a')).toBe('9007199254740993');
  });
});

describe('mistakes', () => {
  test.each([
    ['{\n "a": b\n}', "a.json:2:7: not JSON; found Unexpected token 'b'"],
    ['{"a": [1,\n  }', "a.json:2:3: not JSON; found Unexpected token '}'"],
    ['{"a": 1,\n}', 'a.json:2:1: not JSON; found Expected double-quoted property name'],
    ['', 'a.json:1:1: not JSON; found Unexpected end of JSON input'],
    [`[${'1,'.repeat(50)}\nx]`, "a.json:2:1: not JSON; found Unexpected token 'x'"],
  ])('%j is no JSON at the place where it goes wrong', (text, message) => {
    expect(() => parseSource(text, 'a.json')).toThrow(message);
  });

  test.each(['json', 'yaml'])('a key that stands twice is a mistake at its second place in %s', (extension) => {
    expect(() => parseSource('{"a": 1,\n "b": {"c": 1, "c": 2},\n "a": 3}', `x.${extension}`)).toThrow(WeirError);
    expect(() => parseSource('{"a": 1,\n "a": 3}', `x.${extension}`)).toThrow(
      `x.${extension}:2:2: a key that stands twice`,
    );
  });

  test.each([
    ['b: 1\nc: *a\n', '2:4: Unresolved alias *a'],
    ['b: *a\nc: &a 1\n', '1:4: Unresolved alias *a'],
    ['b: &a\n  c: [*a]\n', '2:7: alias *a stands inside its own anchor'],
  ])('%j has an alias that leads to no value', (text, message) => {
    expect(() => parseSource(text, 'x.yaml')).toThrow(`x.yaml:${message}`);
  });

  test('an alias means the nearest anchor of its name before it, and stands where that does', () => {
    const source = parseSource('a: &x {p: 1}\nb: &x {p: 2}\nc: *x\n', 'x.yaml');

    expect(source.value).toEqual({ a: { p: 1 }, b: { p: 2 }, c: { p: 2 } });
    expect(source.range('/c/p').line).toBe(2);
  });

  test('aliases that would take minutes to follow, or fill the memory, are refused at once', () => {
    const many = Array.from({ length: 30_000 }, (_, index) => `k${index}: &a${index} 1\nl${index}: *a${index}`);
    const large = `a: &a [${'1,'.repeat(100_000)}]\nb: [${'*a,'.repeat(99)}]\n`;

    expect(() => parseSource(many.join('\n'), 'x.yaml')).toThrow('x.yaml:20000:8: not usable as YAML: Excessive');
    expect(() => parseSource(large, 'x.yaml')).toThrow('x.yaml:2:32: not usable as YAML: Excessive');
  });

  test('a mapping of 20,000 keys is read in time proportional to its size', () => {
    const text = Array.from({ length: 20_000 }, (_, index) => `key${index}: ${index}`).join('\n');

    expect(processorTime(() => parseSource(text, 'a.yaml').range('/key19999'))).toBeLessThan(5_000);
  });

  test('JSON nested 500 deep is read, and 100,000 deep refused where it is too deep', () => {
    const nested = (levels: number) => '['.repeat(levels) + ']'.repeat(levels);
    expect(parseSource(nested(500), 'a.json').range('/0/0').column).toBe(3);
    expect(() => parseSource(nested(100_000), 'a.json')).toThrow('a.json:1:501: nested too deeply');
  });
});

function places(source: Source, pointer: string) {
  return [source.range(pointer), source.keyRange(pointer), source.valueRange(pointer), source.text(pointer)];
}

function pointers(value: unknown, tokens: readonly string[] = []): string[] {
  const inner = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  return [toPointer(tokens), ...inner.flatMap(([token, member]) => pointers(member, [...tokens, token]))];
}
