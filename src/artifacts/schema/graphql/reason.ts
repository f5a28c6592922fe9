/** What the library says of an operation, without the values that it quotes. */
import type { GraphQLError } from 'graphql';

/** `cannot query field "nick" on type "User"` */
export function reasonOf({ message, nodes }: GraphQLError): string {
  const [node] = nodes ?? [];
  return node && LITERALS.has(node.kind) ? withoutValues(message) : brief(message);
}

const LITERALS: ReadonlySet<string> = new Set([
  'BooleanValue',
  'EnumValue',
  'FloatValue',
  'IntValue',
  'ListValue',
  'NullValue',
  'ObjectField',
  'ObjectValue',
  'StringValue',
]);

/** Of a value that is not what its place allows: names of types and fields are the schema's, all else is the record's. */
export function withoutValues(message: string): string {
  const row = ROWS.map(([pattern, say]) => [message.match(pattern), say] as const).find(([match]) => match);
  return row?.[0] ? row[1](row[0]) : 'a value that its place does not allow';
}

const ROWS: readonly (readonly [pattern: RegExp, say: (match: RegExpMatchArray) => string])[] = [
  [/^(\w+) cannot represent/, ([, type]) => `a value that is no ${type}`],
  [/does not exist in "(\w+)" enum/, ([, type]) => `a value that enum ${type} does not have`],
  [/^Enum "(\w+)" cannot represent/, ([, type]) => `a value that enum ${type} does not have`],
  [/of type "([^"]+)" to include required field "(\w+)"/, ([, type, field]) => `${type} requires the field ${field}`],
  [/of type "([^"]+)" not to include unknown field "(\w+)"/, ([, type, field]) => `${type} has no field ${field}`],
  [/of type "([^"]+)" to be an object/, ([, type]) => `a value that is no ${type}`],
  [/of non-null type "([^"]+)" not to be null/, ([, type]) => `null where ${type} is required`],
];

function brief(message: string): string {
  const text = message.replace(/ Did you mean .*$/s, '').replace(/\.$/, '');
  return text.charAt(0).toLowerCase() + text.slice(1);
}
