/** Tables in YAML and JSON: `hit`, `inputs`, `outputs`, `rules` with `when` and `then`, `default`. */
import { isObject } from '../../../document/is-object.ts';
import { toPointer } from '../../../document/pointer.ts';
import type { Source } from '../../../document/source.ts';
import { ArtifactError, type Problem } from '../../../errors.ts';
import { nearest } from '../../../nearest.ts';
import { ANY, CellError, type CellTest, cellOfValue, oneOf, parseCell } from './cell.ts';
import { mistakesIn } from './check.ts';
import { expectedPolicies, nearestPolicy, policyOf } from './hit-policy.ts';
import { pathOf } from './path.ts';
import type { HitPolicy, Input, Output, Row, Table } from './table.ts';

const KEYS = ['hit', 'inputs', 'outputs', 'rules', 'default', 'name', 'description'];
const RULE_KEYS = ['when', 'then', 'name', 'description'];

/** Throws ArtifactError with everything that is wrong. */
export function readValues(source: Source): Table {
  const { value: root, file } = source;
  const problems: Problem[] = [];
  const at = (pointer: string, key = false) => {
    const { line, column } = key ? source.keyRange(pointer) : source.valueRange(pointer);
    return { file, line, column };
  };
  const complain = (pointer: string, problem: Omit<Problem, 'file' | 'line' | 'column'>, key = false): void => {
    problems.push({ ...at(pointer, key), ...problem });
  };
  if (!isObject(root)) {
    throw new ArtifactError([{ ...at(''), message: 'no table', expected: 'a mapping with outputs and rules' }]);
  }
  checkKeys(root, '', KEYS);
  const hit = hitOf(root.hit);
  const inputs = listOf(root.inputs, '/inputs').flatMap((value, index) => inputOf(value, `/inputs/${index}`) ?? []);
  const outputs = listOf(root.outputs, '/outputs').flatMap(
    (value, index) => outputOf(value, `/outputs/${index}`) ?? [],
  );
  if (outputs.length === 0 && problems.length === 0)
    complain('', { message: 'no output', expected: 'outputs: [<name>]' });
  const rows = listOf(root.rules, '/rules').flatMap((value, index) => rowOf(value, index) ?? []);
  const otherwise = root.default === undefined ? undefined : resultsOf(root.default, '/default');
  const linesOf = (pointer: string): readonly [number, number] => {
    const { line, endLine } = source.range(pointer);
    return [line, endLine];
  };
  const own = ['hit', 'outputs', 'default']
    .filter((key) => key in root)
    .map((key) => [key, linesOf(`/${key}`)] as const);
  const first = linesOf('')[0];
  const settingLines = { ...Object.fromEntries(own), table: [first, first] as const };
  const table: Table = { file, hit, inputs, outputs, rows, otherwise, settingLines };
  if (problems.length === 0) problems.push(...mistakesIn(table, at('hit' in root ? '/hit' : '')));
  if (problems.length > 0) throw new ArtifactError(problems);
  return table;

  function checkKeys(value: object, pointer: string, known: readonly string[]): void {
    const own = Object.keys(value).filter((key) => !key.startsWith('x-'));
    refuseOthers(own, pointer, known, (key) => `unknown key "${key}"`, `one of ${known.join(', ')}`);
  }

  /** Complains of each name that is none of those known, where it stands as a key of the mapping at `pointer`. */
  function refuseOthers(
    names: readonly string[],
    pointer: string,
    known: readonly string[],
    messageOf: (name: string) => string,
    expected: string,
  ): void {
    for (const name of names) {
      if (known.includes(name)) continue;
      const problem = { message: messageOf(name), expected, nearest: nearest(name, known) };
      complain(`${pointer}${toPointer([name])}`, problem, true);
    }
  }

  function hitOf(value: unknown): HitPolicy {
    if (value === undefined) return 'unique';
    const policy = typeof value === 'string' ? policyOf(value) : undefined;
    if (policy) return policy;
    const message = `no hit policy is called ${JSON.stringify(value)}`;
    complain('/hit', { message, expected: expectedPolicies, nearest: nearestPolicy(String(value)) });
    return 'unique';
  }

  function listOf(value: unknown, pointer: string): readonly unknown[] {
    if (Array.isArray(value)) return value;
    if (value !== undefined) complain(pointer, { message: 'no list', expected: 'a list' });
    return [];
  }

  function named(
    value: unknown,
    pointer: string,
  ): { name: string; values: readonly unknown[] | undefined } | undefined {
    if (typeof value === 'string') return { name: value, values: undefined };
    if (isObject(value) && typeof value.name === 'string') {
      checkKeys(value, pointer, ['name', 'values', 'description']);
      const values = value.values === undefined ? undefined : listOf(value.values, `${pointer}/values`);
      return { name: value.name, values };
    }
    complain(pointer, { message: 'no name', expected: 'a name, or a mapping with name and values' });
    return undefined;
  }

  function inputOf(value: unknown, pointer: string): Input | undefined {
    const input = named(value, pointer);
    const path = input && pathOf(input.name);
    if (input && path) return { ...input, path };
    if (input)
      complain(pointer, {
        message: `"${input.name}" is no place in a document`,
        expected: 'customer.tier, or a JSON Pointer',
      });
    return undefined;
  }

  function outputOf(value: unknown, pointer: string): Output | undefined {
    return named(value, pointer);
  }

  function rowOf(value: unknown, index: number): Row | undefined {
    const pointer = `/rules/${index}`;
    if (!isObject(value)) {
      complain(pointer, { message: 'no rule', expected: 'a mapping with when and then' });
      return undefined;
    }
    checkKeys(value, pointer, RULE_KEYS);
    const { line, endLine } = source.range(pointer);
    const number = index + 1;
    const name = typeof value.name === 'string' ? `row "${value.name}"` : `row ${number}`;
    return {
      number,
      name,
      ...(typeof value.name === 'string' && { label: value.name }),
      lines: [line, endLine],
      pointer,
      tests: testsOf(value.when, `${pointer}/when`),
      results: resultsOf(value.then, 'then' in value ? `${pointer}/then` : pointer),
    };
  }

  function testsOf(when: unknown, pointer: string): CellTest[] {
    if (when === undefined) return inputs.map(() => ANY);
    if (!isObject(when)) {
      complain(pointer, { message: 'no tests', expected: 'a mapping from inputs to tests' });
      return [];
    }
    const names = inputs.map(({ name }) => name);
    refuseOthers(Object.keys(when), pointer, names, (name) => `"${name}" is no input`, 'one that inputs lists');
    return names.map((name) => {
      if (!Object.hasOwn(when, name)) return ANY;
      return testOf(when[name], `${pointer}${toPointer([name])}`);
    });
  }

  function testOf(value: unknown, pointer: string): CellTest {
    try {
      return Array.isArray(value) ? oneOf(value.map(cellOf)) : cellOf(value);
    } catch (error) {
      if (!(error instanceof CellError)) throw error;
      complain(pointer, { message: error.message, expected: error.expected });
      return ANY;
    }
  }

  function resultsOf(then: unknown, pointer: string): unknown[] {
    const names = outputs.map(({ name }) => name);
    if (!isObject(then)) {
      // A single output needs no name.
      if (names.length === 1 && then !== undefined) return [then];
      complain(pointer, { message: 'no results', expected: `then: a mapping with ${names.join(', ')}` });
      return [];
    }
    refuseOthers(Object.keys(then), pointer, names, (name) => `"${name}" is no output`, `one of ${names.join(', ')}`);
    return names.map((name) => (Object.hasOwn(then, name) ? then[name] : null));
  }
}

function cellOf(value: unknown): CellTest {
  if (typeof value === 'string') return parseCell(value);
  if (typeof value === 'number' || typeof value === 'boolean' || value === null) return cellOfValue(value);
  throw new CellError('no test', 'a value, a test as ">= 3", or a list of them');
}
