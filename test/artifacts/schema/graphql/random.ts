/** Random schemas, what a change may make of them, and operations for them. */

type Random = () => number;

interface Input {
  readonly name: string;
  readonly type: string;
  readonly hasDefault: boolean;
}

interface Field {
  readonly name: string;
  readonly type: string;
  readonly args: readonly Input[];
}

export interface Schema {
  readonly Query: readonly Field[];
  readonly A: readonly Field[];
  readonly B: readonly Field[];
  readonly isOneOfI: boolean;
  readonly union: readonly string[];
  readonly values: readonly string[];
  readonly input: readonly Input[];
  readonly isWritten: boolean;
}

const OUTPUTS = ['Int', 'String', 'Int!', '[Int]', '[Int!]', 'A', 'A!', '[B]', 'I', 'U', 'E', 'ID', 'Float', 'Boolean'];
const INPUTS = ['Int', 'Int!', 'String', 'E', 'E!', '[Int]', '[Int!]!', 'N', 'N!', 'ID', 'Float', 'Boolean'];
const DEFAULTS: Readonly<Record<string, string>> = { Int: ' = 1', 'Int!': ' = 1', E: ' = X', '[Int]': ' = [1]' };
const LITERALS: Readonly<Record<string, readonly string[]>> = {
  Int: ['1', '1', 'null'],
  Float: ['1.5', '1'],
  String: ['"a"'],
  ID: ['"i"', '1'],
  Boolean: ['true'],
  E: ['X', 'Y', 'Z'],
  N: ['{}', '{ x: 1 }', '{ y: X }', '{ x: 1, y: 1 }'],
};

export function schemas(random: Random) {
  const pick = <T>(all: readonly T[]): T => all[Math.floor(random() * all.length)] as T;
  const once = <T extends { readonly name: string }>(all: readonly T[]): T[] => [
    ...new Map(all.map((one) => [one.name, one])).values(),
  ];
  const input = (): Input => ({ name: pick(['x', 'y']), type: pick(INPUTS), hasDefault: random() < 0.4 });
  const field = (): Field => ({
    name: pick(['a', 'b', 'c']),
    type: pick(OUTPUTS),
    args: random() < 0.3 ? [input()] : [],
  });
  const fields = (): Field[] => once([field(), field(), ...(random() < 0.5 ? [field()] : [])]);

  const make = (): Schema => ({
    ...{ Query: fields(), A: fields(), B: fields(), isOneOfI: random() < 0.5 },
    ...{ union: pick([['A'], ['A', 'B']]), values: pick([['X'], ['X', 'Y'], ['Y', 'X', 'Z']]) },
    ...{ input: once([input(), input()]), isWritten: random() < 0.3 },
  });

  /** One part of it, or one member of a part, is another. */
  function changed(schema: Schema): Schema {
    const other = make();
    const part = pick(['Query', 'A', 'B', 'isOneOfI', 'union', 'values', 'input', 'isWritten'] as const);
    if (part === 'input') return { ...schema, input: once([...schema.input.slice(0, 1), ...other.input]) };
    if (part === 'Query' || part === 'A' || part === 'B')
      return { ...schema, [part]: once([...schema[part].slice(0, 2), ...other[part].slice(0, 1)]) };
    return { ...schema, [part]: other[part] };
  }

  function literal(type: string): string {
    if (type.startsWith('[')) return pick(['[1]', '1', '[null]']);
    return pick(LITERALS[type.replace('!', '')] ?? ['1']);
  }

  function selection(schema: Schema, type: 'Query' | 'A' | 'B', depth = 0): string {
    const { name, type: answer, args } = pick(schema[type]);
    const given = args.filter(() => random() < 0.8).map((one) => `${one.name}: ${literal(one.type)}`);
    const inner = answer.replace(/[[\]!]/g, '');
    const below = { I: ['{ id }', '{ ... on A { id } }'], U: ['{ __typename }', '{ ... on B { id } }'] }[inner];
    const isObject = inner === 'A' || inner === 'B';
    const more = isObject ? (depth > 2 ? '{ id }' : selection(schema, inner, depth + 1)) : below ? pick(below) : '';
    return `{ ${name}${given.length > 0 ? `(${given.join(', ')})` : ''} ${more} }`;
  }

  return {
    pair(): readonly [Schema, Schema] {
      const base = make();
      return [base, random() < 0.2 ? make() : random() < 0.5 ? changed(base) : changed(changed(base))];
    },
    operation: (schema: Schema) => ({ query: selection(schema, 'Query') }),
  };
}

export function write({ Query, A, B, isOneOfI, union, values, input, isWritten }: Schema): string {
  const inputs = (all: readonly Input[]) =>
    all.map(({ name, type, hasDefault }) => `${name}: ${type}${hasDefault ? (DEFAULTS[type] ?? '') : ''}`).join(', ');
  const fields = (all: readonly Field[]) =>
    all.map(({ name, type, args }) => `${name}${args.length > 0 ? `(${inputs(args)})` : ''}: ${type}`).join(' ');
  return `interface I { id: Int }
type Query { ${fields(Query)} }
type A ${isOneOfI ? 'implements I' : ''} { id: Int ${fields(A)} }
type B implements I { id: Int ${fields(B)} }
union U = ${union.join(' | ')}
enum E { ${values.join(' ')} }
input N { ${inputs(input)} }
${isWritten ? 'type Mutation { go: Int }' : ''}`;
}
