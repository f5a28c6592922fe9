/** The text of an artifact's own file as a value with positions; every adapter of a YAML or JSON format begins here. */
import { partOf } from '../document/part.ts';
import { parseSource, type Source } from '../document/source.ts';
import { ArtifactError, ranOutOfStack } from '../errors.ts';
import { textIn } from './content.ts';
import type { Artifact } from './engine.ts';

/** Throws ArtifactError with file, line and column: syntax errors, duplicate keys, a value nested too deeply to read. */
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
  return withinStack(file, () => parseSource(textIn(artifact, file), file, ArtifactError));
}

/**
 * Does work that recurses along an artifact's nesting. A stranger may nest a file deeper than the stack is, so running
 * out of it is that file's error and not a crash.
 */
export function withinStack<T>(file: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!ranOutOfStack(error)) throw error;
    throw new ArtifactError([{ file, line: 1, column: 1, message: 'nested too deeply' }], { cause: error });
  }
}
