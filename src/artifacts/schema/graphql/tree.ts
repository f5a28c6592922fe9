/**
 * A file of a schema as nested mappings, definition by definition and member by member, and back: what does not differ in them
 * does not differ in the file.
 */
import type { ASTNode, ConstDirectiveNode, DocumentNode } from 'graphql';
import { graphql } from './libraries.ts';

/** By `type User`, `directive auth`, `extend type User`; further extensions of one type have a number behind a `#`. */
export type Tree = Readonly<Record<string, Member>>;

/** A definition, or a member of one. Types, defaults and directives are text in GraphQL's own spelling. */
export interface Member {
  readonly description?: string;
  readonly type?: string;
  readonly default?: string;
  readonly repeatable?: true;
  readonly directives?: readonly string[];
  readonly interfaces?: Names;
  readonly types?: Names;
  readonly locations?: Names;
  readonly operations?: Readonly<Record<string, string>>;
  readonly fields?: Readonly<Record<string, Member>>;
  readonly values?: Readonly<Record<string, Member>>;
  readonly arguments?: Readonly<Record<string, Member>>;
}

type Names = Readonly<Record<string, true>>;

const KEYWORDS: Readonly<Record<string, string>> = {
  SchemaDefinition: 'schema',
  ScalarTypeDefinition: 'scalar',
  ObjectTypeDefinition: 'type',
  InterfaceTypeDefinition: 'interface',
  UnionTypeDefinition: 'union',
  EnumTypeDefinition: 'enum',
  InputObjectTypeDefinition: 'input',
  DirectiveDefinition: 'directive',
};

export function treeOf({ definitions }: DocumentNode): Tree {
  const tree: Record<string, Member> = {};
  for (const node of definitions) {
    const key = keyOf(node);
    let place = key;
    for (let count = 2; Object.hasOwn(tree, place); count += 1) place = `${key}#${count}`;
    tree[place] = memberOf(node);
  }
  return tree;
}

function keyOf(node: ASTNode): string {
  const isExtension = node.kind.endsWith('Extension');
  const keyword = KEYWORDS[node.kind.replace(/Extension$/, 'Definition')] ?? node.kind;
  const name = 'name' in node && node.name?.kind === 'Name' ? ` ${node.name.value}` : '';
  return `${isExtension ? 'extend ' : ''}${keyword}${name}`;
}

function memberOf(node: ASTNode): Member {
  const { print } = graphql();
  const at = (key: string): unknown => Reflect.get(node, key);
  const list = (key: string): readonly ASTNode[] => {
    const found = at(key);
    return Array.isArray(found) ? (found as readonly ASTNode[]) : [];
  };
  const named = (key: string): Readonly<Record<string, Member>> | undefined => {
    const nodes = list(key);
    return nodes.length === 0 ? undefined : Object.fromEntries(nodes.map((one) => [nameOf(one), memberOf(one)]));
  };
  const names = (key: string): Names | undefined => {
    const nodes = list(key);
    return nodes.length === 0 ? undefined : Object.fromEntries(nodes.map((one) => [nameOf(one), true]));
  };
  const text = (key: string): string | undefined => {
    const found = at(key);
    return isNode(found) ? print(found) : undefined;
  };
  const { description } = node as { readonly description?: { readonly value: string } };
  const operations = list('operationTypes').flatMap((one) =>
    one.kind === 'OperationTypeDefinition' ? [[one.operation, one.type.name.value] as const] : [],
  );
  const directives = list('directives').map((one) => print(one as ConstDirectiveNode));
  return {
    ...(description && { description: description.value }),
    ...present({ type: text('type'), default: text('defaultValue') }),
    ...(at('repeatable') === true && { repeatable: true }),
    ...(directives.length > 0 && { directives }),
    ...present({ interfaces: names('interfaces'), types: names('types'), locations: names('locations') }),
    ...(operations.length > 0 && { operations: Object.fromEntries(operations) }),
    ...present({ fields: named('fields'), values: named('values'), arguments: named('arguments') }),
  };
}

function isNode(found: unknown): found is ASTNode {
  return typeof found === 'object' && found !== null && 'kind' in found;
}

function nameOf(node: ASTNode): string {
  if (node.kind === 'Name') return node.value;
  return 'name' in node && node.name?.kind === 'Name' ? node.name.value : '';
}

function present<T extends object>(members: T): { [Key in keyof T]?: NonNullable<T[Key]> } {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as {
    [Key in keyof T]?: NonNullable<T[Key]>;
  };
}

/** The file that a tree says. */
export function writeTree(tree: Tree): string {
  return Object.entries(tree)
    .map(([key, member]) => `${written(key.replace(/#\d+$/, ''), member)}\n`)
    .join('\n');
}

function written(key: string, member: Member): string {
  const { interfaces, types, operations, fields, values, locations } = member;
  const isDirective = key.startsWith('directive ');
  const head = isDirective ? key.replace(' ', ' @') : key;
  const body = [
    ...Object.entries(operations ?? {}).map(([operation, type]) => `  ${operation}: ${type}`),
    ...Object.entries({ ...fields, ...values }).map(([name, inner]) => memberText(name, inner)),
  ];
  return [
    described(member, ''),
    head,
    isDirective ? argumentsText(member) : '',
    interfaces ? ` implements ${Object.keys(interfaces).join(' & ')}` : '',
    member.repeatable ? ' repeatable' : '',
    (member.directives ?? []).map((one) => ` ${one}`).join(''),
    locations ? ` on ${Object.keys(locations).join(' | ')}` : '',
    types ? ` = ${Object.keys(types).join(' | ')}` : '',
    body.length > 0 ? ` {\n${body.join('\n')}\n}` : '',
  ].join('');
}

function memberText(name: string, member: Member): string {
  return [
    described(member, '  '),
    `  ${name}`,
    argumentsText(member),
    member.type === undefined ? '' : `: ${member.type}`,
    member.default === undefined ? '' : ` = ${member.default}`,
    (member.directives ?? []).map((one) => ` ${one}`).join(''),
  ].join('');
}

function argumentsText({ arguments: given }: Member): string {
  if (!given) return '';
  return `(\n${Object.entries(given)
    .map(([name, inner]) => memberText(name, inner))
    .join('\n')}\n  )`;
}

/** As one text in quotes, which takes every character that JSON writes. */
function described({ description }: Member, indent: string): string {
  return description === undefined ? '' : `${indent}${JSON.stringify(description)}\n`;
}
