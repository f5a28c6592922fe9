/** Decision tables: inputs are evaluated once for a record, rows are asked in their order, and what a row gives only where it applies. */
import { all, nameOf, one, problemAt } from './definitions.ts';
import { type Accepts, compileTest, type Evaluate, type Names, type Values } from './feel.ts';
import { type Decide, deciders, type Result } from './hit-policy.ts';
import { broken, compileLiteral, orProblem, type Surroundings } from './literal.ts';
import { policyOf } from './policy.ts';
import { conform, sampleOf } from './types.ts';
import type { Element } from './xml.ts';

export function compileTable(table: Element, names: Names, around: Surroundings): Evaluate {
  const inputs = all(table, 'input').map((input) => inputOf(input, names, around));
  const outputs = all(table, 'output').map((output) => outputOf(output, names, around));
  const rows = all(table, 'rule').map((rule) => rowOf(rule, inputs, outputs, names, around));
  const decide = deciders[policyOf(table)];
  if (!decide) {
    const expected = Object.keys(deciders).join(', ');
    const { problems, definitions } = around;
    problems.push({ ...problemAt(definitions, table.start, `no hit policy ${policyOf(table)}`), expected });
    return broken;
  }
  const otherwise = outputs.map(({ otherwise }) => otherwise);
  const decidesAtOnce = policyOf(table) === 'FIRST';
  const hasDefault = otherwise.some((value) => value !== undefined);
  return (values) => {
    const given = inputs.map(({ value, allowed }) => {
      const found = value(values);
      return found === null || !allowed || allowed(found, values) ? found : null;
    });
    const answers: Result[] = [];
    for (const [index, row] of rows.entries()) {
      if (!row.applies(given, values)) continue;
      answers.push({ row: index + 1, cells: () => row.give(values) });
      if (decidesAtOnce) break;
    }
    if (answers.length === 0 && hasDefault)
      return assemble(
        outputs,
        otherwise.map((value) => value?.(values) ?? null),
      );
    return run(decide, answers, outputs);
  };
}

function run(decide: Decide, answers: readonly Result[], outputs: readonly Output[]): unknown {
  return decide(answers, {
    assemble: (cells) => assemble(outputs, cells),
    ranks: outputs.map(({ rank }) => rank),
    width: outputs.length,
  });
}

/** The value of the only output, or a context. */
function assemble(outputs: readonly Output[], cells: readonly unknown[]): unknown {
  if (outputs.length === 1) return cells[0] ?? null;
  return Object.fromEntries(outputs.map(({ name }, at) => [name, cells[at] ?? null]));
}

interface Input {
  readonly value: Evaluate;
  readonly allowed?: Accepts;
  /** What cells see as `?`. */
  readonly sample: unknown;
}

function inputOf(input: Element, names: Names, around: Surroundings): Input {
  const expression = one(input, 'inputExpression');
  const type = around.typeOf(expression?.attributes.typeRef);
  const allowed = testIn(one(input, 'inputValues'), names, around);
  const value = expression ? compileLiteral(expression, names, around) : () => null;
  return { value, sample: sampleOf(type), ...(allowed && { allowed }) };
}

interface Output {
  readonly name: string;
  readonly otherwise?: Evaluate;
  /** The place among the output's values; a value that is not there comes last. */
  rank(value: unknown): number;
  conform(value: unknown): unknown;
}

function outputOf(output: Element, names: Names, around: Surroundings): Output {
  const otherwise = one(output, 'defaultOutputEntry');
  const type = around.typeOf(output.attributes.typeRef);
  const values = one(output, 'outputValues');
  const said = values && one(values, 'text');
  // One test for each of the values, in their order.
  const ranks =
    (said?.text ?? '')
      .match(/"(?:[^"\\]|\\.)*"|[^,"]+/g)
      ?.map((text) => text.trim())
      .filter(Boolean) ?? [];
  const tests = said
    ? ranks.map((text) => orProblem(said, around, () => compileTest(text, names)) ?? (() => false))
    : [];
  return {
    name: nameOf(output),
    ...(otherwise && { otherwise: compileLiteral(otherwise, names, around) }),
    rank: (value) => {
      const rank = tests.findIndex((test) => test(value, {}));
      return rank === -1 ? tests.length : rank;
    },
    conform: (value) => conform(value, type) ?? null,
  };
}

interface Row {
  applies(given: readonly unknown[], values: Values): boolean;
  give(values: Values): readonly unknown[];
}

function rowOf(
  rule: Element,
  inputs: readonly Input[],
  outputs: readonly Output[],
  names: Names,
  around: Surroundings,
): Row {
  const tests = all(rule, 'inputEntry').flatMap((cell, column) => {
    const sample = inputs[column]?.sample ?? null;
    const accepts = testIn(cell, { ...names, '?': sample }, around);
    return accepts ? [{ column, accepts }] : [];
  });
  const cells = all(rule, 'outputEntry').map((cell) =>
    /^-?$/.test(one(cell, 'text')?.text.trim() ?? '') ? () => null : compileLiteral(cell, names, around),
  );
  return {
    applies: (given, values) => tests.every(({ column, accepts }) => accepts(given[column] ?? null, values)),
    give: (values) => outputs.map(({ conform: made }, at) => made(cells[at]?.(values) ?? null)),
  };
}

/** Undefined for what accepts anything. */
function testIn(cell: Element | undefined, names: Names, around: Surroundings): Accepts | undefined {
  const text = cell && one(cell, 'text');
  if (!text || /^\s*-?\s*$/.test(text.text)) return undefined;
  return orProblem(text, around, () => compileTest(text.text, names)) ?? broken;
}
