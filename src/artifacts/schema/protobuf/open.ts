/** Reads the files of a Protobuf schema by protobufjs, every mistake on its line. Generates no code. */
import type { Enum, Field, NamespaceBase, ReflectionObject, Root, Type } from 'protobufjs';
import { ArtifactError, type Problem, ranOutOfStack } from '../../../errors.ts';
import { nearest } from '../../../nearest.ts';
import type { Artifact } from '../../artifact.ts';
import { textIn } from '../../content.ts';
import { addBundled, bundled } from './bundled.ts';
import { importedFile, importsIn } from './imports.ts';
import { protobuf } from './library.ts';
import { toProblem } from './library-errors.ts';
import { mistakesIn } from './mistakes.ts';
import { type Declared, type Place, type Scan, type Statement, scan } from './scan.ts';

export interface Opened {
  readonly root: Root;
  /** Everything that is declared, with what Google's files declare. */
  readonly objects: ReadonlySet<ReflectionObject>;
  /** By path, its own file first. */
  readonly scans: ReadonlyMap<string, Scan>;
  /** By full name: `acme.Booking.delay`. */
  readonly declared: ReadonlyMap<string, Declared>;
  /** In the order of the files. Names that lead nowhere are read as if their field were not there. */
  readonly mistakes: readonly Problem[];
  /** Imports of files that neither the repository nor the library has, and that nothing is used of. */
  readonly doubts: readonly Problem[];
}

const opened = new WeakMap<Artifact['files'], Opened>();

/** Read once for all who ask. Throws ArtifactError where a file does not parse. */
export function openProtobuf(artifact: Artifact): Opened {
  const known = opened.get(artifact.files);
  if (known) return known;
  const found = open(artifact);
  opened.set(artifact.files, found);
  return found;
}

function open(artifact: Artifact): Opened {
  const files = [...artifact.files.keys()];
  const scans = new Map(files.map((file) => [file, scan(textIn(artifact, file), file)]));
  const declared = new Map(
    [...scans.values()].flatMap((found) => found.declared.map((one) => [one.name, one] as const)),
  );
  const mistakes = [...scans.values()].flatMap(mistakesIn);
  // What stands twice is told with its line before the library stumbles over it.
  if (mistakes.length > 0) throw new ArtifactError(mistakes);
  const root = new (protobuf(artifact.path).Root)();
  for (const file of files) parse(textIn(artifact, file), file, root, scans);
  const missing = addImports(root, scans);
  const objects = objectsIn(root);
  const lost = unresolved(objects, declared);
  const circles = circlesIn(scans);
  // An import may only serve options that are not read.
  const [wrong, doubts] = lost.length > 0 ? [missing, []] : [[], missing];
  if (lost.length === 0) resolveAll(root, files[0] ?? artifact.path);
  const further = lost.length > 0 ? [] : [...enumsWithoutZero(objects, declared), ...sameInJson(objects, declared)];
  return { root, objects, scans, declared, mistakes: [...wrong, ...lost, ...circles, ...further], doubts };
}

/** The same without anything wrong. Throws ArtifactError with every mistake. */
export function readProtobuf(artifact: Artifact): Opened {
  const found = openProtobuf(artifact);
  if (found.mistakes.length > 0) throw new ArtifactError(found.mistakes);
  return found;
}

/** Imports that lead to no file of the artifact and to none of Google's. */
export function soughtBy(artifact: Artifact): string[] {
  const files = [...artifact.files.keys()];
  return files.flatMap((file) =>
    importsIn(textIn(artifact, file), file).filter((name) => !importedFile(name, file, files) && !isGoogles(name)),
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
    throw problem(toProblem(error, source, file, scans.get(file)));
  }
}

function problem(found: Problem): ArtifactError {
  return new ArtifactError([found]);
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
function unresolved(objects: ReadonlySet<ReflectionObject>, declared: ReadonlyMap<string, Declared>): Problem[] {
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
    const message = `unknown type ${sought}`;
    const isTold = found.some((one) => one.message === message && one.line === place?.range.line);
    if (!isTold) found.push({ ...(place && at(place, '')), message, ...(near && { nearest: near }) });
  };
  for (const object of objects) {
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

/** An enum that is open begins with its default, which is zero. */
function enumsWithoutZero(objects: ReadonlySet<ReflectionObject>, declared: ReadonlyMap<string, Declared>): Problem[] {
  const { Enum } = protobuf();
  return [...objects].flatMap((object): Problem[] => {
    const place = declared.get(fullName(object));
    if (!place || !(object instanceof Enum) || featureOf(object, 'enum_type') === 'CLOSED') return [];
    const [name, number] = Object.entries(object.values)[0] ?? [];
    if (number === undefined || number === 0) return [];
    const first = declared.get(`${fullName(object)}.${name}`) ?? place;
    return [at(first, 'the first value of an open enum must be zero', { found: `${number}`, expected: '0' })];
  });
}

/** Fields that JSON calls the same, https://protobuf.dev/programming-guides/json/#json-options. */
function sameInJson(objects: ReadonlySet<ReflectionObject>, declared: ReadonlyMap<string, Declared>): Problem[] {
  const { Type } = protobuf();
  return [...objects].flatMap((object): Problem[] => {
    if (!(object instanceof Type) || featureOf(object, 'json_format') !== 'ALLOW') return [];
    const names = new Map<string, Field>();
    return object.fieldsArray.flatMap((field): Problem[] => {
      const name = field.declaringField ? field.name : (field.jsonName ?? field.name);
      const before = names.get(name);
      names.set(name, field);
      const place = before && declared.get(fullName(field));
      return place ? [at(place, `JSON calls ${before.name} and ${field.name} both ${name}`)] : [];
    });
  });
}

/** What editions call a feature, which older syntaxes have by themselves. The library keeps them to itself. */
export function featureOf(object: ReflectionObject, name: string): string {
  const features: unknown = Reflect.get(object, '_features');
  return typeof features === 'object' && features !== null ? String(Reflect.get(features, name)) : 'undefined';
}

/** Everything that is declared, with what Google's files declare. */
function objectsIn(root: NamespaceBase): ReadonlySet<ReflectionObject> {
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
