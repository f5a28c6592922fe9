/**
 * Two versions of a document without the paths that lead to nothing that changed, and the schemas that only those need: for those who ask about
 * small calls.
 */

import { equal } from '../../../document/equal.ts';
import { pointerTokens } from '../../../document/pointer.ts';
import { textIn } from '../../content.ts';
import type { Artifact } from '../../engine.ts';
import { parseArtifact } from '../../parse.ts';
import { closure } from '../closure.ts';
import { isObject, type JsonObject } from '../json-schema/keywords.ts';

type Pair = readonly [base: Artifact, head: Artifact];

/** Both as they are where they are of several files, or refer in ways that are not followed here. Throws ArtifactError. */
export function excerptOf(base: Artifact, head: Artifact): Pair {
  const [was, is] = [sideOf(base), sideOf(head)];
  if (!was || !is) return [base, head];
  const kept = keptOf(was, is);
  return [only(was, kept), only(is, kept)];
}

interface Side {
  readonly artifact: Artifact;
  readonly file: string;
  readonly value: JsonObject;
  readonly paths: JsonObject;
  readonly schemas: JsonObject;
}

/** References by other ways than the names of components, and numbers that no double holds. */
const OTHERWISE = /discriminator|\$(?:id|anchor|dynamicRef|recursiveRef)\b|\d{16}/;

function sideOf(artifact: Artifact): Side | undefined {
  const [file, another] = artifact.files.keys();
  if (file === undefined || another !== undefined || OTHERWISE.test(textIn(artifact, file))) return undefined;
  const { value } = parseArtifact(artifact);
  if (!isObject(value) || !isObject(value.paths) || !isObject(value.components)) return undefined;
  const { schemas } = value.components;
  if (!isObject(schemas) || referencesIn(value).some((one) => !one.startsWith('#/components/'))) return undefined;
  return { artifact, file, value, paths: value.paths, schemas };
}

/** Everything that is called `$ref`. */
function referencesIn(value: unknown): string[] {
  const found: string[] = [];
  const queue = [value];
  // A list grows while it is walked.
  for (const one of queue) {
    if (Array.isArray(one)) queue.push(...one);
    if (!isObject(one)) continue;
    queue.push(...Object.values(one));
    if (typeof one.$ref === 'string') found.push(one.$ref);
  }
  return found;
}

/** Names of schemas, at their beginning where a reference leads into one. */
function mentionedBy(value: unknown): string[] {
  return referencesIn(value).flatMap((reference) => {
    const [, section, name] = pointerTokens(reference.slice(1));
    return section === 'schemas' && name !== undefined ? [name] : [];
  });
}

interface Kept {
  readonly paths: ReadonlySet<string>;
  readonly schemas: ReadonlySet<string>;
}

function keptOf(was: Side, is: Side): Kept {
  const sides = [was, is];
  const names = new Set(sides.flatMap(({ schemas }) => Object.keys(schemas)));
  const mentions = new Map(
    [...names].map((name) => [name, sides.flatMap(({ schemas }) => mentionedBy(schemas[name]))] as const),
  );
  const from = new Map<string, string[]>();
  for (const [name, all] of mentions) for (const to of all) from.set(to, [...(from.get(to) ?? []), name]);
  const differing = [...names].filter((name) => !equal(was.schemas[name], is.schemas[name]));
  const leading = closure(differing, (name) => from.get(name) ?? []);
  // What is neither a path nor a schema may be part of any call.
  const rest = sides.flatMap(restOf);
  const all = [...new Set(sides.flatMap(({ paths }) => Object.keys(paths)))];
  const isShared = rest.some((name) => leading.has(name)) || !equal(...sharedOf(was, is));
  const about = all.filter(
    (path) =>
      isShared ||
      !equal(was.paths[path], is.paths[path]) ||
      sides.some(({ paths }) => mentionedBy(paths[path]).some((name) => leading.has(name))),
  );
  const paths = new Set(all.filter((path) => about.some((one) => mayMeet(one, path))));
  const needed = [...paths].flatMap((path) => sides.flatMap((side) => mentionedBy(side.paths[path])));
  return { paths, schemas: closure([...needed, ...rest], (name) => mentions.get(name) ?? []) };
}

function restOf({ value }: Side): string[] {
  return mentionedBy(withoutNamed(value));
}

function sharedOf(was: Side, is: Side): [unknown, unknown] {
  return [withoutNamed(was.value), withoutNamed(is.value)];
}

function withoutNamed({ paths: _, components, ...others }: JsonObject): JsonObject {
  const { schemas: _schemas, ...more } = isObject(components) ? components : {};
  return { ...others, more };
}

/** Whether one call may be meant by both. */
function mayMeet(one: string, other: string): boolean {
  if (one === other) return true;
  const [own, others] = [one.split('/'), other.split('/')];
  return (
    own.length === others.length &&
    own.every((part, index) => part === others[index] || part.includes('{') || others[index]?.includes('{'))
  );
}

function only({ artifact, file, value, paths, schemas }: Side, kept: Kept): Artifact {
  const of = (all: JsonObject, names: ReadonlySet<string>) =>
    Object.fromEntries(Object.entries(all).filter(([name]) => names.has(name)));
  const components = { ...(value.components as JsonObject), schemas: of(schemas, kept.schemas) };
  const text = JSON.stringify({ ...value, paths: of(paths, kept.paths), components });
  return { ...artifact, files: new Map([[file, text]]) };
}
