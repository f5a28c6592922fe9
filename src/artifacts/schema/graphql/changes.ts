/** What differs between two schemas, as GraphQL Inspector names and weighs it, without what another change says already. */
import type { GraphQLNamedType, GraphQLSchema, ObjectFieldNode, ObjectValueNode } from 'graphql';
import type { Compatibility } from '../../engine.ts';
import { graphql, inspector } from './libraries.ts';
import { isRequiredAt } from './required.ts';

export interface Change {
  /** `FIELD_REMOVED` */
  readonly type: string;
  /** `User.posts.first`; undefined for what concerns the schema as a whole. */
  readonly path: string | undefined;
  readonly message: string;
  readonly compatibility: Compatibility;
  /** Head refuses operations, or answers otherwise than base promised. */
  readonly rejects: boolean;
  /** The other way round. */
  readonly accepts: boolean;
}

const LEVELS = { BREAKING: 'breaking', DANGEROUS: 'risky', NON_BREAKING: 'safe' } as const;

export function changesBetween(base: GraphQLSchema, head: GraphQLSchema): Change[] {
  const { diffSchema } = inspector();
  const found = diffSchema(base, head);
  const breaksBack = new Set(diffSchema(head, base).filter(isBreaking).map(identify));
  const changes = withoutRepeated(found).map(
    (change): Change => ({
      type: change.type,
      path: change.path,
      message: change.message,
      compatibility: LEVELS[change.criticality.level],
      rejects: isBreaking(change),
      accepts: breaksBack.has(identify({ ...change, type: mirrored(change.type) })),
    }),
  );
  const all = changes.map((change) => (change.type.includes('_DEFAULT_') ? ofDefault(change, base, head) : change));
  return [...all, ...unnamed(base, head, all)];
}

/** Without its default an input that may not be null has to be given, which the inspector takes for another default. */
function ofDefault(change: Change, base: GraphQLSchema, head: GraphQLSchema): Change {
  const [was, is] = [base, head].map((schema) => isRequiredAt(schema, change.path ?? ''));
  if (was === is) return change;
  return { ...change, rejects: is === true, accepts: was === true, ...(is && { compatibility: 'breaking' }) };
}

type Found = ReturnType<ReturnType<typeof inspector>['diffSchema']>[number];

function isBreaking({ criticality }: Found): boolean {
  return criticality.level === 'BREAKING';
}

function identify({ type, path }: Pick<Found, 'type' | 'path'>): string {
  return `${type} ${path}`;
}

/** What the same change is called when seen from head. */
function mirrored(type: string): string {
  if (type.endsWith('_ADDED')) return type.replace(/_ADDED$/, '_REMOVED');
  return type.replace(/_REMOVED$/, '_ADDED');
}

const WHOLE: ReadonlySet<string> = new Set([
  'TYPE_ADDED',
  'FIELD_ADDED',
  'INPUT_FIELD_ADDED',
  'ENUM_VALUE_ADDED',
  'FIELD_ARGUMENT_ADDED',
  'DIRECTIVE_ADDED',
]);

/** What is new as a whole is one change; a deprecation is no further one for its directive. */
function withoutRepeated(changes: readonly Found[]): Found[] {
  const added = new Set(changes.filter(({ type }) => WHOLE.has(type)).map(({ path }) => path));
  const deprecated = new Set(changes.filter(({ type }) => isDeprecation(type)).flatMap(({ path }) => holder(path)));
  const seen = new Set<string>();
  return changes.filter((change) => {
    const { type, path = '' } = change;
    if (isBreaking(change)) return true;
    if (ancestors(path).some((above) => added.has(above))) return false;
    if (!WHOLE.has(type) && added.has(path)) return false;
    if (path.includes('.@deprecated') && !isDeprecation(type) && deprecated.has(holder(path)[0] ?? '')) return false;
    // A reason comes and goes with the deprecation itself.
    const key = isDeprecation(type) ? `deprecation ${holder(path)[0]}` : '';
    if (key === '') return true;
    return !seen.has(key) && seen.add(key) !== undefined;
  });
}

function isDeprecation(type: string): boolean {
  return type.includes('DEPRECATION');
}

/** What a path to `@deprecated` is about. */
function holder(path = ''): string[] {
  return [path.replace(/\.@deprecated.*$/, '')];
}

/** `A.b.c` → `A`, `A.b` */
function ancestors(path: string): string[] {
  const parts = path.split('.');
  return parts.slice(1).map((_, index) => parts.slice(0, index + 1).join('.'));
}

/** Types that read otherwise though no change says why: nothing goes unseen. */
function unnamed(base: GraphQLSchema, head: GraphQLSchema, changes: readonly Change[]): Change[] {
  const named = new Set(changes.map(({ path = '' }) => path.split('.')[0]));
  const respelt = Object.values(head.getTypeMap()).filter((type) => {
    const was = base.getType(type.name);
    return was && !named.has(type.name) && writtenOf(was) !== writtenOf(type);
  });
  if (respelt.length === 0) return [];
  const { lexicographicSortSchema } = graphql();
  const [before, after] = [lexicographicSortSchema(base), lexicographicSortSchema(head)];
  return respelt.flatMap(({ name }): Change[] => {
    const [was, is] = [before.getType(name), after.getType(name)];
    if (!was || !is || printed(was) === printed(is)) return [];
    const change = { type: 'DEFINITION_CHANGED', path: name, compatibility: 'risky' } as const;
    return [{ ...change, message: `${name} is defined otherwise`, rejects: false, accepts: false }];
  });
}

/** Most types stand in both files in the same words. */
function writtenOf({ astNode, extensionASTNodes }: GraphQLNamedType): string {
  return [astNode, ...extensionASTNodes]
    .map((node) => node?.loc?.source.body.slice(node.loc.start, node.loc.end))
    .join('\n');
}

/** In one spelling, with the members of default values in one order. */
function printed(type: GraphQLNamedType): string {
  const { parse, print, printType, visit } = graphql();
  const text = printType(type);
  if (!text.includes('= ')) return text;
  const byName = (a: ObjectFieldNode, b: ObjectFieldNode) => (a.name.value < b.name.value ? -1 : 1);
  const leave = (node: ObjectValueNode) => ({ ...node, fields: node.fields.toSorted(byName) });
  return print(visit(parse(text, { noLocation: true }), { ObjectValue: { leave } }));
}
