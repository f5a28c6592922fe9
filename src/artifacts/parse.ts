/** The text of an artifact's own file as a value with positions; every adapter of a YAML or JSON format begins here. */
import { extname } from 'node:path';
import { MOST_LEVELS, tooDeep, tooManyBrackets } from '../document/levels.ts';
import { partOf } from '../document/part.ts';
import { lineIndex } from '../document/places.ts';
import { toPointer } from '../document/pointer.ts';
import { parseSource, type Source } from '../document/source.ts';
import { ArtifactError, type Problem, ranOutOfStack } from '../errors.ts';
import { textIn } from './content.ts';
import type { Artifact } from './engine.ts';

/**
 * Throws ArtifactError with file, line and column: syntax errors, a value nested too deeply to read. Of a key that stands
 * twice the last counts, as production reads it: `duplicateKeys` names them, for where that is an error.
 */
export function parseArtifact(artifact: Artifact): Source {
  const source = parseWhole(artifact);
  const { pointer } = artifact;
  const part = pointer === undefined ? source : partOf(source, pointer);
  if (part) return part;
  throw new ArtifactError([{ file: source.file, line: 1, column: 1, message: `nothing stands at ${pointer}` }]);
}

/** The whole file, whatever part of it the artifact is. Throws as `parseArtifact` does. */
export function parseWhole(artifact: Artifact): Source {
  const file = artifact.files.keys().next().value ?? artifact.path;
  return parseFile(artifact, file);
}

/** One file of an artifact, parsed once for all who ask. Throws ArtifactError where it does not parse. */
export function parseFile(artifact: Artifact, file: string): Source {
  const known = parsedOf.get(artifact) ?? new Map<string, Source>();
  parsedOf.set(artifact, known);
  const found = known.get(file);
  if (found) return found;
  const text = textIn(artifact, file);
  const source = withinStack(file, () => parse(artifact, file, text));
  known.set(file, source);
  return source;
}

/** Rules that do not even begin as JSON are of another language, which the name of their file does not tell. */
function parse({ kind }: Artifact, file: string, text: string): Source {
  try {
    return parseSource(text, file, ArtifactError, 'last-counts');
  } catch (error) {
    const isOther = kind === 'rules' && extname(file) === '.json' && !/^\s*(?:$|[[{"\d-]|true|false|null)/.test(text);
    if (!isOther || !(error instanceof ArtifactError)) throw error;
    const expected = 'JSON, as the name says; of rules in another language weir.yml says which, as `engine: jsonata`';
    throw new ArtifactError(
      error.problems.map((problem) => ({ expected, ...problem })),
      { cause: error },
    );
  }
}

const parsedOf = new WeakMap<Artifact, Map<string, Source>>();

/** Every key that stands twice in one object of one of the artifact's files. Throws ArtifactError where one does not parse. */
export function duplicateKeys(artifact: Artifact): Problem[] {
  // Of a folder nobody knows what its files are.
  if (artifact.kind === 'program' || artifact.path.endsWith('/')) return [];
  return [...artifact.files.keys()].flatMap((file) => parseFile(artifact, file).duplicates());
}

/**
 * Head may have no key twice: what is meant is anybody's guess. Base is read as production reads it, so that the change which
 * mends it can be judged. Throws ArtifactError.
 */
export function assertNoDuplicateKeys(head: Artifact): void {
  const found = duplicateKeys(head);
  if (found.length > 0) throw new ArtifactError(found);
}

/** Throws ArtifactError where a file nests deeper than that. None that was parsed nests deeper than `MOST_LEVELS`. */
export function assertLevels({ file, value, valueRange }: Source, most: number): void {
  const way = tooDeep(value, most);
  if (!way) return;
  const { line, column } = valueRange(toPointer(way));
  throw new ArtifactError([{ file, line, column, message: 'nested too deeply', expected: `at most ${most} levels` }]);
}

/** The same of an expression, by its brackets. A parser that recurses along them is asked only after this. */
export function assertBrackets(text: string, file: string): void {
  const offset = tooManyBrackets(text);
  if (offset === undefined) return;
  const expected = `at most ${MOST_LEVELS} brackets in each other`;
  throw new ArtifactError([{ file, ...lineIndex(text)(offset), message: 'nested too deeply', expected }]);
}

/**
 * Does work that recurses along what no bound is known of, such as a chain of operators. A stranger may write one that is
 * longer than the stack is deep, so running out of it is that file's error and not a crash.
 */
export function withinStack<T>(file: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!ranOutOfStack(error)) throw error;
    throw new ArtifactError([{ file, line: 1, column: 1, message: 'nested too deeply' }], { cause: error });
  }
}
