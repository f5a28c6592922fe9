/**
 * Two versions of a schema without the types that lead to nothing that changed, for those who ask about small operations. What is left out of a
 * type that stays are fields, of types that both versions say alike.
 */

import type { DefinitionNode, DocumentNode, FieldDefinitionNode } from 'graphql';
import type { Artifact } from '../../artifact.ts';
import { textIn } from '../../content.ts';
import { closure } from '../closure.ts';
import { graphql } from './libraries.ts';
import { parseText } from './sdl.ts';

type Pair = readonly [base: Artifact, head: Artifact];

/** Both as they are where they are of several files. Throws ArtifactError for what is no GraphQL. */
export function excerptOf(base: Artifact, head: Artifact): Pair {
  const sides = [base, head].map(sideOf);
  const [was, is] = sides;
  if (!was || !is) return [base, head];
  const kept = keptOf(was, is);
  const only = (side: Side): Artifact => ({
    ...side.artifact,
    files: new Map([[side.file, without(side, kept)]]),
  });
  return [only(was), only(is)];
}

interface Side {
  readonly artifact: Artifact;
  readonly file: string;
  readonly text: string;
  readonly document: DocumentNode;
  /** By the names of types, each with what extends it. */
  readonly types: ReadonlyMap<string, TypeText>;
}

interface TypeText {
  readonly text: string;
  readonly nodes: readonly DefinitionNode[];
  readonly mentions: ReadonlySet<string>;
  /** Nothing but its own fields says what it is. */
  readonly isPlain: boolean;
}

/** Undefined for one of several files. */
function sideOf(artifact: Artifact): Side | undefined {
  const [file, another] = artifact.files.keys();
  if (file === undefined || another !== undefined) return undefined;
  const text = textIn(artifact, file);
  const document = parseText(text, file);
  const named = Map.groupBy(document.definitions, typeOf);
  named.delete(undefined);
  const types = [...named].map(([name = '', nodes]): [string, TypeText] => [
    name,
    {
      text: nodes.map((node) => textOf(node, text)).join('\n'),
      nodes,
      mentions: new Set(nodes.flatMap(mentionedBy)),
      isPlain: nodes.every(
        (node) =>
          (node.kind === 'ObjectTypeDefinition' || node.kind === 'ObjectTypeExtension') && !node.interfaces?.length,
      ),
    },
  ]);
  return { artifact, file, text, document, types: new Map(types) };
}

/** Undefined for what defines no type. */
function typeOf(node: DefinitionNode): string | undefined {
  const { isTypeDefinitionNode, isTypeExtensionNode } = graphql();
  return isTypeDefinitionNode(node) || isTypeExtensionNode(node) ? node.name.value : undefined;
}

function textOf({ loc }: DefinitionNode | FieldDefinitionNode, text: string): string {
  return loc ? text.slice(loc.start, loc.end) : '';
}

function mentionedBy(node: DefinitionNode | FieldDefinitionNode): string[] {
  const found: string[] = [];
  graphql().visit(node, { NamedType: (type) => void found.push(type.name.value) });
  return found;
}

const ROOTS: readonly string[] = ['Query', 'Mutation', 'Subscription'];

/** Types that both sides need so that what changed can be asked for. */
function keptOf(was: Side, is: Side): ReadonlySet<string> {
  const sides = [was, is];
  const all = new Set(sides.flatMap(({ types }) => [...types.keys()]));
  const mentions = (name: string) => sides.flatMap(({ types }) => [...(types.get(name)?.mentions ?? [])]);
  // Directives and the roots of a schema are kept, and what they mention.
  const others = sides.flatMap(({ document }) =>
    document.definitions.filter((node) => typeOf(node) === undefined).flatMap(mentionedBy),
  );
  const from = new Map<string, string[]>();
  for (const name of all) for (const to of mentions(name)) from.set(to, [...(from.get(to) ?? []), name]);
  const differing = [...all].filter((name) => was.types.get(name)?.text !== is.types.get(name)?.text);
  const ways = closure(differing, (name) => from.get(name) ?? []);
  const isCut = (name: string) =>
    !differing.includes(name) && sides.every(({ types }) => types.get(name)?.isPlain === true);
  const whole = [...ways, ...others].filter((name) => !isCut(name));
  const implementing = (name: string) => (from.get(name) ?? []).filter((one) => isAbstract(one, name));
  const closed = (names: readonly string[]) => closure(names, (name) => [...mentions(name), ...implementing(name)]);
  const roots = [...all].filter((name) => ROOTS.includes(name));
  const kept = new Set([...ways, ...roots, ...others, ...closed(whole)]);
  // A type without fields is none. A set grows while it is walked.
  for (const name of kept) {
    for (const side of sides) {
      const [first, ...more] = side.types.get(name)?.nodes.flatMap(fieldsOf) ?? [];
      if (!first || [first, ...more].some((field) => isKept(side, kept, field))) continue;
      for (const one of closed(mentionedBy(first))) kept.add(one);
    }
  }
  return kept;

  /** Which says of itself that it is one of another. */
  function isAbstract(name: string, of: string): boolean {
    return sides.some(({ types }) =>
      types
        .get(name)
        ?.nodes.some((node) => 'interfaces' in node && node.interfaces?.some((one) => one.name.value === of)),
    );
  }
}

function fieldsOf(node: DefinitionNode): readonly FieldDefinitionNode[] {
  const isOfFields =
    node.kind === 'ObjectTypeDefinition' ||
    node.kind === 'ObjectTypeExtension' ||
    node.kind === 'InterfaceTypeDefinition';
  return isOfFields ? (node.fields ?? []) : [];
}

function isKept({ types }: Side, kept: ReadonlySet<string>, field: FieldDefinitionNode): boolean {
  return mentionedBy(field).every((name) => kept.has(name) || !types.has(name));
}

function without(side: Side, kept: ReadonlySet<string>): string {
  const { text, document } = side;
  const spans = document.definitions.flatMap((node): (readonly [number, number])[] => {
    const name = typeOf(node);
    const isGone = name !== undefined && !kept.has(name);
    const gone = isGone ? [node] : fieldsOf(node).filter((field) => !isKept(side, kept, field));
    return gone.flatMap(({ loc }) => (loc ? [[loc.start, loc.end] as const] : []));
  });
  let end = 0;
  const parts: string[] = [];
  for (const [start, stop] of spans.sort(([one], [other]) => one - other)) {
    parts.push(text.slice(end, start));
    end = stop;
  }
  return [...parts, text.slice(end)].join('');
}
