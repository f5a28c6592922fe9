/** Reads the files of a Protobuf schema by protobufjs, every mistake on its line. Generates no code. */
import type { Enum, Field, NamespaceBase, ReflectionObject, Root, Type } from 'protobufjs';
import { ArtifactError, type Problem, ranOutOfStack } from '../../../errors.ts';
import { nearest } from '../../../nearest.ts';
import type { Artifact } from '../../artifact.ts';
import { textIn } from '../../content.ts';
import { addBundled, bundled } from './bundled.ts';
import { importedFile } from './imports.ts';
import { protobuf } from './library.ts';
import { misnumbered } from './numbers.ts';
import { type Declared, type Place, type Scan, type Statement, scan } from './scan.ts';

export interface Opened {
  readonly root: Root;
  /** By path, its own file first. */
  readonly scans: ReadonlyMap<string, Scan>;
  /** By full name: `acme.Booking.delay`. */
  readonly declared: ReadonlyMap<string, Declared>;
  /** In the order of the files. Names that lead nowhere are read as if their field were not there. */
  readonly mistakes: readonly Problem[];
  /** Imports of files that neither the repository nor the library has, and that nothing is used of. */
  readonly doubts: readonly Problem[];
}

/** Throws ArtifactError where a file does not parse. */
export function openProtobuf(artifact: Artifact): Opened {
  const files = [...artifact.files.keys()];
  const scans = new Map(files.map((file) => [file, scan(textIn(artifact, file), file)]));
  const declared = new Map(
    [...scans.values()].flatMap((found) => found.declared.map((one) => [one.name, one] as const)),
  );
  const mistakes = [...scans.values()].flatMap(misnumbered);
  // What stands twice is told with its line before the library stumbles over it.
  if (mistakes.length > 0) throw new ArtifactError(mistakes);
  const root = new (protobuf(artifact.path).Root)();
  for (const file of files) parse(textIn(artifact, file), file, root, scans);
  const missing = addImports(root, scans);
  const lost = unresolved(root, declared);
  const circles = circlesIn(scans);
  // An import may only serve options that are not read.
  const [wrong, doubts] = lost.length > 0 ? [missing, []] : [[], missing];
  if (lost.length === 0) resolveAll(root, files[0] ?? artifact.path);
  return { root, scans, declared, mistakes: [...wrong, ...lost, ...circles], doubts };
}

/** The same without anything wrong. Throws ArtifactError with every mistake. */
export function readProtobuf(artifact: Artifact): Opened {
  const opened = openProtobuf(artifact);
  if (opened.mistakes.length > 0) throw new ArtifactError(opened.mistakes);
  return opened;
}

/** Imports that lead to no file of the artifact and to none of Google's. */
export function soughtBy(artifact: Artifact): string[] {
  const files = [...artifact.files.keys()];
  return files.flatMap((file) =>
    scan(textIn(artifact, file), file)
      .imports.map(({ text }) => text)
      .filter((name) => name !== '' && !importedFile(name, file, files) && !isGoogles(name)),
  );
}

/** Without the library: who only looks for files loads none. */
function isGoogles(name: string): boolean {
  return name.startsWith('google/protobuf/');
}

function parse(source: string, file: string, root: Root, scans: ReadonlyMap<string, Scan>): void {
  const library = protobuf(file);
  try {
    library.parse(source, root, { keepCase: true });
  } catch (error) {
    if (ranOutOfStack(error)) throw problem({ file, line: 1, column: 1, message: 'nested too deeply' });
    throw problem(described(error, source, file, scans.get(file)));
  }
}

function problem(found: Problem): ArtifactError {
  return new ArtifactError([found]);
}

/** What the library says, in a place: it names lines of words that it did not expect, and full names of the rest. */
function described(error: unknown, source: string, file: string, found: Scan | undefined): Problem {
  const message = error instanceof Error ? error.message : String(error);
  const [, what, word = '', line = '1'] = /^illegal (.+?) '(.*)' \((?:.*, )?line (\d+)\)$/s.exec(message) ?? [];
  if (what !== undefined) return { file, ...placeOf(source, Number(line), word), ...unexpected(what, word) };
  if (message === 'max depth exceeded')
    return { file, ...deepest(source), message: 'messages nested too deeply', expected: 'at most 32 levels' };
  const [, at] = /\(line (\d+)\)/.exec(message) ?? [];
  const [, scope = ''] = / in (?:Type|Enum|Service|Namespace|Root)? ?\.?([\w.]+)/.exec(message) ?? [];
  const [, name = ''] = /'(\w+)'/.exec(message) ?? [];
  const named =
    found?.declared.findLast((one) => one.name === `${scope}.${name}`) ??
    found?.declared.find((one) => one.name === scope);
  const place = named ? { line: named.range.line, column: named.range.column } : { line: Number(at ?? 1), column: 1 };
  return { file, ...place, message: message.replace(/ \(.*line \d+\)$/, '') };
}

function unexpected(what: string, word: string): Pick<Problem, 'message' | 'found'> {
  if (word === 'null' || what === 'end of input') return { message: 'the file ends in the middle of a declaration' };
  return { message: what === 'token' ? 'no valid Protobuf' : `no valid ${what}`, found: brief(word) };
}

