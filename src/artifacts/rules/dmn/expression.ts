/** Boxed expressions (DMN 1.5, 10.2): each element becomes a function from the values of the variables around it. */
import { all, nameOf, one, problemAt } from './definitions.ts';
import { expressionIn, expressionsIn } from './expressions.ts';
import { type Evaluate, FeelFunction, FeelRange, functionOf, type Names, type Values } from './feel.ts';
import { broken, compileLiteral, conforming, type Surroundings } from './literal.ts';
import { compileTable } from './table.ts';
import { conform, sampleOf } from './types.ts';
import type { Element } from './xml.ts';

/** @param names every variable that the expression sees */
export function compileElement(element: Element | undefined, names: Names, around: Surroundings): Evaluate {
  if (!element) return () => null;
  const compile = compilers[element.name] ?? compileLiteral;
  const expression = compile(element, names, around);
  // The type of a function is that of what it gives; literal expressions see to theirs.
  if (/^(?:functionDefinition|literalExpression)$/.test(element.name)) return expression;
  return conforming(expression, element, around);
}

type Compile = (element: Element, names: Names, around: Surroundings) => Evaluate;

const compilers: Readonly<Record<string, Compile>> = {
  literalExpression: compileLiteral,
  decisionTable: compileTable,
  context: compileContext,
  relation: (element, names, around) => {
    const columns = all(element, 'column');
    const rows = all(element, 'row').map((row) =>
      expressionsIn(row).map((cell, at) => [nameOf(columns[at] ?? cell), compileElement(cell, names, around)] as const),
    );
    return (values) => rows.map((row) => Object.fromEntries(row.map(([name, cell]) => [name, cell(values)])));
  },
  list: (element, names, around) => {
    const items = expressionsIn(element).map((item) => compileElement(item, names, around));
    return (values) => items.map((item) => item(values));
  },
  invocation: compileInvocation,
  functionDefinition: compileFunction,
  conditional: (element, names, around) => {
    const [test, yes, no] = ['if', 'then', 'else'].map((part) => within(element, part, names, around));
    return (values) => (test?.(values) === true ? yes?.(values) : no?.(values));
  },
  for: (element, names, around) => {
    const { items, body } = iteration(element, 'return', { ...names, partial: null }, around);
    return (values) => {
      const partial: unknown[] = [];
      const found = items(values);
      if (!found) return null;
      for (const item of found) partial.push(body({ ...values, partial }, item));
      return partial;
    };
  },
  some: (element, names, around) => quantified(element, names, around, true),
  every: (element, names, around) => quantified(element, names, around, false),
  filter: (element, names, around) => {
    const list = within(element, 'in', names, around);
    const match = within(element, 'match', { ...names, item: null }, around);
    return (values) => {
      const found = list(values);
      const items = Array.isArray(found) ? found : found === null ? [] : [found];
      const results = items.map((item) => match({ ...values, ...membersOf(item), item }));
      return results.every((result) => typeof result === 'boolean' || result === null)
        ? items.filter((_, at) => results[at] === true)
        : null;
    };
  },
};

function within(element: Element, part: string, names: Names, around: Surroundings): Evaluate {
  const found = one(element, part);
  return compileElement(found && expressionIn(found), names, around);
}

/** Entries see those before them; the last one without a name is the result. */
function compileContext(element: Element, names: Names, around: Surroundings): Evaluate {
  let seen = names;
  const entries = all(element, 'contextEntry').map((entry) => {
    const variable = one(entry, 'variable');
    const name = variable && nameOf(variable);
    const type = around.typeOf(variable?.attributes.typeRef);
    // A function may call itself.
    const own = name === undefined ? seen : { ...seen, [name]: sampleOf(type) };
    const expression = expressionIn(entry);
    const value = compileElement(expression, expression?.name === 'functionDefinition' ? own : seen, around);
    seen = own;
    return { name, type, value };
  });
  return (values) => {
    const inner: Record<string, unknown> = { ...values };
    const made: Record<string, unknown> = {};
    for (const { name, type, value } of entries) {
      const found = conform(value(inner), type) ?? null;
      if (name === undefined) return found;
      inner[name] = found;
      made[name] = found;
    }
    return made;
  };
}

function compileInvocation(element: Element, names: Names, around: Surroundings): Evaluate {
  const called = compileElement(expressionIn(element), names, around);
  const bindings = all(element, 'binding').map((binding) => {
    const parameter = one(binding, 'parameter');
    return [parameter ? nameOf(parameter) : '', compileElement(expressionIn(binding), names, around)] as const;
  });
  return (values) => {
    const called_ = called(values);
    if (!(called_ instanceof FeelFunction)) return null;
    const given = Object.fromEntries(bindings.map(([name, value]) => [name, value(values)]));
    if (Object.keys(given).some((name) => !called_.parameterNames.includes(name))) return null;
    return called_.fn(...called_.parameterNames.map((name) => given[name] ?? null)) ?? null;
  };
}

/** Of `encapsulatedLogic`, too. */
export function compileFunction(element: Element, names: Names, around: Surroundings): Evaluate {
  if ((element.attributes.kind ?? 'FEEL') !== 'FEEL') {
    around.problems.push(
      problemAt(around.definitions, element.start, `a function in ${element.attributes.kind}, which is not run here`),
    );
    return broken;
  }
  const parameters = all(element, 'formalParameter').map((parameter) => ({
    name: nameOf(parameter),
    type: around.typeOf(parameter.attributes.typeRef),
  }));
  const own = Object.fromEntries(parameters.map(({ name, type }) => [name, sampleOf(type)]));
  const body = compileElement(expressionIn(element), { ...names, ...own }, around);
  return (values) =>
    functionOf(
      parameters.map(({ name }) => name),
      (args) => {
        const bound = parameters.map(({ name, type }, at) => [name, conform(args[at], type)] as const);
        // A call with what is of another type gives null.
        if (bound.some(([, value]) => value === undefined)) return null;
        return body({ ...values, ...Object.fromEntries(bound) });
      },
    );
}

interface Iteration {
  /** Undefined for what is no list. */
  items(values: Values): readonly unknown[] | undefined;
  body(values: Values, item: unknown): unknown;
}

function iteration(element: Element, part: string, names: Names, around: Surroundings): Iteration {
  const variable = element.attributes.iteratorVariable ?? 'item';
  const list = within(element, 'in', names, around);
  const body = within(element, part, { ...names, [variable]: null }, around);
  return {
    items: (values) => {
      const found = list(values);
      if (found instanceof FeelRange) return found.map((item) => item);
      return Array.isArray(found) ? found : undefined;
    },
    body: (values, item) => body({ ...values, [variable]: item }),
  };
}

function quantified(element: Element, names: Names, around: Surroundings, sought: boolean): Evaluate {
  const { items, body } = iteration(element, 'satisfies', names, around);
  return (values) => {
    const results = items(values)?.map((item) => body(values, item));
    if (!results) return null;
    if (results.includes(sought)) return sought;
    return results.every((result) => result === !sought) ? !sought : null;
  };
}

function membersOf(value: unknown): Values {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype
    ? (value as Values)
    : {};
}
