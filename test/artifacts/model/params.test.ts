import { describe, expect, test } from 'vitest';
import { params } from '../../../src/artifacts/model/params/index.ts';
import { artifactOf, valuesOf } from '../artifact.ts';

const base = 'tiers:\n  short: { min_delay: 180 }\n  long:\n    min_delay: 240\ncountries: [DE, FR]\n';

test('every document gets the value of the file', async () => {
  expect(await valuesOf(params, { min_delay: 180 }, [{}, null])).toEqual([{ min_delay: 180 }, { min_delay: 180 }]);
});

test.each([
  ['', 'artifact.json:1:1: not JSON'],
  ['[1]', 'artifact.json:1:1: params have no names; found a list, expected a mapping'],
  ['null', 'found nothing'],
  ['"x"', 'found a string'],
])('%j is no params file', async (text, message) => {
  await expect(params.compile(artifactOf(params, text))).rejects.toThrow(message);
});

describe('edits', () => {
  test.each([
    [
      'a value',
      base.replace('180', '120'),
      [['/tiers/short/min_delay', [2, 2], 'tiers.short.min_delay: 180 became 120']],
    ],
    ['a name that came', `${base}currency: EUR\n`, [['/currency', [6, 6], 'added currency: "EUR"']]],
    [
      'a name that went',
      base.replace('countries: [DE, FR]\n', ''),
      [['/countries', [1, 4], 'removed countries: ["DE","FR"]']],
    ],
    ['an item that came', base.replace('DE, FR', 'AT, DE, FR'), [['/countries/0', [5, 5], 'countries: added "AT"']]],
    [
      'what a merge key repeats',
      `d: &d { min: 500 }\nprod: { <<: *d }\n`,
      [
        ['/d/min', [1, 1], 'd.min: 900 became 500'],
        ['/prod/min', [1, 1], 'prod.min: 900 became 500'],
      ],
      `d: &d { min: 900 }\nprod: { <<: *d }\n`,
    ],
    [
      'a word that only YAML 1.1 takes for a boolean, put in quotes',
      'countries: [DE, "NO"]\n',
      [['/countries/1', [1, 1], 'countries: NO became "NO", which YAML 1.1 (PyYAML) reads otherwise']],
      'countries: [DE, NO]\n',
    ],
    [
      'a number in another notation to some',
      'mode: 777\n',
      [['/mode', [1, 1], 'mode: 0777 became 777']],
      'mode: 0777\n',
    ],
    [
      'a set that became the list of its members',
      'countries: [DE, FR]\n',
      [['/countries', [1, 1], 'countries: !!set ["DE","FR"] became ["DE","FR"]']],
      'countries: !!set {DE, FR}\n',
    ],
    [
      'a list that became a set',
      'a: 1\ncountries: !!set {DE, FR}\n',
      [['/countries', [2, 2], 'countries: ["DE","FR"] became !!set ["DE","FR"]']],
      'a: 1\ncountries: [DE, FR]\n',
    ],
    [
      'an ordered mapping that became pairs',
      'a: !!pairs [x: 1]\n',
      [['/a', [1, 1], 'a: !!omap [["x",1]] became !!pairs [["x",1]]']],
      'a: !!omap [x: 1]\n',
    ],
    [
      'a member of a set',
      'countries: !!set {DE, IT}\n',
      [['/countries/1', [1, 1], 'countries: "FR" became "IT"']],
      'countries: !!set {DE, FR}\n',
    ],
    [
      'a date made a text',
      'from: "2024-01-20"\n',
      [['/from', [1, 1], 'from: 2024-01-20 became "2024-01-20", which YAML 1.1 (PyYAML) reads otherwise']],
      'from: 2024-01-20\n',
    ],
    ['a member of a set', 'ok: !!set {DE}\n', [['/ok/1', [1, 1], 'ok: removed "SE"']], 'ok: !!set {DE, SE}\n'],
    ['comments and layout', `# EU 261\n${base.replace('{ min_delay: 180 }', '\n    min_delay: 180.0 # 3 h')}`, []],
  ] as readonly (readonly [string, string, unknown, string?])[])('%s', (_, head, expected, from = base) => {
    const edits = params.diff(artifactOf(params, from, 'p.yaml'), artifactOf(params, head, 'p.yaml'));

    expect(edits.map(({ pointer, lines, message }) => [pointer, lines, message])).toEqual(expected);
    for (const edit of edits) expect(edit).toMatchObject({ kind: 'model', artifact: 'p.yaml', compatibility: 'risky' });
  });

  test('JSON may become YAML', () => {
    const json = artifactOf(params, { tiers: { short: { min_delay: 180 } } });
    const yaml = artifactOf(params, 'tiers: { short: { min_delay: 120 } }', 'p.yaml');

    const message = 'tiers.short.min_delay: 180 became 120';
    expect(params.diff(json, yaml)).toMatchObject([{ message, artifact: 'p.yaml', lines: [1, 1] }]);
  });
});
