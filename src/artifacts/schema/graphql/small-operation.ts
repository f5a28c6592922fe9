/** Small operations that lead to a part of a schema, by the schema alone, and small values for what they have to be given. */
import type { GraphQLArgument, GraphQLInputField, GraphQLInputType, GraphQLNamedType, GraphQLSchema } from 'graphql';
import { graphql } from './libraries.ts';

/** Puts a selection, or a value, where it belongs, and gives the text of a whole operation. */
export type Put = (inner: string) => string;

export interface SmallOperations {
  readonly schema: GraphQLSchema;
  /** Around selections of a type; undefined for a type to which no operation leads. */
  selecting(type: string): Put | undefined;
  /** Around values of a type of inputs, of enums or of scalars. */
  giving(type: string): Put | undefined;
  /** `user(id: "a") { __typename }`; undefined where there is no such field. */
  field(type: string, name: string, given?: Readonly<Record<string, string | undefined>>): string | undefined;
}

export type Input = GraphQLArgument | GraphQLInputField;

export function smallOperations(schema: GraphQLSchema): SmallOperations {
  const { isCompositeType, getNamedType, isAbstractType } = graphql();
  const roots = rootsOf(schema);
  const selections = new Map<string, Put>(roots.map(([type, word]) => [type, (inner) => `${word}{ ${inner} }`]));
  // A map grows while it is walked, so the nearest come first.
  for (const [name, put] of selections) {
    const type = schema.getType(name);
    const enter = (other: string, inner: (selection: string) => string): void => {
      if (!selections.has(other)) selections.set(other, (selection) => put(inner(selection)));
    };
    for (const [field, { type: answers }] of Object.entries(fieldsOf(type))) {
      const inner = getNamedType(answers);
      if (!isCompositeType(inner)) continue;
      enter(inner.name, (selection) => `${headOf(name, field)} { ${selection} }`);
    }
    if (isAbstractType(type))
      for (const { name: one } of schema.getPossibleTypes(type)) enter(one, (inner) => `... on ${one} { ${inner} }`);
    for (const { name: one } of interfacesOf(type)) enter(one, (inner) => `... on ${one} { ${inner} }`);
  }
  let values: ReadonlyMap<string, Put> | undefined;
  return {
    schema,
    selecting: (type) => selections.get(type),
    giving: (type) => {
      values ??= valuesIn();
      return values.get(type);
    },
    field,
  };

  function field(type: string, name: string, given?: Readonly<Record<string, string | undefined>>): string | undefined {
    const found = fieldsOf(schema.getType(type))[name];
    if (!found) return undefined;
    return headOf(type, name, given) + (isCompositeType(getNamedType(found.type)) ? ' { __typename }' : '');
  }

  function headOf(type: string, name: string, given: Readonly<Record<string, string | undefined>> = {}): string {
    const values = { ...required(fieldsOf(schema.getType(type))[name]?.args ?? []), ...given };
    const said = Object.entries(values).flatMap(([arg, value]) => (value === undefined ? [] : [`${arg}: ${value}`]));
    return said.length === 0 ? name : `${name}(${said.join(', ')})`;
  }

  function valuesIn(): ReadonlyMap<string, Put> {
    const found = new Map<string, Put>();
    for (const [type, put] of selections) {
      for (const [name, { args }] of Object.entries(fieldsOf(schema.getType(type)))) {
        for (const arg of args) {
          const { name: inner } = getNamedType(arg.type);
          if (found.has(inner)) continue;
          const around = aroundOne(arg.type);
          found.set(inner, (value) => put(field(type, name, { [arg.name]: around(value) }) ?? ''));
        }
      }
    }
    for (const [name, put] of found) {
      for (const input of Object.values(inputsOf(schema.getType(name)))) {
        const { name: inner } = getNamedType(input.type);
        const around = aroundOne(input.type);
        if (!found.has(inner))
          found.set(inner, (value) => put(objectOf(schema.getType(name), { [input.name]: around(value) })));
      }
    }
    return found;
  }
}

/** Types of operations with the words that begin one. */
export function rootsOf(schema: GraphQLSchema): (readonly [type: string, word: string])[] {
  const roots = [
    [schema.getQueryType(), ''],
    [schema.getMutationType(), 'mutation '],
    [schema.getSubscriptionType(), 'subscription '],
  ] as const;
  return roots.flatMap(([type, word]) => (type ? [[type.name, word] as const] : []));
}

export function fieldsOf(type: GraphQLNamedType | undefined) {
  const { isObjectType, isInterfaceType } = graphql();
  return isObjectType(type) || isInterfaceType(type) ? type.getFields() : {};
}

export function interfacesOf(type: GraphQLNamedType | undefined) {
  const { isObjectType, isInterfaceType } = graphql();
  return isObjectType(type) || isInterfaceType(type) ? type.getInterfaces() : [];
}

export function inputsOf(type: GraphQLNamedType | undefined): Readonly<Record<string, GraphQLInputField>> {
  return graphql().isInputObjectType(type) ? type.getFields() : {};
}

/** What has to be given, in the smallest values. */
function required(inputs: readonly Input[], depth = 0): Record<string, string> {
  return Object.fromEntries(inputs.filter(isRequired).map(({ name, type }) => [name, smallest(type, depth)]));
}

export function isRequired({ type, defaultValue, default: given }: Input): boolean {
  return graphql().isNonNullType(type) && defaultValue === undefined && given === undefined;
}

/** A value of an object of inputs: what has to be given, and this. */
export function objectOf(
  type: GraphQLNamedType | undefined,
  given: Readonly<Record<string, string | undefined>> = {},
  depth = 0,
): string {
  const values = { ...required(Object.values(inputsOf(type)), depth), ...given };
  const said = Object.entries(values).flatMap(([name, value]) => (value === undefined ? [] : [`${name}: ${value}`]));
  return `{${said.join(', ')}}`;
}

/** Inputs that need each other without end have no value at all. */
const DEEPEST = 8;

const SCALARS: Readonly<Record<string, string>> = { Int: '0', Float: '0.5', Boolean: 'true', String: '""', ID: '"a"' };

/** A value that is not null. */
export function smallest(type: GraphQLInputType, depth = 0): string {
  const { isNonNullType, isListType, isEnumType, isInputObjectType } = graphql();
  if (depth > DEEPEST) return 'null';
  if (isNonNullType(type)) return smallest(type.ofType, depth);
  if (isListType(type)) return `[${smallest(type.ofType, depth)}]`;
  if (isEnumType(type)) return type.getValues()[0]?.name ?? 'null';
  if (!isInputObjectType(type)) return SCALARS[type.name] ?? '"a"';
  const [first] = Object.values(type.getFields());
  return type.isOneOf && first ? `{${first.name}: ${smallest(first.type, depth + 1)}}` : objectOf(type, {}, depth + 1);
}

/** A value of what is in the lists, in as many. */
function aroundOne(type: GraphQLInputType): (value: string) => string {
  const { isNonNullType, isListType } = graphql();
  if (isNonNullType(type)) return aroundOne(type.ofType);
  if (!isListType(type)) return (value) => value;
  const inner = aroundOne(type.ofType);
  return (value) => `[${inner(value)}]`;
}
