/** Small operations of which one may be taken by one version of a schema and refused by another. */
import type { GraphQLSchema } from 'graphql';
import { compileWrite } from '../../../document/pointer.ts';
import { ArtifactError } from '../../../errors.ts';
import type { Artifact, Edit } from '../../engine.ts';
import { smallestFirst } from '../smallest-first.ts';
import { graphql } from './libraries.ts';
import { pointersOf } from './pointers.ts';
import { openSdl } from './sdl.ts';
import {
  fieldsOf,
  type Input,
  inputsOf,
  interfacesOf,
  isRequired,
  objectOf,
  rootsOf,
  type SmallOperations,
  smallest,
  smallOperations,
} from './small-operation.ts';

/** As they are recorded. None for what no operation asks for. Throws ArtifactError. */
export function operationCandidates(base: Artifact, head: Artifact, { selector = '' }: Edit): readonly unknown[] {
  const write = compileWrite(pointersOf(base.options).query);
  const sides = [base, head].map((artifact) => smallOperations(schemaOf(artifact)));
  // How a definition is decorated is nothing that an operation asks for.
  const texts = selector.includes(' ') ? [] : sides.flatMap((side) => textsFor(side, sides, partsOf(selector)));
  return smallestFirst(texts.map((text) => write({}, text)));
}

/** As it is compiled, so that it is read but once. */
function schemaOf(artifact: Artifact): GraphQLSchema {
  try {
    return openSdl(artifact).schema;
  } catch (error) {
    if (error instanceof ArtifactError) return openSdl(artifact, true).schema;
    throw error;
  }
}

interface Parts {
  /** `@auth` of a directive, `schema` of all. */
  readonly type: string;
  readonly member?: string | undefined;
  readonly argument?: string | undefined;
}

/** `User.posts(first:)`, `@auth(role:)` */
function partsOf(selector: string): Parts {
  const [, type = '', member, argument] = /^(@?\w+)(?:\.(\w+))?(?:\((\w+):\))?$/.exec(selector) ?? [];
  return { type, member, argument };
}

type Sides = readonly SmallOperations[];

function textsFor(side: SmallOperations, sides: Sides, parts: Parts): string[] {
  const { type, member, argument } = parts;
  if (type === 'schema') return rootsIn(side);
  if (type.startsWith('@')) return directed(side, sides, parts);
  if (member === undefined) return ofType(side, sides, type);
  if (argument !== undefined) return ofArgument(side, sides, { type, member, argument });
  const select = side.selecting(type);
  const found = select && side.field(type, member);
  return [...(found ? [select(found)] : []), ...ofInput(side, sides, type, member)];
}

function rootsIn(side: SmallOperations): string[] {
  return rootsOf(side.schema).flatMap(([type, word]) => {
    const [first = ''] = Object.keys(fieldsOf(side.schema.getType(type)));
    const field = side.field(type, first);
    return [`${word}{ __typename }`, ...(field === undefined ? [] : [`${word}{ ${field} }`])];
  });
}

/** A type as what is answered, as what an answer may be, and as what is given. */
function ofType(side: SmallOperations, sides: Sides, name: string): string[] {
  const { isAbstractType, isInputType } = graphql();
  const types = sides.map(({ schema }) => schema.getType(name));
  const select = side.selecting(name);
  const inner = sides.flatMap(({ schema }, index) => {
    const type = types[index];
    return [...(isAbstractType(type) ? schema.getPossibleTypes(type) : []), ...interfacesOf(type)];
  });
  const on = (one: string) => `... on ${one} { __typename }`;
  const outer = inner.flatMap((one) => side.selecting(one.name)?.(on(name)) ?? []);
  const give = side.giving(name);
  const given = types.flatMap((type) => (type && isInputType(type) ? [smallest(type)] : []));
  return [
    ...(select ? [select('__typename'), ...inner.map((one) => select(on(one.name)))] : []),
    ...outer,
    ...(give ? [...given, ...VALUES].map(give) : []),
  ];
}

function ofArgument(side: SmallOperations, sides: Sides, { type, member, argument }: Required<Parts>): string[] {
  const select = side.selecting(type);
  if (!select) return [];
  const inputs = sides.flatMap(({ schema }) =>
    (fieldsOf(schema.getType(type))[member ?? '']?.args ?? []).filter(({ name }) => name === argument),
  );
  return [undefined, ...valuesOf(inputs)].flatMap((value) => {
    const found = side.field(type, member ?? '', { [argument ?? '']: value });
    return found === undefined ? [] : [select(found)];
  });
}

/** A member of an object of inputs, or a value of an enum. */
function ofInput(side: SmallOperations, sides: Sides, name: string, member: string): string[] {
  const { isEnumType, isInputObjectType } = graphql();
  const give = side.giving(name);
  const type = side.schema.getType(name);
  if (!give) return [];
  if (isEnumType(type)) return [give(member)];
  if (!isInputObjectType(type)) return [];
  const inputs = sides.flatMap(({ schema }) => inputsOf(schema.getType(name))[member] ?? []);
  return [undefined, ...valuesOf(inputs)].map((value) => give(objectOf(type, { [member]: value })));
}

/** Where operations may have it. */
function directed({ schema }: SmallOperations, sides: Sides, { type, argument }: Parts): string[] {
  const name = type.slice(1);
  const directives = sides.flatMap((one) => one.schema.getDirective(name) ?? []);
  const all = directives.flatMap(({ args }) => {
    const needed = args.filter((one) => isRequired(one) && one.name !== argument);
    const own = args.filter((one) => one.name === argument);
    const around = (value?: string) =>
      [
        ...needed.map((one) => `${one.name}: ${smallest(one.type)}`),
        ...(value === undefined ? [] : [`${argument}: ${value}`]),
      ].join(', ');
    return [undefined, ...valuesOf(own)].map(around).map((said) => `@${name}${said === '' ? '' : `(${said})`}`);
  });
  const [word = ''] = rootsOf(schema).map(([, one]) => one);
  return all.flatMap((one) => [
    `${word}{ __typename ${one} }`,
    `${word}{ __typename ${one} ${one} }`,
    `${word || 'query '}${one} { __typename }`,
    `${word}{ ... ${one} { __typename } }`,
  ]);
}

/** Literals of every kind. */
const VALUES: readonly string[] = ['null', '0', '0.5', '2147483648', '""', '"a"', 'true', '[]', '[null]', '{}'];

function valuesOf(inputs: readonly Input[]): string[] {
  const own = inputs.map(({ type }) => smallest(type));
  return [...own, ...own.map((one) => `[${one}]`), ...VALUES];
}
