/** Random Avro schemas, changes of them, and values: what avsc is asked about, too. */
import fc from 'fast-check';

type Json = Readonly<Record<string, unknown>>;

const NAMES = ['a', 'b', 'c', 'd'];
const primitive = fc.constantFrom('null', 'boolean', 'int', 'long', 'float', 'double', 'bytes', 'string');

/**
 * A record whose parts draw on few names, so that two of them have much in common. Named types are called by their place,
 * since a schema may define a name only once.
 */
export function schema(): fc.Arbitrary<Json> {
  return record('R', 2);
}

/** Two that differ in one field, or in one more. */
export function pair(): fc.Arbitrary<readonly [base: Json, head: Json]> {
  return fc.tuple(schema(), schema(), fc.nat(), fc.boolean()).map(([base, other, index, isMore]) => {
    const fields = base.fields as { readonly name: string }[];
    const drawn = other.fields as { readonly name: string }[];
    const field = drawn[index % Math.max(1, drawn.length)];
    const rest = isMore ? fields.filter(({ name }) => name !== field?.name) : fields.toSpliced(index % 4, 1);
    const without = rest.filter(({ name }) => name !== field?.name);
    return [base, { ...base, fields: [...without, ...(field ? [field] : [])] }];
  });
}

function record(name: string, depth: number): fc.Arbitrary<Json> {
  const fields = NAMES.map((field) =>
    fc.option(
      fc.record({
        type: type(`${name}_${field}`, depth - 1),
        default: fc.boolean(),
        alias: fc.constantFrom(...NAMES, ''),
      }),
      { nil: undefined },
    ),
  );
  return fc.tuple(...fields).map((all) => {
    const present = all.flatMap((field, index) => (field ? [{ name: NAMES[index] ?? '', ...field }] : []));
    return {
      type: 'record',
      name,
      fields: present.map(({ name, type, default: hasDefault, alias }) => ({
        name,
        type,
        // One that is another field's name would be ambiguous.
        ...(alias !== '' && !present.some((other) => other.name === alias) && { aliases: [alias] }),
        ...(hasDefault && { default: defaultOf(type) }),
      })),
    };
  });
}

function type(name: string, depth: number): fc.Arbitrary<unknown> {
  const enumeration = fc.record({
    type: fc.constant('enum'),
    name: fc.constant(`${name}_E`),
    symbols: fc.subarray(['X', 'Y', 'Z'], { minLength: 1 }),
    hasDefault: fc.boolean(),
  });
  const leaves = fc.oneof(
    { weight: 4, arbitrary: primitive },
    enumeration.map(({ hasDefault, ...rest }) => ({ ...rest, ...(hasDefault && { default: rest.symbols[0] }) })),
    fc.constantFrom(2, 4).map((size) => ({ type: 'fixed', name: `${name}_F`, size })),
  );
  if (depth <= 0) return leaves;
  const unions = fc.uniqueArray(leaves, { minLength: 1, maxLength: 3, selector: kindOf });
  return fc.oneof(
    { weight: 3, arbitrary: leaves },
    record(`${name}_R`, depth),
    type(name, depth - 1).map((items) => ({ type: 'array', items })),
    type(name, depth - 1).map((values) => ({ type: 'map', values })),
    unions,
  );
}

function kindOf(schema: unknown): string {
  return typeof schema === 'string' ? schema : String((schema as Json).type);
}

function defaultOf(type: unknown): unknown {
  if (Array.isArray(type)) return defaultOf(type[0]);
  const schema = typeof type === 'string' ? { type } : (type as Json);
  switch (schema.type) {
    case 'null':
      return null;
    case 'boolean':
      return true;
    case 'bytes':
    case 'string':
      return 'é';
    case 'enum':
      return (schema.symbols as string[])[0];
    case 'fixed':
      return 'x'.repeat(Number(schema.size));
    case 'array':
      return [];
    case 'map':
      return {};
    case 'record': {
      const fields = schema.fields as { name: string; type: unknown }[];
      return Object.fromEntries(fields.map((field) => [field.name, defaultOf(field.type)]));
    }
    default:
      return 7;
  }
}
