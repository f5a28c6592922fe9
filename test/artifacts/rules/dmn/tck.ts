/** The cases of the DMN TCK (https://github.com/dmn-tck/tck), as its files describe them. */
import { globSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Artifact, Outcome } from '../../../../src/artifacts/engine.ts';
import { all, one } from '../../../../src/artifacts/rules/dmn/definitions.ts';
import { type Element, parseXml } from '../../../../src/artifacts/rules/dmn/xml.ts';

export interface Case {
  /** `0114-min-collect-hitpolicy 001`, with the name of the result where there are several. */
  readonly name: string;
  readonly folder: string;
  readonly model: string;
  readonly decision: string;
  readonly input: Readonly<Record<string, unknown>>;
  readonly expected: unknown;
  /** An error is as good as null. */
  readonly mayFail: boolean;
}

const NAMESPACES = {
  'http://www.omg.org/spec/DMN/20160719/testcase': '',
  'http://www.w3.org/2001/XMLSchema-instance': 'xsi:',
};

export function casesIn(level: string): Case[] {
  return globSync('*/*.xml', { cwd: level })
    .sort()
    .flatMap((file) => casesOf(join(level, file)));
}

function casesOf(file: string): Case[] {
  const root = parseXml(readFileSync(file, 'utf8').replace(/^\uFEFF/, ''), file, NAMESPACES);
  const folder = basename(dirname(file));
  const model = join(dirname(file), one(root, 'modelName')?.text.trim() ?? '');
  return all(root, 'testCase').flatMap((test) =>
    all(test, 'resultNode').map((result) => {
      const { type, invocableName, id } = test.attributes;
      const expected = readValue(one(result, 'expected') ?? result);
      return {
        name: `${folder} ${id} ${result.attributes.name}`,
        folder,
        model,
        decision: (type === 'decisionService' && invocableName) || (result.attributes.name ?? ''),
        input: Object.fromEntries(all(test, 'inputNode').map((input) => [input.attributes.name, readValue(input)])),
        expected,
        mayFail: result.attributes.errorResult === 'true' || expected === null,
      };
    }),
  );
}

function readValue(element: Element): unknown {
  const list = one(element, 'list');
  if (list) return list.attributes['xsi:nil'] === 'true' ? null : all(list, 'item').map(readValue);
  const components = all(element, 'component');
  if (components.length > 0) return Object.fromEntries(components.map((one) => [one.attributes.name, readValue(one)]));
  const value = one(element, 'value');
  if (!value || value.attributes['xsi:nil'] === 'true') return null;
  const type = value.attributes['xsi:type']?.split(':').at(-1);
  if (type === 'decimal' || type === 'double' || type === 'integer') return Number(value.text);
  if (type === 'boolean') return value.text.trim() === 'true' || value.text.trim() === '1';
  return value.text;
}

/** With all other models in its folder, as what it imports. */
export function artifactOf({ model, decision }: Pick<Case, 'model' | 'decision'>): Artifact {
  const others = globSync('*.dmn', { cwd: dirname(model) }).map((name) => join(dirname(model), name));
  const files = [model, ...others.filter((name) => name !== model)];
  return {
    path: model,
    kind: 'rules',
    files: new Map(files.map((name) => [name, readFileSync(name, 'utf8').replace(/^\uFEFF/, '')])),
    options: { decision, now: '2026-05-01T12:00:00Z' },
  };
}

/** Numbers to the eighth digit behind the point, as the runners of the TCK compare them. */
export function passes({ expected, mayFail }: Case, outcome: Outcome): boolean {
  if (outcome.outcome === 'ok') return isSame(outcome.value, expected);
  return mayFail;
}

function isSame(one: unknown, other: unknown): boolean {
  if (typeof one === 'number' && typeof other === 'number')
    return Math.abs(one - other) < 1e-8 * Math.max(1, Math.abs(other));
  if (Array.isArray(one) && Array.isArray(other))
    return one.length === other.length && one.every((item, at) => isSame(item, other[at]));
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return one === other;
  const [mine, theirs] = [Object.entries(one), other as Record<string, unknown>];
  return (
    mine.length === Object.keys(theirs).length &&
    mine.every(([name, member]) => name in theirs && isSame(member, theirs[name]))
  );
}