function brief(word: string): string {
  return word.length > 40 ? `${word.slice(0, 39)}…` : word;
}

function placeOf(source: string, line: number, word: string): Pick<Problem, 'line' | 'column'> {
  const lines = source.split('\n');
  const last = Math.min(line, lines.length);
  return { line: last, column: Math.max(0, lines[last - 1]?.indexOf(word) ?? 0) + 1 };
}

/** Where the brackets that nobody counts any more begin. */
function deepest(source: string): Pick<Problem, 'line' | 'column'> {
  let depth = 0;
  for (let at = 0; at < source.length; at++) {
    const character = source.charAt(at);
    depth += character === '{' ? 1 : character === '}' ? -1 : 0;
    if (depth > 32) {
      const before = source.slice(0, at).split('\n');
      return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
    }
  }
  return { line: 1, column: 1 };
}

/** Adds what Google's files declare. Returns a problem for each import that leads nowhere. */
function addImports(root: Root, scans: ReadonlyMap<string, Scan>): Problem[] {
  return [...scans.values()].flatMap(({ file, imports }) =>
    imports.flatMap((statement): Problem[] => {
      if (importedFile(statement.text, file, scans.keys())) return [];
      const known = bundled(statement.text);
      if (!known) return [at(statement, `imports ${statement.text}, which the repository does not have`)];
      addBundled(root, known);
      return [];
    }),
  );
}

function at({ file, range: { line, column } }: Place, message: string, more: Partial<Problem> = {}): Problem {
  return { file, line, column, message, ...more };
}

/** Types of fields and methods that are declared nowhere; their fields are taken out. */
function unresolved(root: Root, declared: ReadonlyMap<string, Declared>): Problem[] {
  const { Field, Method } = protobuf();
  const types = [...declared.values()].filter(({ kind }) => kind === 'message' || kind === 'enum');
  const found: Problem[] = [];
  const lookFor = (object: ReflectionObject, sought: string, scope: ReflectionObject | null): void => {
    if (scope && lookup(scope, sought)) return;
    const place = declared.get(fullName(object));
    const near = nearest(
      sought,
      types.map(({ name }) => name),
    );
    found.push({ ...(place && at(place, '')), message: `unknown type ${sought}`, ...(near && { nearest: near }) });
  };
  for (const object of objectsIn(root)) {
    if (object instanceof Field && !object.declaringField) {
      if (protobuf().types.defaults[object.type as 'int32'] === undefined) lookFor(object, object.type, object.parent);
      if (object.extend && !lookup(object.parent, object.extend)) lookFor(object, object.extend, object.parent);
    }
    if (object instanceof Method) {
      lookFor(object, object.requestType, object.parent);
      lookFor(object, object.responseType, object.parent);
    }
  }
  return found;
}

function lookup(scope: ReflectionObject | null, name: string): Type | Enum | undefined {
  const { Namespace, Type, Enum } = protobuf();
  if (!(scope instanceof Namespace)) return undefined;
  const found = scope.lookup(name, [Type, Enum]);
  return found instanceof Type || found instanceof Enum ? found : undefined;
}

function resolveAll(root: Root, file: string): void {
  try {
    root.resolveAll();
  } catch (error) {
    if (ranOutOfStack(error)) throw problem({ file, line: 1, column: 1, message: 'nested too deeply' });
    throw problem({ file, line: 1, column: 1, message: error instanceof Error ? error.message : String(error) });
  }
}

/** Everything that is declared, with what Google's files declare. */
export function objectsIn(root: NamespaceBase): ReadonlySet<ReflectionObject> {
  const { Namespace, Type, Service } = protobuf();
  const found = new Set<ReflectionObject>([root]);
  // The set grows while it is walked.
  for (const object of found) {
    const inner = [
      ...(object instanceof Type ? object.fieldsArray : []),
      ...(object instanceof Service ? object.methodsArray : []),
      ...(object instanceof Namespace ? object.nestedArray : []),
    ];
    for (const one of inner) found.add(one);
  }
  return found;
}

/** Without the dot before it. */
export function fullName({ fullName: name }: Pick<ReflectionObject | Field, 'fullName'>): string {
  return name.replace(/^\./, '');
}

/** Files that import themselves by way of others, which no compiler takes. */
function circlesIn(scans: ReadonlyMap<string, Scan>): Problem[] {
  const next = (file: string): (readonly [Statement, string])[] =>
    (scans.get(file)?.imports ?? []).flatMap((statement) => {
      const to = importedFile(statement.text, file, scans.keys());
      return to === undefined ? [] : [[statement, to] as const];
    });
  const [own] = scans.keys();
  const done = new Set<string>();
  const circles: Problem[] = [];
  const walk = (file: string, way: readonly string[]): void => {
    for (const [statement, to] of next(file)) {
      if (to === file || way.includes(to)) circles.push(at(statement, `imports lead in a circle, back to ${to}`));
      else if (!done.has(to)) walk(to, [...way, file]);
    }
    done.add(file);
  };
  if (own !== undefined) walk(own, []);
  return circles;
}
